import type { Example, Rule } from '../rules/rule.ts';
import { type Paint, SEVERITY_STYLE } from '../show/paint.ts';
import { wrap } from '../show/wrap.ts';
import { whatDiffers } from './what-differs.ts';

const WIDTH = 80;

/** Everything that is known of a rule, for a person at a terminal. */
export function ruleStory(rule: Rule, paint: Paint): string {
  const { id, title, severity } = rule;
  const { wrong, right } = whatDiffers(rule);
  return [
    `${paint('bold', id)}  ${paint(SEVERITY_STYLE[severity], severity)}  ${paint('bold', title)}`,
    ...[
      ['What it finds', rule.detects],
      ['Why it matters', rule.why],
      ['How it is known', rule.evidence],
      ['How to put it right', rule.fix],
    ].map(([heading = '', text = '']) => `${paint('bold', heading)}\n${paragraph(text)}`),
    example('Wrong', wrong, paint),
    example('Right', right, paint),
  ]
    .join('\n\n')
    .concat('\n');
}

function paragraph(text: string): string {
  return wrap(text.replaceAll(/\s+/g, ' ').trim(), WIDTH - 2)
    .map((line) => `  ${line}`)
    .join('\n');
}

function example(heading: string, files: Example, paint: Paint): string {
  return Object.entries(files)
    .map(([name, text]) => {
      const lines = text.trimEnd().split('\n');
      const code = lines.map((line) => (line === '' ? '' : `    ${line}`)).join('\n');
      return `${paint('bold', heading)}: ${name}\n${code}`;
    })
    .join('\n\n');
}
