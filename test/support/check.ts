import { analyse } from '../../core/check/analyse.ts';
import type { Finding } from '../../core/rules/finding.ts';

/** Everything that is found in some sources, by place. */
export async function findingsIn(files: Readonly<Record<string, string>>): Promise<Finding[]> {
  const found = await analyse(Object.entries(files).map(([path, text]) => ({ path, text })));
  return found.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** Findings as short lines, "LampDriver.cpp:12 DK01 error". */
export function brief(findings: readonly Finding[]): string[] {
  return findings.map((it) => `${it.path}:${it.line} ${it.rule} ${it.severity}`);
}

/** The findings that comments at the ends of lines ask for: `// DK01`, `// DK01 DK06`. */
export function marked(files: Readonly<Record<string, string>>): string[] {
  return Object.entries(files).flatMap(([path, text]) =>
    text.split('\n').flatMap((line, index) => {
      const ids = /\/\/ ((?:DK\d\d ?)+)$/.exec(line)?.[1] ?? '';
      return ids
        .split(' ')
        .filter((it) => it)
        .map((id) => `${path}:${index + 1} ${id}`);
    }),
  );
}

function key(finding: Finding): string {
  const line = String(finding.line).padStart(6, '0');
  const column = String(finding.column).padStart(6, '0');
  return `${finding.path} ${line} ${column} ${finding.rule}`;
}
