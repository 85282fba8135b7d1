import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { dextTimer, emptyFolder, snapshot } from '../support/command.ts';

/** What a person typed, and what has to be in the one line that answers. */
const cases: readonly (readonly [args: readonly string[], ...parts: string[]])[] = [
  [['chekc'], '"chekc" is not a command', 'did you mean "check"?'],
  [['explian'], 'did you mean "explain"?'],
  // Flags
  [['check', '--formt', 'json'], '"--formt" is not a known flag', 'did you mean --format?'],
  [['check', '--max-warning', '0'], 'did you mean --max-warnings?'],
  [['check', '--sev', 'error'], 'did you mean --severity?'],
  [['check', '--yes'], '--yes goes with --fix'],
  [['check', '--dry-run', '--fix=false'], '--dry-run goes with --fix'],
  [['check', '--fix'], 'pass --yes to write, or --dry-run to look'],
  [['check', '--force'], '"--force" is not a known flag'],
  [['check', '-f'], '"-f" is not a known flag'],
  [['check', '--paths', 'A.cpp'], 'write paths without a flag'],
  [['check', '--no-json'], '"--no-json" is not a known flag'],
  [['check', '--version', '--version'], '--version is given more than once'],
  [['check', '--severity', 'info', '--severity', 'error'], '--severity is given more than once'],
  [['check', '--rule', 'parse', '--rule', 'silencer'], '--rule is given more than once'],
  [['check', '--help=maybe'], '--help: "maybe" is neither true nor false.'],
  // Values
  [['check', '--format', 'xml'], '--format: "xml" is not one of text, json, sarif, github.'],
  [['check', '--format', 'serif'], '--format: "serif"', 'Did you mean sarif?'],
  [['check', '--format', 'JSON'], '--format: "JSON"', 'Did you mean json?'],
  [['check', '--format='], '--format: "" is not one of'],
  [['check', '--format'], '--format needs a value: text | json | sarif | github.'],
  [['check', '--severity', 'warn'], '--severity: "warn" is not one of error, warning, info.'],
  [['check', '--severity', 'eror'], 'Did you mean error?'],
  [['check', '--severity', '--rule'], '--severity needs a value: error | warning | info.'],
  [['check', '--rule', 'parze'], '--rule: "parze" is not a rule', 'Did you mean parse?'],
  [['check', '--rule', 'silencer,XX99'], '--rule: "XX99" is not a rule; there are '],
  [['check', '--rule', ''], '--rule: "" names no rule; give rule ids, separated by commas'],
  [['check', '--rule', 'parse,'], '--rule: "parse," names no rule'],
  [['check', '--rule', 'par\nse'], '--rule: "par\\nse" is not a rule'],
  [['check', '--rule'], '--rule needs a value: rule ids, separated by commas'],
  [['check', '--max-warnings', '-1'], '--max-warnings: "-1" is not a whole number, 0 or more.'],
  [['check', '--max-warnings', 'ten'], '--max-warnings: "ten" is not a whole number'],
  [['check', '--max-warnings', '1.5'], '--max-warnings: "1.5"'],
  [['check', '--max-warnings', '1e3'], '--max-warnings: "1e3"'],
  [['check', '--max-warnings', ''], '--max-warnings: ""'],
  [['check', '--max-warnings'], '--max-warnings needs a value: a whole number, 0 or more.'],
  [['check', '--output-file', ''], '--output-file: "" is not a path.'],
  [['check', '--output-file', '--severity'], '--output-file needs a value: a path.'],
  [['check', '--config', 'no.json'], '--config: "no.json" does not exist.'],
  [['check', '--config='], '--config: "" is not a path.'],
  // Paths
  [['check', 'nowhere.cpp'], '"nowhere.cpp" does not exist; give a file or a folder.'],
  [['check', 'A.cpp', 'no where/'], '"no where/" does not exist'],
  [['check', '--', '--json'], '"--json" does not exist'],
  [['check', 'A.cpp/B.cpp'], '"A.cpp/B.cpp" does not exist'],
  [['check', ''], '"" does not exist'],
  [['check', '\u001b[2J'], '"\\u001b[2J" does not exist'],
  [['check', 'notes.md'], 'There is no driver source to check in "notes.md"; sources end in .iig'],
  [['check', 'notes.md', 'notes.md'], 'no driver source to check among the 2 paths'],
  [['check', '/dev/null'], '"/dev/null" is neither a file nor a folder.'],
  // explain
  [['explain', 'XX99'], 'RULE: "XX99" is not a rule'],
  [['explain', ''], 'RULE: "" is not a rule'],
  [['explain', 'A', 'B'], '"B" is one argument too many; only RULE is expected.'],
  [['explain', '--rule', 'A'], 'write RULE without a flag'],
  [['explain', '--severity', 'info'], '"--severity" is not a known flag'],
];

const rows = cases.map(([args, ...parts]) => ({ title: JSON.stringify(args), args, parts }));

/** A folder with one source, which has nothing to find, and one other file. */
function folder(): string {
  const cwd = emptyFolder();
  writeFileSync(path.join(cwd, 'A.cpp'), 'int a;\n');
  writeFileSync(path.join(cwd, 'notes.md'), 'notes\n');
  return cwd;
}

describe('a fault of the command line is one line that names it, status 2', () => {
  it.each(rows)('$title', ({ args, parts }) => {
    const cwd = folder();
    const before = snapshot(cwd);
    const { status, stdout, stderr } = dextTimer(args, { cwd });
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^dext-timer: [^\n]+\n$/);
    for (const part of parts) {
      expect(stderr).toContain(part);
    }
    expect(status).toBe(2);
    expect(snapshot(cwd)).toEqual(before);
  });

  it.each(rows)('$title says the same with --json', ({ args, parts }) => {
    const [command = '', ...rest] = args;
    const { status, stdout } = dextTimer([command, '--json', ...rest], { cwd: folder() });
    const { error } = JSON.parse(stdout) as { error: { code: string; message: string } };
    expect(error.code).toMatch(/^(usage|no-files|no-terminal)$/);
    for (const part of parts) {
      expect(error.message).toContain(part);
    }
    expect(status).toBe(2);
  });

  it.each([
    [['--json', '--format', 'sarif'], '--json and --format sarif are both given'],
    [['--format', 'json', '--json', '--json'], '--json is given more than once'],
    [['--format', 'json', 'nowhere'], '"nowhere" does not exist'],
    [['--format=json', '--formt'], '"--formt" is not a known flag'],
  ])('%j, which asks for JSON', (args, message) => {
    const { status, stdout, stderr } = dextTimer(['check', ...args], { cwd: folder() });
    expect(stderr).toContain(message);
    expect(JSON.parse(stdout).error.message).toContain(message);
    expect(status).toBe(2);
  });

  it('names the flag for scripts', () => {
    const { stdout } = dextTimer(['check', '--json', '--severity', 'all'], { cwd: folder() });
    expect(JSON.parse(stdout)).toHaveProperty('error.flag', '--severity');
  });

  it('with no path and no source', () => {
    const { status, stdout, stderr } = dextTimer(['check'], { cwd: emptyFolder() });
    expect(stderr).toMatch(
      /^dext-timer: There is no driver source to check in the working [^\n]+\n$/,
    );
    expect([status, stdout]).toEqual([2, '']);
  });
});
