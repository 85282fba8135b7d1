import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCheck } from '../../core/check/run-check.ts';
import type { Face } from '../../core/face.ts';
import { CHECK_COMMAND } from '../../core/options/check-command.ts';
import { parseCommandLine } from '../../core/options/command-line.ts';
import { resolveCheck } from '../../core/options/resolve-check.ts';
import { lampDriver, START } from '../../core/rules/example-driver.ts';
import { RULES } from '../../core/rules/rules.ts';
import { plain } from '../../core/show/paint.ts';
import { folderWith } from '../check/fake.ts';
import { emptyFolder, snapshot } from '../support/command.ts';

const LEAKING = lampDriver({ start: START.replace('    OSSafeReleaseNULL(action);\n', '') });
const GOOD = lampDriver();

/** Runs check in a folder, as a face would; `answer` is that of a person at a terminal. */
async function check(cwd: string, args: string, answer?: boolean, meanwhile = () => {}) {
  const said = { stdout: '', stderr: '', asked: 0 };
  const face: Face = {
    cwd,
    canAsk: answer !== undefined,
    ask: () => {
      said.asked++;
      meanwhile();
      return Promise.resolve(answer);
    },
    print: (text) => {
      said.stdout += text;
    },
    note: (text) => {
      said.stderr += text;
    },
    notesOnTerminal: false,
    paint: { print: plain, note: plain },
  };
  const given = parseCommandLine(args.split(' '), CHECK_COMMAND);
  const options = resolveCheck({ given, ruleIds: RULES.map(({ id }) => id) });
  const outcome = await runCheck(options, { face, rules: RULES }).catch((error: unknown) => error);
  return { outcome, ...said };
}

const cppOf = (cwd: string) => readFileSync(path.join(cwd, 'LampDriver.cpp'), 'utf8');

describe('check --fix', () => {
  it('shows the change, writes it and tells what remains', async () => {
    const cwd = folderWith(LEAKING);
    const { outcome, stdout, stderr, asked } = await check(cwd, '--fix --yes');
    expect(cppOf(cwd)).toBe(GOOD['LampDriver.cpp']);
    expect(stderr).toContain('+    OSSafeReleaseNULL(action);\n');
    expect(stderr).toMatch(/^LampDriver\.cpp:\d+ DK03: the action is released/m);
    expect(stderr).toMatch(/Fixed: 1 finding in 1 file\.\n$/);
    expect(stdout).toBe('No findings in 2 files.\n');
    expect([outcome, asked]).toEqual([0, 0]);
    expect(readdirSync(cwd).sort()).toEqual(['LampDriver.cpp', 'LampDriver.iig']);
  });

  it('asks at a terminal, and writes where the answer is yes', async () => {
    const cwd = folderWith(LEAKING);
    const { outcome, asked } = await check(cwd, '--fix', true);
    expect([outcome, asked]).toEqual([0, 1]);
    expect(cppOf(cwd)).toBe(GOOD['LampDriver.cpp']);
  });

  it('writes nothing where the answer is no', async () => {
    const cwd = folderWith(LEAKING);
    const before = snapshot(cwd);
    const { outcome } = await check(cwd, '--fix', false);
    expect(outcome).toMatchObject({ exitStatus: 130 });
    expect(snapshot(cwd)).toEqual(before);
  });

  it('wants --yes where nobody can be asked', async () => {
    const cwd = folderWith(LEAKING);
    const before = snapshot(cwd);
    const { outcome } = await check(cwd, '--fix');
    expect(outcome).toMatchObject({ exitStatus: 2, flag: '--yes' });
    expect(snapshot(cwd)).toEqual(before);
  });

  it('shows only, with --dry-run, and answers by what is on disk', async () => {
    const cwd = folderWith({ ...LEAKING, ...strange('nullptr') });
    const before = snapshot(cwd);
    const { outcome, stdout, stderr } = await check(cwd, '--fix --dry-run');
    expect(stdout).toMatch(/^--- a\/LampDriver\.cpp\n/);
    expect(stdout).not.toContain('DK03');
    expect(stderr).toContain('Nothing was written (--dry-run).');
    expect(outcome).toBe(1);
    expect(snapshot(cwd)).toEqual(before);
  });

  it('tells what was found, with --dry-run, where nothing of it can be put right', async () => {
    const cwd = folderWith(strange('nullptr'));
    const { outcome, stdout, stderr } = await check(cwd, '--fix --dry-run');
    expect(stdout).toMatch(/^BulbDriver\.cpp:\d+:\d+ +error +DK04 /m);
    expect(stderr).toContain('Nothing was found that --fix can put right.');
    expect(outcome).toBe(1);
  });

  it('keeps stdout for the report, with --json', async () => {
    const cwd = folderWith(LEAKING);
    const dry = await check(cwd, '--fix --dry-run --json');
    const { findings } = JSON.parse(dry.stdout) as { findings: { rule: string }[] };
    expect(findings.map((it) => it.rule)).toEqual(['DK03']);
    const wet = await check(cwd, '--fix --yes --json');
    expect(JSON.parse(wet.stdout)).toEqual({ findings: [], files: 2 });
  });

  it('answers 1 where errors remain, and has written what it could', async () => {
    const stop = `kern_return_t LampDriver::Stop_Impl(IOService *provider)
{
    ivars->timer->Cancel(nullptr);
    return Stop(provider, SUPERDISPATCH);
}`;
    const leaking = START.replace('    OSSafeReleaseNULL(action);\n', '');
    const cwd = folderWith(lampDriver({ stop, start: leaking }));
    const { outcome, stdout } = await check(cwd, '--fix --yes');
    expect(outcome).toBe(1);
    expect(stdout).toContain('DK04');
    expect(cppOf(cwd)).toBe(lampDriver({ stop })['LampDriver.cpp']);
  });

  it('says so where there is nothing that it can fix', async () => {
    const cwd = folderWith(GOOD);
    const { outcome, stderr, asked } = await check(cwd, '--fix', true);
    expect([outcome, asked]).toEqual([0, 0]);
    expect(stderr).toBe('Nothing was found that --fix can put right.\n');
  });

  it.each([
    ['of another rule', '--fix --yes --rule DK04', ''],
    [
      'that is silenced',
      '--fix --yes',
      '// dext-timer: allow-file DK03 -- it lives as long as we do\n',
    ],
    ['in a file that is only read', '--fix --yes LampDriver.iig', ''],
  ])('leaves a finding alone %s', async (_, args, head) => {
    const cpp = head + (LEAKING['LampDriver.cpp'] ?? '');
    const cwd = folderWith({ ...LEAKING, 'LampDriver.cpp': cpp });
    await check(cwd, args);
    expect(cppOf(cwd)).toBe(cpp);
  });
});

describe('the bytes of a file that is fixed', () => {
  it('keep their mark, line ends and permissions', async () => {
    const withMark = (files: Readonly<Record<string, string>>) =>
      Object.fromEntries(
        Object.entries(files).map(([name, text]) => [
          name,
          `\ufeff${text.replaceAll('\n', '\r\n').replace('static', '/* é💡 */ static')}`,
        ]),
      );
    const cwd = folderWith(withMark(LEAKING));
    chmodSync(path.join(cwd, 'LampDriver.cpp'), 0o640);
    const { outcome } = await check(cwd, '--fix --yes');
    expect(outcome).toBe(0);
    expect(cppOf(cwd)).toBe(withMark(GOOD)['LampDriver.cpp']);
    expect(statSync(path.join(cwd, 'LampDriver.cpp')).mode & 0o777).toBe(0o640);
  });

  it('are not touched where they are no UTF-8', async () => {
    const bytes = Buffer.from(`// \xe9\n${LEAKING['LampDriver.cpp']}`, 'latin1');
    const cwd = folderWith({ ...LEAKING, 'LampDriver.cpp': bytes });
    const { outcome } = await check(cwd, '--fix --yes');
    expect(outcome).toMatchObject({ exitStatus: 1, code: 'not-utf8' });
    expect(readFileSync(path.join(cwd, 'LampDriver.cpp'))).toEqual(bytes);
  });

  it('are not touched where somebody changes them meanwhile', async () => {
    const cwd = folderWith(LEAKING);
    const theirs = `${LEAKING['LampDriver.cpp']}// theirs\n`;
    const change = () => writeFileSync(path.join(cwd, 'LampDriver.cpp'), theirs);
    const { outcome } = await check(cwd, '--fix', true, change);
    expect(outcome).toMatchObject({ exitStatus: 1 });
    expect(cppOf(cwd)).toBe(theirs);
  });

  it('are those of the file that a link leads to', async () => {
    const cwd = folderWith({ 'LampDriver.iig': LEAKING['LampDriver.iig'] ?? '' });
    const elsewhere = folderWith({ 'Real.cpp': LEAKING['LampDriver.cpp'] ?? '' });
    const real = path.join(elsewhere, 'Real.cpp');
    symlinkSync(real, path.join(cwd, 'LampDriver.cpp'));
    const { outcome } = await check(cwd, '--fix --yes LampDriver.cpp LampDriver.iig');
    expect(outcome).toBe(0);
    expect(readFileSync(real, 'utf8')).toBe(GOOD['LampDriver.cpp']);
  });

  it('are found above the working directory', async () => {
    const cwd = folderWith({ ...LEAKING, 'here/A.cpp': 'int a;\n' });
    const { outcome } = await check(path.join(cwd, 'here'), '--fix --yes ..');
    expect(outcome).toBe(0);
    expect(cppOf(cwd)).toBe(GOOD['LampDriver.cpp']);
  });

  it('are found far from the working directory', async () => {
    // Below one folder of the test's own: the work folder goes where their ways part.
    const top = emptyFolder();
    const [cwd, here] = [path.join(top, 'lamp'), path.join(top, 'here')];
    mkdirSync(here);
    cpSync(folderWith(LEAKING), cwd, { recursive: true });
    const { outcome } = await check(here, `--fix --yes ${cwd}`);
    expect(outcome).toBe(0);
    expect(cppOf(cwd)).toBe(GOOD['LampDriver.cpp']);
  });
});

/** Another driver, with an error that nobody can fix. */
function strange(handler: string) {
  const stop = `kern_return_t LampDriver::Stop_Impl(IOService *provider)
{
    ivars->timer->Cancel(${handler});
    return Stop(provider, SUPERDISPATCH);
}`;
  return Object.fromEntries(
    Object.entries(lampDriver({ stop })).map(([name, text]) => [
      name.replace('Lamp', 'Bulb'),
      text.replaceAll('Lamp', 'Bulb'),
    ]),
  );
}
