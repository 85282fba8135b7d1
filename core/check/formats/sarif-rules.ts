import type { ReportingDescriptor } from 'sarif';
import { ruleMarkdown } from '../../explain/rule-markdown.ts';
import { ruleStory } from '../../explain/rule-story.ts';
import type { Severity } from '../../rules/finding.ts';
import type { Rule } from '../../rules/rule.ts';
import { plain } from '../../show/paint.ts';

/** SARIF's word for a severity. */
export const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;

/** Every rule, and what the checker says of itself, as SARIF describes them. */
export function sarifRules(rules: readonly Rule[]): ReportingDescriptor[] {
  return [
    ...rules.map((rule) => ({
      ...descriptor({ ...rule, more: `${rule.detects} ${rule.why}` }),
      help: { text: ruleStory(rule, plain), markdown: ruleMarkdown(rule) },
    })),
    descriptor({
      id: 'parse',
      title: 'a file was not understood',
      severity: 'warning',
      more: 'A file, or a part of it, could not be read or parsed, so that nothing is known of it.',
    }),
    descriptor({
      id: 'silencer',
      title: 'a silencer does not do what it says',
      severity: 'warning',
      more: 'A comment or a setting that silences a rule gives no reason, names no rule, or has nothing to silence.',
    }),
  ];
}

function descriptor(of: {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly more: string;
}): ReportingDescriptor {
  return {
    id: of.id,
    name: upperCamel(of.title),
    shortDescription: { text: `${capitalised(of.title)}.` },
    fullDescription: { text: of.more },
    help: { text: of.more, markdown: of.more },
    defaultConfiguration: { level: LEVELS[of.severity] },
  };
}

function upperCamel(title: string): string {
  const words = title.replaceAll(/['’]/g, '').match(/[A-Za-z0-9]+/g) ?? [];
  return words.map(capitalised).join('');
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
