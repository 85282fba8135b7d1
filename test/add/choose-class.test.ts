import { describe, expect, it } from 'vitest';
import { emptyFolder } from '../support/command.ts';
import { lampInterface, writeFiles, writeLamp } from '../support/lamp.ts';
import { add } from './running.ts';

const declared = (head: string, members = '') => `class ${head}\n{\npublic:\n${members}};\n`;
const START = '    virtual kern_return_t Start(IOService * provider) override;\n';

/** A folder with several classes, of which Lamp and Plain are services. */
function house(): string {
  const cwd = emptyFolder();
  writeLamp(cwd);
  writeFiles(cwd, {
    'Plain.iig': declared('Plain : public IOUserHIDDevice'),
    'Helper.iig': declared('Helper: public OSObject', START),
    'Under.iig': declared('Under: public Helper', START),
    'Sound.iig': declared('Sound: public IOUserAudioDevice', START),
    'Screen.iig': declared('Screen: public IOUserVideoDevice'),
    'Call.iig': declared('Call: public OSAction'),
    'Tests/stubs/DriverKit/IOService.iig': declared('IOService: public OSObject', START),
  });
  return cwd;
}

describe('the class that gets the timer', () => {
  it('is the only one, and is named', async () => {
    const cwd = emptyFolder();
    writeLamp(`${cwd}/My Driver`);
    const { stderr, asked } = await add(['Poll', '--yes', '--dry-run'], { cwd });
    expect(stderr).toContain('The driver class is Lamp (My Driver/Lamp.iig).\n');
    expect(asked).toEqual([]);
  });

  it('is asked for where there are several, before anything else', async () => {
    const answers = { class: 'Lamp', timer: 'Poll' };
    const { asked, stderr } = await add(['--dry-run'], { cwd: house(), answers });
    expect(asked[0]).toEqual({
      type: 'select',
      name: 'class',
      message: 'Which class gets the timer?',
      choices: [
        { name: 'Lamp (Lamp.iig)', value: 'Lamp', short: 'Lamp' },
        { name: 'Plain (Plain.iig)', value: 'Plain', short: 'Plain' },
      ],
    });
    expect(asked[1]).toMatchObject({ name: 'timer' });
    expect(stderr).not.toContain('The driver class is');
  });

  it('is missing where nobody is asked', async () => {
    const cwd = house();
    const list = 'give --class: Lamp (Lamp.iig), Plain (Plain.iig).';
    const missing = { code: 'no-terminal', exitStatus: 2, flag: '--class' };
    const runs = [() => add(['Poll'], { cwd }), () => add(['--yes'], { cwd, answers: {} })];
    for (const run of runs) {
      const error: unknown = await run().catch((it: unknown) => it);
      expect(error).toMatchObject({ ...missing, message: expect.stringContaining(list) });
    }
  });

  it('may be given', async () => {
    const { stdout } = await add(['Poll', '--yes', '--dry-run', '--class', 'Lamp'], {
      cwd: house(),
    });
    expect(stdout).toContain('Lamp gets the timer Poll');
  });

  it.each(['Helper', 'Under', 'Sound', 'Screen', 'Call'])('is not %s', async (name) => {
    const run = add(['Poll', '--yes', '--class', name], { cwd: house() });
    await expect(run).rejects.toMatchObject({
      message: expect.stringContaining(`${name} (${name}.iig) is no service of DriverKit`),
      code: 'no-class',
      exitStatus: 1,
    });
  });

  it('is not one of the stand-ins', async () => {
    const run = add(['Poll', '--yes', '--class', 'IOService'], { cwd: house() });
    await expect(run).rejects.toMatchObject({
      message:
        '--class: "IOService" is not a driver class in the .iig files here; there is: Lamp, Plain.',
    });
  });

  it('is not found in a file that breaks off, which is named', async () => {
    const cwd = emptyFolder();
    writeFiles(cwd, { 'Lamp.iig': `\n${declared('Lamp : public IOService', START).slice(0, -3)}` });
    await expect(add(['Poll', '--yes'], { cwd })).rejects.toMatchObject({
      code: 'no-class',
      message: expect.stringMatching(
        /^Lamp\.iig:2: the file was not understood whole: .*"class"\. No/,
      ),
    });
  });

  it('is not found in a file that cannot be read, which is named', async () => {
    const cwd = emptyFolder();
    writeFiles(cwd, { 'Lamp.iig': 'class\0' });
    await expect(add(['Poll', '--yes'], { cwd })).rejects.toMatchObject({
      code: 'no-class',
      message: expect.stringMatching(/^Lamp\.iig is not looked at: it is not text.* In the other/),
    });
  });

  it('is told from one of the same name by its folder', async () => {
    const cwd = emptyFolder();
    writeLamp(`${cwd}/A`);
    writeLamp(`${cwd}/B`);
    writeFiles(cwd, { 'A/Other.iig': lampInterface('Other') });
    const run = add(['Poll', '--yes', '--class', 'Lamp'], { cwd });
    await expect(run).rejects.toThrow('Lamp is there more than once: A/Lamp.iig, B/Lamp.iig.');
    const { stdout } = await add(['Poll', '--yes', '--dry-run', '--project', 'B'], { cwd });
    expect(stdout).toContain('--- a/Lamp.cpp\n');
    const answers = { class: 'Lamp (B/Lamp.iig)' };
    const chosen = await add(['Poll', '--dry-run'], { cwd, answers });
    expect(chosen.stdout).toContain('--- a/B/Lamp.cpp\n');
    expect(chosen.stdout).not.toContain('A/Lamp');
  });
});
