import type { Definition } from '../dext/model.ts';
import { SUPER_DISPATCH } from '../dext/super-dispatch.ts';
import { calledIn, definitionsIn } from '../flow/relevance.ts';
import { codeText } from '../source/code-text.ts';
import type { ClassAnalysis, RuleSubject } from './subject.ts';
import { eventsOf, runsOf } from './timers.ts';

const SUPER_STOP = new RegExp(
  `\\bStop(_Impl)?\\s*\\([^;]*(?:${SUPER_DISPATCH.source})|\\bsuper::Stop\\b`,
);
const OWN_STOP = /(?<![\w>.:]|-> *)(this->)?Stop(_Impl)?\s*\(/;

/**
 * Whether other code than Start, Stop and what they call leads to super Stop: the completion of
 * some request, for example, which then ends what Stop has begun.
 */
export function stopsElsewhere(subject: RuleSubject, analysis: ClassAnalysis): boolean {
  const seen = new Set<string>();
  for (const run of runsOf(analysis, 'start', 'stop')) {
    seen.add(`${analysis.model.name}::${run.entry.method}`);
    for (const { owner, method } of eventsOf(run, 'enter')) {
      seen.add(`${owner ?? ''}::${method}`);
    }
  }
  const leading = leadingToSuperStop(subject);
  return [...definitionsIn(subject.dext)].some(
    (it) =>
      !seen.has(`${it.className ?? ''}::${it.name}`) &&
      (leading.has(it) || (it.className === analysis.model.name && OWN_STOP.test(textOf(it)))) &&
      !isOtherService(subject, analysis, it),
  );
}

/** Other services stop themselves, unless they are a base of this one. */
function isOtherService(
  subject: RuleSubject,
  { model }: ClassAnalysis,
  { className }: Definition,
): boolean {
  const other = subject.classes.find((it) => it.model.name === className);
  return other?.role === 'service' && className !== model.name && className !== model.base;
}

/** The bodies that call super Stop, or something that does. */
function leadingToSuperStop(subject: RuleSubject): ReadonlySet<Definition> {
  const known = leading.get(subject);
  if (known) {
    return known;
  }
  const all = [...definitionsIn(subject.dext)];
  const macros = subject.dext.defines
    .all()
    .filter((it) => SUPER_STOP.test(it.body))
    .map((it) => it.name);
  const names = new Set<string>(macros);
  const found = new Set<Definition>();
  for (let size = -1; size !== found.size; ) {
    size = found.size;
    for (const definition of all) {
      const isLeading =
        !found.has(definition) &&
        (SUPER_STOP.test(textOf(definition)) ||
          calledIn(definition).some((it) => names.has(it)) ||
          macros.some((it) => new RegExp(`\\b${it}\\b`).test(textOf(definition))));
      if (isLeading) {
        found.add(definition);
        if (!['Start', 'Stop'].includes(definition.name)) {
          names.add(definition.name);
        }
      }
    }
  }
  leading.set(subject, found);
  return found;
}
const leading = new WeakMap<RuleSubject, ReadonlySet<Definition>>();

function textOf({ file, body }: Definition): string {
  return codeText(file, body);
}
