import { describe, expect, it } from 'vitest';
import { check, folderWith } from './fake.ts';

const CODE = '\n  stop(); <DK24> <DK06>\n<DK40>\n';

describe('--json', () => {
  it("prints the contract's object, sorted by file, line, column and rule", async () => {
    const cwd = folderWith({ 'b/Z.cpp': CODE, 'A.iig': '<DK01>', 'a.cpp': 'x', 'b.cpp': 'x' });
    const { status, stdout, stderr } = await check(cwd, ['--json']);
    const { findings, files } = JSON.parse(stdout);
    expect(files).toBe(4);
    expect(findings[0]).toEqual({
      rule: 'DK01',
      severity: 'error',
      file: 'A.iig',
      line: 1,
      column: 1,
      message: 'DK01 happens here.',
      advice: 'Change it.',
    });
    const places = findings.map((it: Record<string, unknown>) => [it.file, it.line, it.column]);
    expect(places).toEqual([
      ['A.iig', 1, 1],
      ['b/Z.cpp', 2, 11],
      ['b/Z.cpp', 2, 18],
      ['b/Z.cpp', 3, 1],
    ]);
    expect(stderr).toBe('');
    expect(status).toBe(1);
  });

  it('says once what the analysis says twice', async () => {
    const cwd = folderWith({ 'A.cpp': 'x' });
    const finding = {
      rule: 'DK01',
      severity: 'error',
      path: 'A.cpp',
      line: 1,
      column: 1,
      message: 'It crashes.',
      advice: '',
      related: [],
      within: '',
    } as const;
    const { stdout } = await check(cwd, ['--json'], async () => [finding, { ...finding }]);
    expect(JSON.parse(stdout).findings).toHaveLength(1);
  });
});

describe('the exit status', () => {
  const cases: [code: string, args: string[], status: number][] = [
    ['', [], 0],
    ['<DK06>', [], 1],
    ['<DK24>', [], 0],
    ['<DK40>', [], 0],
    ['<DK24>', ['--max-warnings', '0'], 1],
    ['<DK24>', ['--max-warnings', '1'], 0],
    ['<DK40>', ['--max-warnings', '0'], 0],
    ['<DK06>', ['--max-warnings', '9'], 1],
    // What is not shown counts all the same.
    ['<DK24>', ['--max-warnings', '0', '--severity', 'error'], 1],
    ['<DK06> <DK24>', ['--rule', 'DK24'], 0],
    ['<DK06> <DK24>', ['--rule', 'dk24,dk6'], 1],
  ];
  it.each(cases)('of %j with %j is %i', async (code, args, status) => {
    expect((await check(folderWith({ 'A.cpp': code }), args)).status).toBe(status);
  });

  it('1 for too many warnings is explained', async () => {
    const { stderr } = await check(folderWith({ 'A.cpp': '<DK24>' }), ['--max-warnings', '0']);
    expect(stderr).toBe('1 warning; at most 0 are allowed.\n');
  });
});

describe('--severity', () => {
  it.each([
    ['error', ['DK06']],
    ['warning', ['DK24', 'DK06']],
    ['info', ['DK24', 'DK06', 'DK40']],
  ])('%s leaves out what is less grave', async (severity, rules) => {
    const cwd = folderWith({ 'A.cpp': CODE });
    const { stdout } = await check(cwd, ['--json', '--severity', severity]);
    expect(JSON.parse(stdout).findings.map((it: { rule: string }) => it.rule)).toEqual(rules);
  });
});
