import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { failureOf } from '../options/command-run.ts';
import { check, folderWith, found } from './fake.ts';

const own = (section: object) => ({ '.dext-timer.json': JSON.stringify({ check: section }) });

describe('the configuration', () => {
  it('is in a file of its own, or in package.json', async () => {
    const section = { rules: { DK06: 'warning', DK24: { severity: 'off', reason: 'we do' } } };
    const code = { 'A.cpp': '<DK06> <DK24>' };
    const shared = { 'package.json': JSON.stringify({ 'dext-timer': { check: section } }) };
    for (const file of [own(section), shared]) {
      const run = await check(folderWith({ ...code, ...file }), ['--json']);
      expect(JSON.parse(run.stdout).findings).toMatchObject([
        { rule: 'DK06', severity: 'warning' },
      ]);
      expect(run.status).toBe(0);
    }
  });

  it('is that of the nearest folder above, own before package.json, up to the repository', async () => {
    const off = { rules: { DK06: { severity: 'off', reason: 'x' } } };
    const cwd = folderWith({
      ...own(off),
      'package.json': '{"dext-timer":{"check":{"nonsense":1}}}',
      'a/package.json': '{"name":"without"}',
      'a/b/package.json': '{ broken',
      'a/b/A.cpp': '<DK06>',
      'repo/A.cpp': '<DK06>',
    });
    mkdirSync(path.join(cwd, 'repo/.git'));
    expect(await found(path.join(cwd, 'a/b'))).toEqual([]);
    expect(await found(path.join(cwd, 'repo'))).toEqual(['A.cpp:1 DK06']);
    expect(await found(path.join(cwd, 'repo'), '--config', '../.dext-timer.json')).toEqual([]);
  });

  it('leaves files out of folders, and of what goes with a file, but not one that is named', async () => {
    const cwd = folderWith({
      ...own({ ignore: ['Vendor/**', '*.gen.h', '!keep.gen.h'] }),
      'A.cpp': '<DK06>',
      'Vendor/x/V.cpp': '<DK06>',
      'b/x.gen.h': '<DK06>',
      'b/keep.gen.h': '<DK06>',
    });
    expect(await found(cwd)).toEqual(['A.cpp:1 DK06', 'b/keep.gen.h:1 DK06']);
    expect(await found(cwd, 'Vendor/x/V.cpp')).toEqual(['Vendor/x/V.cpp:1 DK06']);
    expect(await failureOf(() => check(cwd, ['Vendor']))).toMatchObject({ code: 'no-files' });
  });

  it('leaves nothing out that is not below it', async () => {
    const top = folderWith({ 'other/O.cpp': '<DK06>' });
    const cwd = folderWith(own({ ignore: ['*.cpp'] }), path.join(top, 'work'));
    expect(await found(cwd, '../other')).toEqual(['../other/O.cpp:1 DK06']);
  });

  it('allows so many warnings, unless the command line says otherwise', async () => {
    const cwd = folderWith({ ...own({ maxWarnings: 0 }), 'A.cpp': '<DK24>' });
    expect((await check(cwd)).status).toBe(1);
    expect((await check(cwd, ['--max-warnings', '1'])).status).toBe(0);
  });

  it('is reported where it turns off what finds nothing, if all was checked', async () => {
    const cwd = folderWith({
      '.dext-timer.json':
        '{ "check": { "rules": {\n  "DK01": { "severity": "off", "reason": "x" }\n} } }',
      'a/A.cpp': '<DK06>',
    });
    const [finding] = JSON.parse((await check(cwd, ['--json'])).stdout).findings;
    expect(finding).toMatchObject({
      rule: 'silencer',
      severity: 'warning',
      file: '.dext-timer.json',
      line: 2,
      column: 3,
      message: 'DK01 is turned off and finds nothing here.',
    });
    expect(await found(cwd, 'a')).toEqual(['a/A.cpp:1 DK06']);
    expect(await found(path.join(cwd, 'a'), '..')).toContain('../.dext-timer.json:2 silencer');
  });

  it('counts as used what a comment silences too', async () => {
    const cwd = folderWith({
      ...own({ rules: { DK06: { severity: 'off', reason: 'x' } } }),
      'A.cpp': '/*<DK06>*/ f(); // dext-timer: allow DK06 -- x',
    });
    expect(await found(cwd)).toEqual([]);
  });
});

describe('a fault of the configuration is one line with file and line, status 1', () => {
  const inRules = (text: string) => `{"check":\n{"rules":\n{${text}}}}`;
  it.each([
    ['{"check":\n {"ignroe": []}}', 2, '"ignroe" is not a known key', 'Did you mean "ignore"?'],
    ['{"chekc": {}}', 1, '"chekc" is not a known key; there are "check".'],
    ['[]', 1, 'the configuration is []; give an object.'],
    ['{"check": 5}', 1, '"check" is 5; give an object.'],
    ['', 1, 'this is not JSON'],
    ['{"check": {},\n}', 2, 'this is not JSON: property name expected.'],
    ['{\n// x\n}', 2, 'this is not JSON: invalid comment token.'],
    ['{"check": {},\n"check": {}}', 2, '"check" is there twice'],
    ['{"check": {"ignore": "Vendor"}}', 1, '"ignore" is "Vendor"; give patterns'],
    ['{"check": {"ignore": ["a",\n1]}}', 2, '"ignore" is 1; give patterns'],
    ['{"check": {"maxWarnings": -1}}', 1, '"maxWarnings" is -1; give a whole number, 0 or more.'],
    ['{"check": {"maxWarnings": "0"}}', 1, '"maxWarnings" is "0"'],
    [inRules('"DK99": "error"'), 3, '"DK99" is not a rule; there are DK01, DK06'],
    [inRules('"DK06": "error", "dk6": "info"'), 3, 'DK06 is there twice'],
    [inRules('"DK06": "fatal"'), 3, 'the severity of DK06 is "fatal"; give off | info | warning'],
    [inRules('"DK06": 2'), 3, 'the severity of DK06 is 2'],
    [inRules('"DK06": {"reason": "x"}'), 3, 'the severity of DK06 is {"reason": "x"}'],
    [inRules('"DK06": "off"'), 3, 'DK06 is turned off without a reason; write "DK06": { "sev'],
    [inRules('"DK06": {"severity": "off", "reason": " "}'), 3, 'the reason of DK06 is " "'],
    [inRules('"DK06": {"severity": "off", "raeson": "x"}'), 3, 'Did you mean "reason"?'],
  ])('%s', async (text, line, ...parts) => {
    const cwd = folderWith({ '.dext-timer.json': text, 'A.cpp': '' });
    const failure = await failureOf(() => check(cwd));
    expect(failure).toMatchObject({ code: 'config', exitStatus: 1 });
    expect(failure.message).toMatch(new RegExp(`^\\.dext-timer\\.json:${line}: [^\n]+$`));
    for (const part of parts) {
      expect(failure.message).toContain(part);
    }
  });

  it('in package.json counts its lines too', async () => {
    const text = '{\n"name": "x",\n"dext-timer": {\n"check": {"x": 1}}}';
    const cwd = folderWith({ 'package.json': text, 'A.cpp': '' });
    const { message } = await failureOf(() => check(cwd));
    expect(message).toContain('package.json:4: "x" is not a known key');
  });

  it('a named file that is not there is a fault of the command line', async () => {
    const cwd = folderWith({ 'A.cpp': '' });
    expect(await failureOf(() => check(cwd, ['--config', 'no.json']))).toMatchObject({
      message: '--config: "no.json" does not exist.',
      flag: '--config',
      exitStatus: 2,
    });
  });
});
