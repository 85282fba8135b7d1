import type * as nodeFs from 'node:fs';
import path from 'node:path';
import type { OutputFile } from '../../core/plan/change.ts';
import { outputFile } from './output-file.ts';

/** A disk as it is before a run, and the files that the run is to write. */
export interface Scenario {
  readonly name: string;
  readonly old: readonly OutputFile[];
  readonly files: readonly OutputFile[];
}

export const allNew: Scenario = {
  name: 'a whole new project',
  old: [outputFile('neighbour.txt', 'not ours')],
  files: [
    outputFile('Acme/.gitignore', 'build/\n'),
    outputFile('Acme/Driver/Acme.cpp', 'int acme;\n'),
    outputFile('Acme/Driver/Acme.iig', 'class Acme;\n'),
    outputFile('Acme/scripts/build.sh', '#!/bin/sh\n', 0o755),
    outputFile('Acme/.github/workflows/build.yml', 'on: push\n'),
  ],
};

export const newAmongOthers: Scenario = {
  name: 'new files into a folder that is there',
  old: [...allNew.old, outputFile('Acme/notes.txt', 'not ours')],
  files: allNew.files,
};

export const mixture: Scenario = {
  name: 'new, changed and identical files',
  old: [
    outputFile('Driver/Acme.cpp', 'old\n'),
    outputFile('README.md', 'the same\n'),
    outputFile('run.sh', 'old script, not executable\n'),
    outputFile('tool.sh', 'old script\n', 0o755),
  ],
  files: [
    outputFile('Driver/Acme.cpp', 'new, longer than before\n'),
    outputFile('Driver/New/Timer.cpp', 'a new file\n'),
    outputFile('README.md', 'the same\n'),
    outputFile('run.sh', 'new script\n', 0o755),
    outputFile('tool.sh', 'new text in a script\n'),
  ],
};

/** Writes files in the plainest way there is; a script stays a script. */
export function writePlainly(at: {
  readonly disk: typeof nodeFs;
  readonly root: string;
  readonly files: readonly OutputFile[];
}): void {
  const { disk, root } = at;
  for (const file of at.files) {
    const full = path.join(root, file.path);
    disk.mkdirSync(path.dirname(full), { recursive: true });
    const wasScript = disk.existsSync(full) && (disk.lstatSync(full).mode & 0o111) !== 0;
    disk.writeFileSync(full, file.bytes);
    disk.chmodSync(full, wasScript ? 0o755 : file.mode);
  }
}
