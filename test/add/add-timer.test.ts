import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, cpSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PlanAddedTimer } from '../../core/add/add-timer.ts';
import { emptyFolder, snapshot } from '../support/command.ts';
import { lampInterface, lampSource, writeFiles, writeLamp } from '../support/lamp.ts';
import { fakePlan } from './fake-plan.ts';
import { add } from './running.ts';

const INTERFACE = 'My Driver/Lamp.iig';
const SOURCE = 'My Driver/Lamp.cpp';

/** A folder with a driver in one below it. */
function house(files: Readonly<Record<string, string | Buffer>> = {}): string {
  const cwd = emptyFolder();
  writeLamp(path.join(cwd, 'My Driver'));
  writeFiles(cwd, files);
  return cwd;
}

const bytesIn = (cwd: string, file: string) => readFileSync(path.join(cwd, file));

/** A copy of a folder to which git has applied a patch. */
function patched(cwd: string, patch: string): string {
  const copy = emptyFolder();
  cpSync(cwd, copy, { recursive: true });
  execFileSync('git', ['apply', '-'], { cwd: copy, input: patch });
  return copy;
}

describe('a timer is put in', () => {
  it('and nothing else changes', async () => {
    const cwd = house({ 'notes.md': 'notes\n' });
    chmodSync(path.join(cwd, SOURCE), 0o755);
    chmodSync(path.join(cwd, INTERFACE), 0o600);
    const before = snapshot(cwd);
    const { stdout, stderr } = await add(['Poll', '--yes'], { cwd });
    expect(stdout).toBe(`Poll is added to Lamp:
  My Driver/Lamp.cpp  +4
  My Driver/Lamp.iig  +2

Next:
  open 'My Driver/Lamp.cpp'  fill in PollTick
  dext-timer check           now, and after each change
`);
    expect(stderr).toBe('The driver class is Lamp (My Driver/Lamp.iig).\nNote: It is Monday.\n');
    const after = snapshot(cwd);
    const changed = [...after].filter(([file, what]) => before.get(file) !== what);
    expect(changed.map(([file]) => file)).toEqual([SOURCE, INTERFACE]);
    expect(after.size).toBe(before.size);
    expect(statSync(path.join(cwd, SOURCE)).mode & 0o777).toBe(0o755);
    expect(statSync(path.join(cwd, INTERFACE)).mode & 0o777).toBe(0o600);
    expect(String(bytesIn(cwd, SOURCE)).startsWith(lampSource())).toBe(true);
  });

  it('only once', async () => {
    const cwd = house();
    await add(['Poll', '--yes'], { cwd });
    const before = snapshot(cwd);
    const again = await add(['Poll', '--yes'], { cwd });
    expect(again.stdout).toBe('Lamp has the timer Poll already; nothing was changed.\n');
    const { stdout } = await add(['Poll', '--yes', '--json'], { cwd });
    expect(JSON.parse(stdout)).toEqual({
      project: cwd,
      files: [
        { path: SOURCE, action: 'identical' },
        { path: INTERFACE, action: 'identical' },
      ],
      next: [],
    });
    expect(snapshot(cwd)).toEqual(before);
  });

  it('with JSON for machines', async () => {
    const cwd = house();
    const files = [
      { path: SOURCE, action: 'change' },
      { path: INTERFACE, action: 'change' },
    ];
    const before = snapshot(cwd);
    const dry = await add(['Poll', '--yes', '--json', '--dry-run'], { cwd });
    expect(JSON.parse(dry.stdout)).toEqual({ project: cwd, files, next: [] });
    expect(snapshot(cwd)).toEqual(before);
    const { stdout } = await add(['Poll', '--yes', '--json'], { cwd });
    const next = ["open 'My Driver/Lamp.cpp'", 'dext-timer check'];
    expect(JSON.parse(stdout)).toEqual({ project: cwd, files, next });
    expect(snapshot(cwd)).not.toEqual(before);
  });

  it('from a folder of its own, with paths from the project', async () => {
    const cwd = house({ 'Acme.xcodeproj/x': '', 'My Driver/If/x': '' });
    writeFiles(cwd, { 'My Driver/If/Lamp.iig': lampInterface() });
    execFileSync('rm', [path.join(cwd, INTERFACE)]);
    const { stdout } = await add(['Poll', '--yes', '--json'], {
      cwd: path.join(cwd, 'My Driver/If'),
    });
    expect(JSON.parse(stdout)).toMatchObject({
      project: path.join(cwd, 'My Driver'),
      files: [{ path: 'If/Lamp.iig' }, { path: 'Lamp.cpp' }],
    });
    expect(String(bytesIn(cwd, SOURCE))).toContain('Poll_Impl');
  });
});

describe('the patch of a dry run is what would be written', () => {
  const crlf = (text: string) => text.replaceAll('\n', '\r\n');
  it.each([
    { title: 'plain files', files: {} },
    { title: 'carriage returns', files: { [SOURCE]: crlf(lampSource()) } },
    { title: 'a byte order mark', files: { [INTERFACE]: `\uFEFF${lampInterface()}` } },
    { title: 'no line end at the end', files: { [SOURCE]: lampSource().trimEnd() } },
    { title: 'lines that end in a tab', files: { [SOURCE]: `${lampSource()}\t\n\t\t\n` } },
    { title: 'other alphabets', files: { [SOURCE]: `${lampSource()}// Lämpchen 灯 💡\n` } },
    {
      title: 'lines like marks of a patch',
      files: { [SOURCE]: `${lampSource()}/*\n--- a\n+++ b\n@@ -1 +1 @@\n*/\n` },
    },
  ])('$title', async ({ files }) => {
    const cwd = house(files);
    const before = snapshot(cwd);
    const { stdout, stderr } = await add(['Poll', '--yes', '--dry-run'], { cwd });
    expect(stdout).toContain('Lamp gets the timer Poll: every 1s, with a leeway of 100ms');
    expect(stderr).toContain('Nothing was written (--dry-run).\n');
    expect(snapshot(cwd)).toEqual(before);
    const copy = patched(cwd, stdout);
    await add(['Poll', '--yes'], { cwd });
    expect(snapshot(cwd)).not.toEqual(before);
    expect(snapshot(copy)).toEqual(snapshot(cwd));
  });
});

describe('a person at a terminal', () => {
  const answers = { timer: 'Poll', queue: 'dedicated' };

  it('sees the patch and says yes', async () => {
    const cwd = house();
    const { asked, stderr } = await add([], { cwd, answers });
    expect(asked.at(-1)).toEqual({
      type: 'confirm',
      name: 'write',
      message: 'Add Poll to Lamp?',
      default: true,
    });
    expect(stderr).toContain(`+++ b/${INTERFACE}\t\n`);
    expect(stderr).toContain('on a queue of its own.');
    expect(String(bytesIn(cwd, INTERFACE))).toContain('virtual void Poll(');
  });

  it('may say no', async () => {
    const cwd = house();
    const before = snapshot(cwd);
    const run = add([], { cwd, answers: { ...answers, write: false } });
    await expect(run).rejects.toMatchObject({ code: 'cancelled', exitStatus: 130 });
    expect(snapshot(cwd)).toEqual(before);
  });

  it('is asked with the defaults that the project remembers', async () => {
    const options = { interval: '20ms', leeway: '5ms', mode: 'one-shot' };
    const rc = { 'generator-dext-timer': { options } };
    const cwd = house({ '.yo-rc.json': JSON.stringify(rc) });
    const { asked, stderr } = await add([], { cwd, answers });
    expect(asked.map((it) => it.default)).toEqual(
      expect.arrayContaining(['Heartbeat', '20ms', '5ms', 'one-shot']),
    );
    expect(stderr).toContain('once, after 20ms, with a leeway of 5ms');
    expect(String(bytesIn(cwd, '.yo-rc.json'))).toBe(JSON.stringify(rc));
  });
});

describe('what is not sure is refused, and nothing changes', () => {
  /** Runs, and expects an error of status 1 and an untouched folder. */
  async function refusal(cwd: string, plan: PlanAddedTimer = fakePlan, meanwhile?: () => void) {
    let before = snapshot(cwd);
    const change = () => {
      meanwhile?.();
      before = snapshot(cwd);
    };
    const run = add(['Poll', '--yes'], { cwd, plan, meanwhile: change });
    const error: unknown = await run.catch((it: unknown) => it);
    expect(error).toMatchObject({ exitStatus: 1 });
    expect(snapshot(cwd)).toEqual(before);
    return error as { code: string; message: string };
  }

  /** The plan of a timer that has this text at the end of the source, too. */
  const withMore =
    (text: string): PlanAddedTimer =>
    (at) => {
      const plan = fakePlan(at);
      const last = plan.kind === 'planned' ? plan.insertions.at(-1) : undefined;
      return plan.kind === 'planned' && last
        ? { ...plan, insertions: [...plan.insertions, { ...last, text }] }
        : plan;
    };

  it('with file and line', async () => {
    const cwd = house({ [SOURCE]: lampSource().replace('IMPL(Lamp, Stop)', 'IMPL(Lamb, Stop)') });
    expect(await refusal(cwd)).toMatchObject({
      code: 'not-defined',
      message:
        'My Driver/Lamp.iig:7: Stop is declared here and defined nowhere. Nothing was changed; --manual prints what to add by hand.',
    });
  });

  it('where a file is no UTF-8', async () => {
    const cwd = house({ [SOURCE]: Buffer.from(`${lampSource()}// L\xe4mpchen\n`, 'latin1') });
    const line = lampSource().split('\n').length;
    const { code, message } = await refusal(cwd);
    expect(code).toBe('not-utf8');
    expect(message).toContain(`My Driver/Lamp.cpp:${line}: this is not UTF-8`);
  });

  it('where the result would not parse', async () => {
    const { code, message } = await refusal(house(), withMore('void broken( {\n'));
    expect(code).toBe('unsafe-output');
    expect(message).toMatch(
      /^My Driver\/Lamp\.cpp:\d+ \(as it would be\) \(from add\/methods\.ejs:1\): this would not parse/,
    );
  });

  it('where a method would be lost', async () => {
    const hiding = withMore('');
    const plan: PlanAddedTimer = (at) => {
      const made = hiding(at);
      const [first, second] = made.kind === 'planned' ? made.insertions : [];
      if (made.kind !== 'planned' || !first || !second) return made;
      const hide = (offset: number, text: string) => ({ ...second, offset, text });
      const { text } = second.file;
      const start = text.indexOf('void Lamp::free');
      const end = text.indexOf('kern_return_t IMPL(Lamp, Start)');
      return {
        ...made,
        insertions: [...made.insertions, hide(start, '#if 0\n'), hide(end, '#endif\n')],
      };
    };
    expect((await refusal(house(), plan)).message).toContain('Lamp::free would not be found');
  });

  it('where check finds what it did not find before', async () => {
    // Super Stop twice.
    const plan: PlanAddedTimer = (at) => {
      const made = fakePlan(at);
      const last = made.kind === 'planned' ? made.insertions.at(-1) : undefined;
      if (made.kind !== 'planned' || !last) return made;
      const offset = last.file.text.lastIndexOf('    return Stop');
      const text = '    (void)Stop(provider, SUPERDISPATCH);\n';
      return { ...made, insertions: [...made.insertions, { ...last, offset, text }] };
    };
    const { code, message } = await refusal(house(), plan);
    expect(code).toBe('unsafe-output');
    expect(message).toMatch(/My Driver\/Lamp\.cpp:\d+ \(as it would be\): DK\d\d /);
  });

  it('where somebody changes a file meanwhile', async () => {
    const cwd = house();
    const { code, message } = await refusal(cwd, fakePlan, () =>
      appendFileSync(path.join(cwd, SOURCE), '// more\n'),
    );
    expect(code).toBe('changed-meanwhile');
    expect(message).toContain('"My Driver/Lamp.cpp" has changed since the plan was made');
  });

  it('but not for what is at fault already', async () => {
    const bad = lampSource().replace(
      'return Stop(provider, SUPERDISPATCH);',
      'ivars->level = 0;\n    return kIOReturnSuccess;',
    );
    const cwd = house({ [SOURCE]: bad });
    const { stdout } = await add(['Poll', '--yes'], { cwd });
    expect(stdout).toContain('Poll is added to Lamp');
  });
});

describe('by hand', () => {
  it('the pieces are printed, each with its place', async () => {
    const cwd = house();
    const before = snapshot(cwd);
    const { stdout, stderr } = await add(['Poll', '--yes', '--manual'], { cwd });
    expect(stdout).toBe(`1. the declaration
   class Lamp, below public:

    virtual void Poll(OSAction * action, uint64_t time)
        TYPE(IOTimerDispatchSource::TimerOccurred);

2. the handler
   Lamp.cpp, at the end


void Lamp::Poll_Impl(OSAction * action, uint64_t time)
{
}
`);
    expect(stderr).toContain('Nothing was written (--manual).\n');
    expect(snapshot(cwd)).toEqual(before);
  });

  it('also where it would be refused, with the reason on stderr', async () => {
    const cwd = house();
    writeFileSync(path.join(cwd, SOURCE), '');
    const { stdout, stderr } = await add(['Poll', '--yes', '--manual'], { cwd });
    expect(stdout).toContain('2. the handler');
    expect(stderr).toContain('Note: My Driver/Lamp.iig:7: Stop is declared here and defined');
    const json = await add(['Poll', '--yes', '--manual', '--json'], { cwd });
    expect(JSON.parse(json.stdout)).toMatchObject({
      project: cwd,
      files: [],
      next: [],
      pieces: [
        { name: 'the declaration', where: 'class Lamp, below public:' },
        { name: 'the handler', text: expect.stringContaining('Poll_Impl') },
      ],
    });
  });
});
