/** A step of a walk-through, as its document shows it. */
export type Step =
  | { readonly kind: 'file'; readonly path: string; readonly text: string }
  | {
      readonly kind: 'shell';
      readonly script: string;
      readonly fails: boolean;
      /** What comes out, line by line; `…` stands for anything. */
      readonly output: readonly string[];
    };

const BLOCK = /^```(\w*)(?: (.*))?\n([\s\S]*?)^```$/gm;

/**
 * The steps of a section, in order: a block whose language is followed by a path is a file, `sh` is
 * run, and a `text` behind it is what it prints. Other blocks are for reading.
 *
 * @throws Error where there is no such section, or output that nothing prints
 */
export function stepsOf(document: string, section: string): Step[] {
  const from = document.indexOf(`\n## ${section}\n`);
  const to = document.indexOf('\n## ', from + 1);
  if (from === -1) {
    throw new Error(`there is no section ${section}`);
  }
  const steps: Step[] = [];
  for (const [, language = '', label, text = ''] of document.slice(from, to).matchAll(BLOCK)) {
    if (language === 'sh') {
      steps.push({ kind: 'shell', script: text, fails: label === 'fails', output: [] });
    } else if (language === 'text') {
      const last = steps.at(-1);
      if (last?.kind !== 'shell') {
        throw new Error(`nothing prints ${text}`);
      }
      steps[steps.length - 1] = { ...last, output: text.trimEnd().split('\n') };
    } else if (label !== undefined) {
      steps.push({ kind: 'file', path: label, text });
    }
  }
  return steps;
}

/** The lines that should be there, in this order, and are not. */
export function missingLines(output: string, expected: readonly string[]): string[] {
  const lines = output.split('\n').map((it) => it.trimEnd());
  let from = 0;
  return expected.filter((line) => {
    const index = lines.findIndex((it, at) => at >= from && isLike(it, line));
    from = index === -1 ? from : index + 1;
    return index === -1;
  });
}

function isLike(line: string, pattern: string): boolean {
  const parts = pattern.split(/\s*…\s*/).map((it) => it.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(line);
}
