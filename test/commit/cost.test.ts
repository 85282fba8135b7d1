import { expect, test, vi } from 'vitest';
import { commit } from '../../core/commit/commit.ts';
import { planAgainstDisk } from '../../core/commit/plan-against-disk.ts';
import { disk, runWith } from './faulty-fs.ts';
import { ROOT, setUp } from './memory-disk.ts';
import { outputFile } from './output-file.ts';
import { allNew, newAmongOthers } from './scenarios.ts';

vi.mock('node:fs', async () => (await import('./faulty-fs.ts')).faultyFs());

const FOLDERS = 20;
const FILES = 110;

test('a new project costs a few calls for each file, and forces nothing to the disk', () => {
  setUp(allNew);
  const plan = planned();
  const { calls } = runWith(null, () => commit(plan));
  // One call for each file and each folder. Some more for the whole.
  expect(calls.length).toBeLessThan(FILES + FOLDERS + 20);
  expect(calls.filter((call) => /^f(data)?sync/.test(call))).toEqual([]);
  expect(disk.readdirSync(`${ROOT}/Acme`)).toHaveLength(FOLDERS);
});

test('new files in a folder that is there cost a few calls each', () => {
  setUp(newAmongOthers);
  const plan = planned();
  const { calls } = runWith(null, () => commit(plan));
  // A file: write, look, rename. A folder: look, make, look. Some more for the whole.
  expect(calls.length).toBeLessThan(3 * FILES + 3 * FOLDERS + 20);
});

function planned() {
  const files = Array.from({ length: FILES }, (_, index) =>
    outputFile(`Acme/folder${index % FOLDERS}/file${index}.cpp`, 'text'),
  );
  return planAgainstDisk({ root: ROOT, files });
}
