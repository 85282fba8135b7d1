import { describe, expect, it } from 'vitest';
import { CHECK_COMMAND } from '../../core/options/check-command.ts';
import { parseCommandLine, wantsJson } from '../../core/options/command-line.ts';
import { EXPLAIN_COMMAND } from '../../core/options/explain-command.ts';
import { parseGivenObject } from '../../core/options/given-object.ts';
import { helpText } from '../../core/options/help-text.ts';
import { type Given, listOf } from '../../core/options/option.ts';
import { resolveCheck } from '../../core/options/resolve-check.ts';

const pathsOf = (given: Given) => listOf(given, 'paths');
const line = (...args: string[]) => parseCommandLine(args, CHECK_COMMAND);

describe('the paths of check', () => {
  it.each([
    [[], []],
    [['a'], ['a']],
    [
      ['a', 'b', 'a'],
      ['a', 'b', 'a'],
    ],
    [
      ['--json', 'a', '--severity', 'error', 'b'],
      ['a', 'b'],
    ],
    [
      ['a b', 'ä', ''],
      ['a b', 'ä', ''],
    ],
    [
      ['a', '--', '--json', '-x'],
      ['a', '--json', '-x'],
    ],
  ])('of %j are %j', (args, paths) => {
    expect(pathsOf(line(...args))).toEqual(paths);
  });

  it('may come as an object, one or a list', () => {
    expect(pathsOf(parseGivenObject({ paths: 'a' }, CHECK_COMMAND))).toEqual(['a']);
    expect(pathsOf(parseGivenObject({ paths: ['a', 'b'] }, CHECK_COMMAND))).toEqual(['a', 'b']);
    expect(() => parseGivenObject({ paths: [{}] }, CHECK_COMMAND)).toThrow('paths');
  });
});

it('the options of check have defaults, and each its flag', () => {
  const resolved = (...args: string[]) => resolveCheck({ given: line(...args), ruleIds: ['DK06'] });
  const defaults = {
    paths: [],
    format: 'text',
    severity: 'info',
    rules: null,
    maxWarnings: null,
    outputFile: null,
    configFile: null,
    fix: false,
    yes: false,
    dryRun: false,
  };
  expect(resolved()).toEqual(defaults);
  expect(resolved('--json', '--format', 'json').format).toBe('json');
  expect(resolved('--json=false', '--format', 'sarif').format).toBe('sarif');
  const all = '--severity error --rule dk6,parse --max-warnings 3 --output-file o --config c';
  expect(resolved(...all.split(' '))).toEqual({
    ...defaults,
    severity: 'error',
    rules: ['DK06', 'parse'],
    maxWarnings: 3,
    outputFile: 'o',
    configFile: 'c',
  });
  const fixing = { ...defaults, fix: true, yes: true, dryRun: true };
  expect(resolved('--fix', '--yes', '--dry-run')).toEqual(fixing);
  expect(() => resolved('--yes')).toThrow('--yes goes with --fix');
  expect(() => resolved('--dry-run', '--fix=false')).toThrow('--dry-run goes with --fix');
});

it('a wish for JSON is seen in a line that is wrong', () => {
  expect(wantsJson(['--formt', '--format', 'json'])).toBe(true);
  expect(wantsJson(['--format=json'])).toBe(true);
  expect(wantsJson(['--json'])).toBe(true);
  expect(wantsJson(['--format', 'text', 'json'])).toBe(false);
  expect(wantsJson(['--', '--format', 'json'])).toBe(false);
  expect(wantsJson(['json'])).toBe(false);
});

describe.each([
  [CHECK_COMMAND, '[paths…]'],
  [EXPLAIN_COMMAND, '[RULE]'],
])('the help', (command, positional) => {
  it.each(['command', 'yeoman'] as const)(
    'of the face %s fits, and has every flag once',
    (face) => {
      const lines = helpText({ command, face }).split('\n');
      expect(lines[0]).toBe(`Usage: ${command.invocation[face]} ${positional} [options]`);
      for (const text of lines) expect(text.length, text).toBeLessThanOrEqual(80);
      for (const { flags } of command.groups) {
        for (const { key } of flags) {
          const flag = `--${key.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)}`;
          expect(
            lines.filter((it) => it.startsWith(`  ${flag} `)),
            flag,
          ).toHaveLength(1);
        }
      }
    },
  );

  it('has examples that work', () => {
    for (const example of command.examples) {
      expect(() => parseCommandLine(example.split(' ').filter(Boolean), command)).not.toThrow();
    }
  });
});
