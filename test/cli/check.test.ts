import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { rolldown } from 'rolldown';
import { describe, expect, it } from 'vitest';
import { lampDriver } from '../../core/rules/example-driver.ts';
import { folderWith } from '../check/fake.ts';
import { asNobody, dextTimer, emptyFolder, snapshot } from '../support/command.ts';

const EMPTY = 'int a;\n';

/** Anybody may read and write it, since the command runs as somebody else. */
describe('dext-timer check', () => {
  it('finds nothing where nothing is wrong', () => {
    const cwd = folderWith({ 'A.iig': EMPTY, 'Driver/B.cpp': EMPTY });
    const before = snapshot(cwd);
    const nothing = { status: 0, stdout: 'No findings in 2 files.\n', stderr: '' };
    expect(dextTimer(['check'], { cwd })).toEqual(nothing);
    expect(dextTimer(['check', '.', 'Driver/B.cpp'], { cwd })).toEqual(nothing);
    expect(dextTimer(['check', '--json'], { cwd })).toEqual({
      ...nothing,
      stdout: '{"findings":[],"files":2}\n',
    });
    expect(snapshot(cwd)).toEqual(before);
  });

  it('finds nothing in what new writes', () => {
    const cwd = emptyFolder();
    dextTimer(['new', 'Acme', '--yes'], { cwd });
    const { status, stdout } = dextTimer(['check', 'Acme/Driver', '--json'], { cwd });
    expect(JSON.parse(stdout)).toEqual({ findings: [], files: 2 });
    expect(status).toBe(0);
  });

  it('warns of a file that it may not read, and of one that is not text', () => {
    const cwd = folderWith({
      'A.cpp': EMPTY,
      'B.cpp': 'x\0',
      'locked.h': EMPTY,
      'no/C.cpp': EMPTY,
    });
    chmodSync(path.join(cwd, 'locked.h'), 0);
    chmodSync(path.join(cwd, 'no'), 0);
    const { status, stdout } = dextTimer(['check', '--json'], { cwd });
    chmodSync(path.join(cwd, 'no'), 0o755);
    const { findings, files } = JSON.parse(stdout) as {
      findings: Record<string, unknown>[];
      files: number;
    };
    expect(findings.map((it) => [it.file, it.rule, it.severity, it.line, it.column])).toEqual([
      ['B.cpp', 'parse', 'warning', 1, 1],
      ['locked.h', 'parse', 'warning', 1, 1],
    ]);
    expect(findings[1]?.message).toContain('permission');
    expect(files).toBe(3);
    expect(status).toBe(0);
    expect(dextTimer(['check', '--max-warnings', '1'], { cwd }).status).toBe(1);
    expect(dextTimer(['check', '--max-warnings=2'], { cwd }).status).toBe(0);
  });

  it.each(['git', 'walk'])('says which folder it may not search, found by %s', (way) => {
    const above = emptyFolder();
    const cwd = path.join(above, 'repository');
    asNobody('mkdir', ['-m', '777', cwd], above); // git goes by who owns it
    folderWith({ 'A.cpp': EMPTY, 'B.cpp': EMPTY, 'deep/no/C.cpp': EMPTY }, cwd);
    if (way === 'git') {
      asNobody('git', ['init', '-q'], cwd);
      writeFileSync(path.join(cwd, '.git/info/exclude'), 'B.cpp\n'); // git alone knows of it
    }
    chmodSync(path.join(cwd, 'deep/no'), 0);
    const { status, stdout, stderr } = dextTimer(['check'], { cwd });
    chmodSync(path.join(cwd, 'deep/no'), 0o755);
    expect(stderr).toContain('Note: "deep/no" is not searched: it may not be read.\n');
    expect(stdout).toBe(`No findings in ${way === 'git' ? '1 file' : '2 files'}.\n`);
    expect(status).toBe(0);
  });

  it('refuses a named folder that it may not read', () => {
    const cwd = folderWith({ 'no/C.cpp': EMPTY });
    chmodSync(path.join(cwd, 'no'), 0);
    const { status, stderr } = dextTimer(['check', 'no'], { cwd });
    chmodSync(path.join(cwd, 'no'), 0o755);
    expect(stderr).toBe('dext-timer: "no" cannot be read (EACCES).\n');
    expect(status).toBe(2);
  });

  it('tells a fault of the configuration in one line, status 1', () => {
    const cwd = folderWith({ 'A.cpp': EMPTY, '.dext-timer.json': '{\n"chekc": {}}' });
    const { status, stderr } = dextTimer(['check'], { cwd });
    expect(stderr).toMatch(/^dext-timer: \.dext-timer\.json:2: "chekc" is not [^\n]+\n$/);
    expect(status).toBe(1);
    const { stdout } = dextTimer(['check', '--format=json'], { cwd });
    expect(JSON.parse(stdout)).toHaveProperty('error.code', 'config');
  });

  it('tells in one line where a report cannot be written, and leaves nothing behind', () => {
    const cwd = folderWith({ 'A.cpp': EMPTY });
    chmodSync(cwd, 0o555);
    const { status, stdout, stderr } = dextTimer(['check', '--output-file', 'r.txt'], { cwd });
    expect(stderr).toBe('dext-timer: Cannot write "r.txt": no permission to write it (EACCES).\n');
    expect([status, stdout]).toEqual([1, '']);
    expect([...snapshot(cwd).keys()]).toEqual(['A.cpp']);
  });

  // The command runs as somebody else, who may replace the files of this folder.
  it('fixes what it can, and tells what remains', () => {
    const stop = `kern_return_t LampDriver::Stop_Impl(IOService *provider)
{
    ivars->timer->Cancel(^{
        OSSafeReleaseNULL(ivars->timer);
        super::Stop(provider);
    });
    return kIOReturnSuccess;
}`;
    const cwd = folderWith(lampDriver({ stop }));
    chmodSync(path.join(cwd, 'LampDriver.cpp'), 0o666);
    const { status, stdout, stderr } = dextTimer(['check', '--fix', '--yes'], { cwd });
    const fixed = lampDriver({
      stop: stop.replace('super::Stop(provider)', 'Stop(provider, SUPERDISPATCH)'),
    });
    expect([...snapshot(cwd).keys()].sort()).toEqual(['LampDriver.cpp', 'LampDriver.iig']);
    expect(readFileSync(path.join(cwd, 'LampDriver.cpp'), 'utf8')).toBe(fixed['LampDriver.cpp']);
    expect(stderr).toContain('DK47: super Stop is called with SUPERDISPATCH.');
    expect(stdout).not.toContain('DK47');
    expect(status).toBe(stdout.includes('error') ? 1 : 0);
  });

  // As somebody who could not replace it.
  it('writes a report to a device as it is', () => {
    const cwd = folderWith({ 'A.cpp': EMPTY });
    const run = dextTimer(['check', '--output-file', '/dev/null'], { cwd });
    expect(run).toEqual({ status: 0, stdout: '', stderr: 'No findings in 1 file.\n' });
  });

  it.each(['check', 'explain'])('%s has help and version', (command) => {
    const cwd = emptyFolder();
    const help = dextTimer([command, '--help'], { cwd });
    expect(help.stdout).toMatch(new RegExp(`^Usage: dext-timer ${command} \\[`));
    expect(dextTimer([command, '--version'], { cwd }).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(dextTimer(['--help'], { cwd }).stdout).toMatch(new RegExp(`^ {2}${command} \\[`, 'm'));
  });
});

describe('dext-timer explain', () => {
  it('loads no parser', async () => {
    const bundle = await rolldown({
      input: 'cli/commands/explain.ts',
      platform: 'node',
      external: /^node:/,
    });
    const { output } = await bundle.generate({ format: 'esm' });
    const modules = output.flatMap((it) => (it.type === 'chunk' ? it.moduleIds : []));
    expect(modules.some((id) => id.endsWith('core/rules/rules.ts'))).toBe(true);
    expect(modules.filter((id) => /web-tree-sitter|core\/source\/parse\.ts/.test(id))).toEqual([]);
  });
});
