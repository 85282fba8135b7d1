import { spawnSync } from 'node:child_process';
import type { OutputFile } from '../../plan/change.ts';
import type { Occurrence } from './findings.ts';
import type { Trial } from './trial.ts';

/** Judges the syntax of shell scripts, each text once; does nothing where there is no bash. */
export type ScriptJudge = (files: readonly OutputFile[], occurrence: Occurrence) => void;

/** @returns null where this machine has no bash */
export function scriptJudge({ findings, placeOf }: Trial): ScriptJudge | null {
  if (spawnSync('bash', ['-c', ':']).status !== 0) {
    return null;
  }
  const known = new Map<string, readonly { line: number; message: string }[]>();
  return (files, occurrence) => {
    for (const file of files.filter(isScript)) {
      const text = Buffer.from(file.bytes).toString('utf8');
      const problems = known.get(text) ?? syntaxProblems(text);
      known.set(text, problems);
      for (const { line, message } of problems) {
        const path = file.path.slice(file.path.indexOf('/') + 1);
        const place = placeOf({ file, path, line, message });
        findings.add({ ...place, severity: 'error', message }, occurrence);
      }
    }
  };
}

function isScript({ path, bytes }: OutputFile): boolean {
  const [first = ''] = Buffer.from(bytes).toString('latin1', 0, 80).split('\n');
  return /\.(sh|bash)$/.test(path) || /^#!.*\b(ba)?sh\b/.test(first);
}

/** It is read, and not run. */
function syntaxProblems(text: string): { line: number; message: string }[] {
  const { status, stderr } = spawnSync('bash', ['-n'], { input: text, encoding: 'utf8' });
  if (status === 0) {
    return [];
  }
  const [first = ''] = stderr.split('\n');
  const [, line = '1', what = first] = /line (\d+): (.*)$/.exec(first) ?? [];
  return [{ line: Number(line), message: `bash cannot read this: ${what}` }];
}
