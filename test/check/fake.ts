import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SourceText } from '../../core/check/analyse.ts';
import { runCheck } from '../../core/check/run-check.ts';
import type { Face } from '../../core/face.ts';
import { CHECK_COMMAND } from '../../core/options/check-command.ts';
import { parseCommandLine } from '../../core/options/command-line.ts';
import { resolveCheck } from '../../core/options/resolve-check.ts';
import type { Finding, Severity } from '../../core/rules/finding.ts';
import type { Rule } from '../../core/rules/rule.ts';
import { plain } from '../../core/show/paint.ts';
import { emptyFolder } from '../support/command.ts';

const rule = (id: string, severity: Severity, title: string): Rule => ({
  id,
  severity,
  title,
  detects: `It detects ${title}.`,
  why: `It matters, since ${title} crashes.`,
  evidence: 'A header says so.',
  fix: 'Do it the other way.',
  bad: { 'Bad.iig': 'class Bad;\n', 'Bad.cpp': `void Bad(); // ${id}\n` },
  good: { 'Good.cpp': 'void Good();\n' },
  check: () => [],
});

/** Rules that stand for real ones. */
export const RULES: readonly Rule[] = [
  rule('DK01', 'error', "no Cancel on a timer's action"),
  rule('DK06', 'error', 'no Cancel with a null block'),
  rule('DK24', 'warning', 'a periodic deadline is accumulated'),
  rule('DK40', 'info', 'a log line names the driver'),
];

/** An analysis that finds a rule wherever its id stands in angle brackets: `<DK06>`. */
export async function fakeAnalysis(sources: readonly SourceText[]): Promise<Finding[]> {
  return sources.flatMap(({ path: file, text }) =>
    text.split('\n').flatMap((line, index) =>
      [...line.matchAll(/<(DK\d\d)>/g)].map((match): Finding => {
        const id = match[1] ?? '';
        return {
          rule: id,
          severity: RULES.find((it) => it.id === id)?.severity ?? 'error',
          path: file,
          line: index + 1,
          column: match.index + 1,
          message: `${id} happens here.`,
          advice: 'Change it.',
          related: [],
          within: 'AcmeDriver::Stop',
        };
      }),
    ),
  );
}

/** Writes files into a new folder, or into one that is there. */
export function folderWith(
  files: Readonly<Record<string, string | Uint8Array>>,
  folder = emptyFolder(),
): string {
  for (const [name, content] of Object.entries(files)) {
    const place = path.join(folder, name);
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, content);
  }
  return folder;
}

export interface CheckRun {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs check as a face would, with the fake rules. */
export async function check(
  cwd: string,
  args: readonly string[] = [],
  analyse: (sources: readonly SourceText[]) => Promise<Finding[]> = fakeAnalysis,
): Promise<CheckRun> {
  const said = { stdout: '', stderr: '' };
  const face: Face = {
    cwd,
    canAsk: false,
    ask: () => Promise.reject(new Error('asked')),
    print: (text) => {
      said.stdout += text;
    },
    note: (text) => {
      said.stderr += text;
    },
    notesOnTerminal: false,
    paint: { print: plain, note: plain },
  };
  const given = parseCommandLine(args, CHECK_COMMAND);
  const options = resolveCheck({ given, ruleIds: RULES.map(({ id }) => id) });
  const status = await runCheck(options, { face, rules: RULES, analyse });
  return { status, ...said };
}

export interface PrintedFinding {
  readonly rule: string;
  readonly severity: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** Runs check with --json and returns what it printed, as short lines `file:line rule`. */
export async function found(cwd: string, ...args: string[]): Promise<string[]> {
  const { stdout } = await check(cwd, ['--json', ...args]);
  const { findings } = JSON.parse(stdout) as { findings: PrintedFinding[] };
  return findings.map((it) => `${it.file}:${it.line} ${it.rule}`);
}
