import { describe, expect, it } from 'vitest';
import { commentsIn } from '../../core/check/comments.ts';
import { check, folderWith, type PrintedFinding } from './fake.ts';

const ALLOW = 'dext-timer: allow DK06 -- cancelled above';

/** What check says of one file: `line rule`. */
async function saidOf(text: string, ...args: string[]): Promise<string[]> {
  return (await findingsIn(text, ...args)).map((it) => `${it.line} ${it.rule}`);
}

async function findingsIn(text: string, ...args: string[]): Promise<PrintedFinding[]> {
  const cwd = folderWith({ 'A.cpp': text });
  return JSON.parse((await check(cwd, ['--json', ...args])).stdout).findings;
}

describe('a silencer', () => {
  it.each([
    ['on the line', `f(); /*<DK06>*/ // ${ALLOW}`],
    ['on the line, before the code', `/* ${ALLOW} */ f("<DK06>");`],
    ['on the line before', `// ${ALLOW}\nf("<DK06>");`],
    ['in a block on the line before', `  /* ${ALLOW} */\r\n  f("<DK06>");`],
    [
      'in a block over several lines',
      `/*\n * x */ /* dext-timer: allow DK06\n -- why */\nf("<DK06>");`,
    ],
    ['as a documentation comment', `/// ${ALLOW}\nf("<DK06>");`],
    ['above other comments', `// ${ALLOW}\n// more\n/* and\n more */\nf("<DK06>");`],
    ['with several rules', '// dext-timer: allow DK06, DK24 -- why\nf("<DK06> <DK24>");'],
    ['two above one line', `// ${ALLOW}\n// dext-timer: allow DK24 -- why\nf("<DK06> <DK24>");`],
    ['for the whole file', '\n\nf("<DK06>");\ng("<DK06>"); // dext-timer: allow-file DK06 -- why'],
    ['with the id in another spelling', '// dext-timer: allow dk6 -- why\nf("<DK06>");'],
    ['behind a number with separators', `f(1'000, '"', "<DK06>"); // ${ALLOW}`],
  ])('%s silences', async (_where, text) => {
    expect(await saidOf(text)).toEqual([]);
  });

  it.each([
    ['two lines before', `// ${ALLOW}\n\nf("<DK06>");`, ['1 silencer', '3 DK06']],
    [
      'beside other code on the line before',
      `g(); // ${ALLOW}\nf("<DK06>");`,
      ['1 silencer', '2 DK06'],
    ],
    ['on the line behind', `f("<DK06>");\n// ${ALLOW}`, ['1 DK06', '2 silencer']],
    [
      'for another rule',
      '// dext-timer: allow DK24 -- why\nf("<DK06>");',
      ['1 silencer', '2 DK06'],
    ],
    ['without a reason', '// dext-timer: allow DK06\nf("<DK06>");', ['1 silencer', '2 DK06']],
    [
      'with an empty reason',
      '// dext-timer: allow DK06 -- \nf("<DK06>");',
      ['1 silencer', '2 DK06'],
    ],
    ['garbled', '// dext-timer: alow DK06 -- why\nf("<DK06>");', ['1 silencer', '2 DK06']],
    ['in a literal', `f("<DK06> // ${ALLOW}");`, ['1 DK06']],
    ['in a raw literal', `f(R"x(<DK06> )" // ${ALLOW})x");`, ['1 DK06']],
    ['in a literal over lines', `f("<DK06> \\\n// ${ALLOW}");`, ['1 DK06']],
    ['behind other words', `f("<DK06>"); // see ${ALLOW}`, ['1 DK06']],
  ])('%s does not silence', async (_where, text, said) => {
    expect(await saidOf(text)).toEqual(said);
  });

  it('says what is wrong with it, one line each', async () => {
    const text = [
      '// dext-timer: allow DK06',
      '// dext-timer: allow DK66, DK24 -- why',
      '// dext-timer: allow-file DK01 -- why',
      '// dext-timer: allow silencer -- why',
      '// dext-timer:',
    ];
    const said = (await findingsIn(`${text.join('\n')}\nf();`)).map((it) => it.message);
    const known = 'there are DK01, DK06, DK24, DK40, parse';
    expect(said).toEqual([
      'This silencer gives no reason, so DK06 is still reported.',
      'This silencer has nothing to silence: DK24 finds nothing in line 6.',
      `This silencer is for a rule that there is not: "DK66" is not a rule; ${known}. Did you mean DK06?`,
      'This silencer has nothing to silence: DK01 finds nothing in this file.',
      `This silencer is for a rule that there is not: "silencer" is not a rule; ${known}.`,
      'This silencer is not understood.',
    ]);
  });

  it('counts in the summary, and not in the exit status', async () => {
    const cwd = folderWith({ 'A.cpp': `f("<DK06>"); // ${ALLOW}` });
    expect(await check(cwd)).toEqual({
      status: 0,
      stdout: 'No findings in 1 file; 1 silenced.\n',
      stderr: '',
    });
  });

  it('is not unused because --rule or --severity leave its rule out', async () => {
    const text = `f("<DK06>"); // ${ALLOW}`;
    expect(await saidOf(text, '--rule', 'DK24,silencer')).toEqual([]);
    expect(
      await saidOf('f("<DK40>"); // dext-timer: allow DK40 -- x', '--severity', 'warning'),
    ).toEqual([]);
  });

  it('is not reported where only other rules run', async () => {
    expect(await saidOf('// dext-timer: allow DK06\nf("<DK24>");', '--rule', 'DK24')).toEqual([
      '2 DK24',
    ]);
  });
});

describe('commentsIn', () => {
  it('goes through a long hostile text in no time', () => {
    const text = `${'"\\'.repeat(300_000)}""\n${'/* */'.repeat(300_000)}`;
    const before = performance.now();
    expect(commentsIn(text)).toHaveLength(300_000);
    expect(performance.now() - before).toBeLessThan(5000);
  });

  it('tells where comments are', () => {
    const text = 'a; // one\n  /* two\n three */ b;\n// four \\\n five';
    expect(commentsIn(text)).toEqual([
      { text: 'one', line: 1, column: 4, lastLine: 1, isAlone: false },
      { text: 'two three', line: 2, column: 3, lastLine: 3, isAlone: false },
      { text: 'four \\ five', line: 4, column: 1, lastLine: 5, isAlone: true },
    ]);
  });
});
