import type { Definition, TypeName } from '../dext/model.ts';
import type { EventOf } from '../flow/events.ts';
import { calledIn } from '../flow/relevance.ts';
import type { Run } from '../flow/run.ts';
import { descend, enclosing } from '../source/syntax.ts';
import type { ClassAnalysis, RuleSubject } from './subject.ts';
import { eventsOf } from './timers.ts';

/** Writes of Stop to members that a handler tests: to what may be the flag that stops it. */
export function flagWrites(
  subject: RuleSubject,
  analysis: ClassAnalysis,
  at: { readonly stop: Run; readonly handler: string },
): EventOf<'write'>[] {
  const tested = testedBy(subject, analysis, at.handler);
  return eventsOf(at.stop, 'write').filter((it) => {
    const type = typeOf(analysis, it.place.name);
    return (
      it.value.kind === 'number' && tested.has(it.place.name) && type !== null && !type.isPointer
    );
  });
}

function typeOf({ model }: ClassAnalysis, name: string): TypeName | null {
  const fields = [...model.fields, ...(model.ivars?.fields ?? [])];
  return fields.find((it) => it.name === name)?.type ?? null;
}

/** The words in the tests of a method, in what these call, and in the macros of both. */
export function testedBy(
  { dext }: RuleSubject,
  { model }: ClassAnalysis,
  method: string,
): ReadonlySet<string> {
  const words = new Set<string>();
  for (const definition of model.methods.get(method)?.definitions ?? []) {
    for (const node of descend(definition.body)) {
      if (node.type === 'identifier' || node.type === 'field_identifier') {
        if (enclosing(node, 'condition_clause') || enclosing(node, 'conditional_expression')) {
          words.add(definition.file.text.slice(node.start, node.end));
        }
      }
    }
    for (const called of calledIn(definition)) {
      const bodies = [
        ...(model.methods.get(called)?.definitions ?? []),
        ...dext.functions.named(called),
      ];
      for (const word of bodies.flatMap(wordsIn)) {
        words.add(word);
      }
    }
  }
  for (const word of [...words]) {
    for (const { body } of dext.defines.named(word)) {
      for (const inside of body.match(/\b[A-Za-z_]\w*/g) ?? []) {
        words.add(inside);
      }
    }
  }
  return words;
}

/** Names in a callee: in its tests, and in what it returns. */
function wordsIn({ file, body }: Definition): string[] {
  return [...descend(body)]
    .filter((it) => it.type === 'identifier' || it.type === 'field_identifier')
    .filter((it) => enclosing(it, 'return_statement') || enclosing(it, 'condition_clause'))
    .map((it) => file.text.slice(it.start, it.end));
}
