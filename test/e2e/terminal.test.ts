import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { COMMAND, snapshot } from '../support/command.ts';
import { inTerminal, KEY, type Step } from './in-terminal.ts';
import { Folders, type Place, runNode } from './processes.ts';

const folders = new Folders();
afterAll(() => folders.remove(), 60_000);

const GIVEN =
  'Acme --bundle-id org.acme.driver --provider resources --timer Beat --interval 1s --leeway 0 ' +
  '--mode periodic --queue default --clock uptime --power';
const LAST = 'Write Acme/?';

const type = (place: Place, line: string, ...steps: Step[]) =>
  inTerminal({ script: COMMAND, args: line.split(' '), place, steps });

/** A project with two files that somebody has edited since. */
async function editedProject(): Promise<Place> {
  const place = folders.place();
  await runNode({ script: COMMAND, args: ['new', ...GIVEN.split(' '), '--yes'], place });
  for (const file of ['README.md', 'Driver/Info.plist']) {
    writeFileSync(path.join(place.cwd, 'Acme', file), 'mine\n');
  }
  return place;
}

describe.concurrent('dext-timer new in a terminal', () => {
  it('shows the plan as a tree, and writes on a yes', async () => {
    const place = folders.place();
    const { status, text } = await type(place, `new ${GIVEN}`, [LAST, KEY.enter]);
    expect(status).toBe(0);
    const plan = text.slice(0, text.indexOf(LAST));
    expect(plan).toMatch(/^Acme\/\n/m);
    expect(plan).toMatch(/^ +AcmeDriver\.cpp\n/m);
    expect(text).toMatch(/Acme\/ is written: \d+ files\.\n\nNext:\n/);
    expect(readdirSync(place.cwd)).toEqual(['Acme']);
  });

  it.each([
    ['a no', `n${KEY.enter}`],
    ['Ctrl-C', KEY.ctrlC],
  ])('writes nothing on %s at the end', async (_what, typed) => {
    const place = folders.place();
    const { status, text } = await type(place, `new ${GIVEN}`, [LAST, typed]);
    expect(status).toBe(130);
    expect(text.trimEnd()).toMatch(/\ndext-timer: Cancelled\. Nothing was written\.$/);
    expect(readdirSync(place.cwd)).toEqual([]);
  });

  it('says what is wrong with an answer, and asks again', async () => {
    const place = folders.place();
    const { status, text } = await type(
      place,
      'new',
      ["What is the driver's name?", `007${KEY.enter}`],
      ['"007" is not an UpperCamelCase name', KEY.ctrlC],
    );
    expect(status).toBe(130);
    expect(text).toContain('a folder of that name is created here');
  });

  it('keeps every file that differs on a "no to all"', async () => {
    const place = await editedProject();
    const before = snapshot(place.cwd);
    const { status, text } = await type(
      place,
      `new ${GIVEN}`,
      [LAST, KEY.enter],
      ['Overwrite it?', KEY.down.repeat(3) + KEY.enter],
    );
    expect(status).toBe(0);
    expect(text).toContain('No to all');
    expect(snapshot(place.cwd)).toEqual(before);
  });

  it('shows the difference, overwrites one and keeps the other', async () => {
    const place = await editedProject();
    const { status, text } = await type(
      place,
      `new ${GIVEN}`,
      [LAST, KEY.enter],
      ['Acme/Driver/Info.plist is there and differs', KEY.down.repeat(2) + KEY.enter],
      ['+</plist>', ''],
      ['Overwrite it?', KEY.down + KEY.enter],
      ['Acme/README.md is there and differs', KEY.enter],
    );
    expect(status).toBe(0);
    expect(text).toMatch(/^-mine$/m);
    const contentOf = (file: string) => readFileSync(path.join(place.cwd, 'Acme', file), 'utf8');
    expect(contentOf('Driver/Info.plist')).toContain('IOUserClass');
    expect(contentOf('README.md')).toBe('mine\n');
  });

  it('stops at a conflict without a byte written', async () => {
    const place = await editedProject();
    const before = snapshot(place.cwd);
    const { status } = await type(
      place,
      `new ${GIVEN}`,
      [LAST, KEY.enter],
      ['Acme/Driver/Info.plist is there and differs', KEY.down + KEY.enter],
      ['Acme/README.md is there and differs', KEY.down.repeat(5) + KEY.enter],
    );
    expect(status).toBe(130);
    expect(snapshot(place.cwd)).toEqual(before);
  });
});

describe.concurrent('colours', () => {
  const dryRun = `new ${GIVEN} --dry-run`;
  const GREEN = '\u001b[32m';

  it('are there in a terminal', async () => {
    expect((await type(folders.place(), dryRun)).raw).toContain(GREEN);
  });

  it('are not there with NO_COLOR, nor in a dumb terminal', async () => {
    const silent = await type(folders.place({ NO_COLOR: '1' }), dryRun);
    const dumb = await type(folders.place({ TERM: 'dumb' }), dryRun);
    for (const { raw } of [silent, dumb]) {
      expect(raw).toContain('AcmeDriver.cpp');
      expect(raw).not.toContain('\u001b[');
    }
  });

  it('are not there in a pipe', async () => {
    const args = dryRun.split(' ');
    const { stdout, stderr } = await runNode({ script: COMMAND, args, place: folders.place() });
    expect(stdout).toContain('AcmeDriver.cpp');
    expect(stdout + stderr).not.toContain('\u001b[');
  });
});
