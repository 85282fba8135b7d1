import type { Rule } from '../rules/rule.ts';
import { type Paint, SEVERITY_STYLE } from '../show/paint.ts';

/** Every rule, one line each, aligned. */
export function ruleList(rules: readonly Rule[], paint: Paint): string {
  const ids = Math.max(...rules.map((rule) => rule.id.length));
  const severities = Math.max(...rules.map((rule) => rule.severity.length));
  return rules
    .map(({ id, severity, title }) => {
      const grave = paint(SEVERITY_STYLE[severity], severity.padEnd(severities));
      return `${id.padEnd(ids)}  ${grave}  ${title}\n`;
    })
    .join('');
}
