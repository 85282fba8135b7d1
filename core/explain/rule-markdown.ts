import type { Example, Rule } from '../rules/rule.ts';
import { whatDiffers } from './what-differs.ts';

/** Everything that is known of a rule, for a page that shows Markdown. */
export function ruleMarkdown(rule: Rule): string {
  const { wrong, right } = whatDiffers(rule);
  return [
    `# ${rule.id}: ${rule.title}`,
    rule.detects,
    `## Why it matters\n\n${rule.why}`,
    `## How it is known\n\n${rule.evidence}`,
    `## How to put it right\n\n${rule.fix}`,
    `## Wrong\n\n${example(wrong)}`,
    `## Right\n\n${example(right)}`,
  ]
    .join('\n\n')
    .concat('\n');
}

function example(files: Example): string {
  return Object.entries(files)
    .map(([name, text]) => `\`${name}\`\n\n\`\`\`cpp\n${text.trimEnd()}\n\`\`\``)
    .join('\n\n');
}
