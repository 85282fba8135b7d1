import { describe, expect, it } from 'vitest';
import { codeLine } from '../../core/check/formats/code-line.ts';
import { asText } from '../../core/check/formats/text.ts';
import type { Finding } from '../../core/rules/finding.ts';
import { plain } from '../../core/show/paint.ts';
import { check, folderWith } from './fake.ts';

const FINDING: Finding = {
  rule: 'DK06',
  severity: 'error',
  path: 'Driver/A.cpp',
  line: 11,
  column: 5,
  message: 'The callback is missing.',
  advice: 'Pass a block.',
  related: [{ path: 'Driver/A.iig', line: 2, column: 1, what: 'the timer is declared here' }],
  within: '',
};

const report = (finding: Finding, texts: Record<string, string>) =>
  asText(
    { findings: [finding], silenced: [], files: 2, texts: new Map(Object.entries(texts)) },
    plain,
  );

describe('the report for people', () => {
  it('shows place, severity, rule, message, code, related places and advice', () => {
    const code = `${'\n'.repeat(10)}    Cancel(nullptr);\n`;
    expect(report(FINDING, { 'Driver/A.cpp': code, 'Driver/A.iig': '\ntimer;' })).toBe(
      [
        'Driver/A.cpp:11:5  error  DK06  The callback is missing.',
        '  11 |     Cancel(nullptr);',
        '     |     ^^^^^^',
        '  Driver/A.iig:2:1  the timer is declared here',
        '   2 | timer;',
        '     | ^^^^^',
        '  = Pass a block.',
        '',
        '1 error in 2 files',
        '',
      ].join('\n'),
    );
  });

  it('does without code where there is none', () => {
    expect(report(FINDING, {})).not.toContain('|');
    expect(report({ ...FINDING, line: 99 }, { 'Driver/A.cpp': 'x' })).not.toContain('|');
  });

  it('lets nothing in names, messages or code steer the terminal', () => {
    const hostile = '\u001b[31m\u202e\u2028\u0007';
    const finding = {
      ...FINDING,
      line: 1,
      column: 1,
      path: `a${hostile}\n.cpp`,
      message: hostile,
      advice: hostile,
      related: [{ path: hostile, line: 1, column: 1, what: hostile }],
    };
    const text = report(finding, { [finding.path]: `${hostile}\r\n`, [hostile]: hostile });
    expect(text.replaceAll('\n', '')).toMatch(/^[ -~]+$/);
    expect(text.split('\n')).toHaveLength(10);
  });

  it('counts in its last line', async () => {
    const cwd = folderWith({ 'A.cpp': '<DK01><DK06><DK24><DK40><DK40>', 'B.cpp': '' });
    const { stdout } = await check(cwd);
    expect(stdout.split('\n').at(-2)).toBe('2 errors, 1 warning, 2 info in 2 files');
    expect((await check(cwd, ['B.cpp'])).stdout).toBe('No findings in 1 file.\n');
  });
});

describe('a line of code', () => {
  const shown = (text: string, column: number) => {
    const line = codeLine(text, { path: '', line: 1, column });
    return line && [line.text, ' '.repeat(line.indent) + '^'.repeat(line.width)];
  };

  it.each([
    ['\tint a;', 2, '    int a;', '    ^^^'],
    ['a\tb', 3, 'a   b', '    ^'],
    ['\t\tx', 1, '        x', '^^^^'],
    ['  f(x);\r', 3, '  f(x);', '  ^'],
    ['a->b();', 2, 'a->b();', ' ^'],
    ['/* 数字 */ x', 10, '/* 数字 */ x', '           ^'],
    ['"🙂" x', 6, '"🙂" x', '     ^'],
    ['~Foo()', 1, '~Foo()', '^^^^'],
    ['a;', 9, 'a;', '  ^'],
    ['\u001b x', 3, '\\u{1b} x', '       ^'],
  ])('%j at %i', (text, column, line, mark) => {
    expect(shown(text, column)).toEqual([line, mark]);
  });

  it('is cut around the place when it is long', () => {
    const long = `${'a'.repeat(500)} here ${'b'.repeat(500)}`;
    const [line = '', mark = ''] = shown(long, 502) ?? [];
    expect(line.length).toBe(100);
    expect(line).toMatch(/^…a{39} here b+…$/);
    expect(line.slice(mark.indexOf('^'), mark.length)).toBe('here');
  });

  it('is cut at its end when the place is at its beginning', () => {
    const [line = '', mark = ''] = shown(`x ${'b'.repeat(500)}`, 1) ?? [];
    expect(line).toMatch(/^x b{97}…$/);
    expect(mark).toBe('^');
  });
});
