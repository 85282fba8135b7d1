import { brief, findingsIn } from './check.ts';

/** What one rule finds in some sources, as short lines. */
export async function foundBy(
  rule: string,
  files: Readonly<Record<string, string>>,
): Promise<string[]> {
  return brief((await findingsIn(files)).filter((it) => it.rule === rule));
}

/** The lines that end in `// here`, as findings of a rule. */
export function expectedHere(
  files: Readonly<Record<string, string>>,
  finding: `DK${number} ${'error' | 'warning'}`,
): string[] {
  return Object.entries(files).flatMap(([path, text]) =>
    text
      .split('\n')
      .flatMap((line, index) =>
        line.endsWith('// here') ? [`${path}:${index + 1} ${finding}`] : [],
      ),
  );
}
