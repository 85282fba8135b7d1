import { ruleIdOf, unknownRule } from '../check/rule-ids.ts';
import { UsageError } from '../errors.ts';
import type { Face } from '../face.ts';
import { type Given, isOn } from '../options/option.ts';
import type { Rule } from '../rules/rule.ts';
import { ruleList } from './rule-list.ts';
import { ruleStory } from './rule-story.ts';

/**
 * Prints the story of one rule, or the list of all.
 *
 * @throws UsageError for a rule that there is not
 */
export function explain(at: {
  readonly given: Given;
  readonly face: Face;
  readonly rules: readonly Rule[];
}): void {
  const { given, face, rules } = at;
  const text = given.get('rule');
  const rule = text === undefined ? undefined : ruleNamed(text, rules);
  if (isOn(given, 'json')) {
    face.print(`${JSON.stringify(rule ? everything(rule) : { rules: rules.map(inShort) })}\n`);
  } else {
    face.print(rule ? ruleStory(rule, face.paint.print) : ruleList(rules, face.paint.print));
  }
}

function ruleNamed(text: string, rules: readonly Rule[]): Rule {
  const ids = rules.map((rule) => rule.id);
  const id = ruleIdOf(text, ids);
  const rule = rules.find((it) => it.id === id);
  if (!rule) {
    throw new UsageError({
      code: 'usage',
      flag: 'RULE',
      message: `RULE: ${unknownRule(text, ids)}`,
    });
  }
  return rule;
}

function inShort({ id, severity, title }: Rule) {
  return { id, severity, title };
}

function everything(rule: Rule) {
  const { detects, why, evidence, fix, bad, good } = rule;
  return { ...inShort(rule), detects, why, evidence, fix, bad, good };
}
