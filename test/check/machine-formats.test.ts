import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import type { Log, Result } from 'sarif';
import { describe, expect, it } from 'vitest';
import { check, folderWith } from './fake.ts';

const schema = JSON.parse(
  readFileSync(
    createRequire(import.meta.url).resolve(
      '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json',
    ),
    'utf8',
  ),
);
const ajv = new Ajv.default({ allErrors: true, unicodeRegExp: false });
addFormats.default(ajv as never);
const isValid = ajv.compile(schema);

/** Runs with --format sarif; what comes out is valid. */
async function sarif(cwd: string): Promise<Log['runs'][number]> {
  const { stdout } = await check(cwd, ['--format', 'sarif']);
  const log = JSON.parse(stdout) as Log;
  isValid(log);
  expect(isValid.errors ?? []).toEqual([]);
  const [run] = log.runs;
  if (!run) throw new Error('no run');
  return run;
}

async function printsOf(text: string, name = 'A.cpp'): Promise<(string | undefined)[]> {
  const { results } = await sarif(folderWith({ [name]: text }));
  return results?.map((it) => it.partialFingerprints?.primaryLocationLineHash) ?? [];
}

describe('--format sarif', () => {
  it('describes every rule, in text and Markdown', async () => {
    const { tool, columnKind } = await sarif(folderWith({ 'A.cpp': '' }));
    const rules = tool.driver.rules ?? [];
    expect(columnKind).toBe('utf16CodeUnits');
    expect(rules.map((it) => it.id)).toEqual(['DK01', 'DK06', 'DK24', 'DK40', 'parse', 'silencer']);
    expect(rules[0]).toMatchObject({
      name: 'NoCancelOnATimersAction',
      shortDescription: { text: "No Cancel on a timer's action." },
      defaultConfiguration: { level: 'error' },
    });
    expect(rules[3]?.defaultConfiguration).toEqual({ level: 'note' });
    expect(rules[0]?.help?.markdown).toContain('```cpp\nvoid Bad(); // DK01\n```');
    expect(rules[0]?.help?.text).toContain('Do it the other way.');
  });

  it('places results by encoded paths relative to the working directory', async () => {
    const run = await sarif(folderWith({ 'a b/ä#%.cpp': '\n  <DK40>', 'B.cpp': 'x\0' }));
    const [binary, note] = run.results as [Result, Result];
    expect(note).toMatchObject({ ruleId: 'DK40', ruleIndex: 3, level: 'note' });
    expect(note.locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: 'a%20b/%C3%A4%23%25.cpp' },
          region: { startLine: 2, startColumn: 3 },
        },
        logicalLocations: [{ fullyQualifiedName: 'AcmeDriver::Stop' }],
      },
    ]);
    expect(binary).toMatchObject({ ruleId: 'parse', ruleIndex: 4, level: 'warning' });
  });

  it('tells related places', async () => {
    const related = [{ path: 'B.h', line: 3, column: 4, what: 'released here' }];
    const { stdout } = await check(
      folderWith({ 'A.cpp': 'x' }),
      ['--format', 'sarif'],
      async () => [
        {
          rule: 'DK06',
          severity: 'error',
          path: 'A.cpp',
          line: 1,
          column: 1,
          message: 'It hangs.',
          advice: '',
          related,
          within: '',
        },
      ],
    );
    const log = JSON.parse(stdout) as Log;
    expect(isValid(log)).toBe(true);
    expect(log.runs[0]?.results?.[0]?.relatedLocations).toEqual([
      {
        id: 1,
        physicalLocation: {
          artifactLocation: { uri: 'B.h' },
          region: { startLine: 3, startColumn: 4 },
        },
        message: { text: 'released here' },
      },
    ]);
  });

  it('has silenced findings too, with their reasons', async () => {
    const cwd = folderWith({
      'A.cpp': 'f("<DK06>"); // dext-timer: allow DK06 -- it is fine\ng("<DK24>");',
      '.dext-timer.json': '{"check":{"rules":{"DK24":{"severity":"off","reason":"not for us"}}}}',
    });
    const { results } = await sarif(cwd);
    expect(results?.map((it) => [it.ruleId, it.suppressions])).toEqual([
      ['DK06', [{ kind: 'inSource', justification: 'it is fine' }]],
      ['DK24', [{ kind: 'external', justification: 'not for us' }]],
    ]);
  });
});

describe('fingerprints', () => {
  it('stay when code around moves or is laid out anew', async () => {
    const [before] = await printsOf('Cancel(<DK06>);');
    expect(before).toMatch(/^[0-9a-f]{32}:1$/);
    expect(await printsOf('\n// more\n\tCancel( <DK06> );\r\n')).toEqual([before]);
  });

  it('differ by code, by file, by rule, and for equal lines by count', async () => {
    const [one] = await printsOf('Cancel(<DK06>);');
    expect(await printsOf('Cancel2(<DK06>);')).not.toContain(one);
    expect(await printsOf('Cancel(<DK06>);', 'B.cpp')).not.toContain(one);
    expect(await printsOf('Cancel(<DK06>);\nCancel(<DK06>);')).toEqual([
      one,
      one?.replace(':1', ':2'),
    ]);
    const both = await printsOf('Cancel(<DK06>, <DK01>);');
    expect(new Set(both).size).toBe(2);
  });
});

describe('--format github', () => {
  it('is one annotation a finding, escaped as Actions wants it', async () => {
    const cwd = folderWith({ 'a,b:c%.cpp': '<DK06>', 'z.cpp': '<DK24> <DK40>' });
    const { stdout, status } = await check(cwd, ['--format', 'github']);
    expect(stdout).toBe(
      [
        '::error file=a%2Cb%3Ac%25.cpp,line=1,col=1,title=DK06::DK06 happens here.%0AChange it.',
        '::warning file=z.cpp,line=1,col=1,title=DK24::DK24 happens here.%0AChange it.',
        '::notice file=z.cpp,line=1,col=8,title=DK40::DK40 happens here.%0AChange it.',
        '',
      ].join('\n'),
    );
    expect(status).toBe(1);
  });

  it('lets no message begin a command of its own', async () => {
    const { stdout } = await check(
      folderWith({ 'A.cpp': 'x' }),
      ['--format', 'github'],
      async () => [
        {
          rule: 'DK06',
          severity: 'error',
          path: 'A.cpp',
          line: 1,
          column: 1,
          message: 'x\r\n::stop-commands::y 100%',
          advice: '',
          related: [],
          within: '',
        },
      ],
    );
    expect(stdout).toBe(
      '::error file=A.cpp,line=1,col=1,title=DK06::x%0D%0A::stop-commands::y 100%25\n',
    );
  });
});
