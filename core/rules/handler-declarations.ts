import type { ClassModel, Declaration, Method, Place } from '../dext/model.ts';
import type { Site } from '../flow/events.ts';
import type { RuleSubject } from './subject.ts';

/** A method that is declared as the handler of a timer, one entry for each declaration. */
export interface HandlerDeclaration {
  readonly model: ClassModel;
  readonly method: Method;
  readonly declaration: Declaration;
}

const TIMER_OCCURRED = /^IOTimerDispatchSource\s*::\s*TimerOccurred$/;

/** Every declaration with `TYPE(IOTimerDispatchSource::TimerOccurred)` in an `.iig`. */
export function handlerDeclarations(subject: RuleSubject): HandlerDeclaration[] {
  return subject.classes
    .filter(({ model }) => model.kind === 'iig')
    .flatMap(({ model }) =>
      [...model.methods.values()].flatMap((method) =>
        method.declarations
          .filter((it) => it.attributes.some(isTimerOccurred))
          .map((declaration) => ({ model, method, declaration })),
      ),
    );
}

/** Where a part of a class is, for a report. */
export function siteIn(model: ClassModel, { file, node }: Place, method?: string): Site {
  const within = method === undefined ? model.name : `${model.name}::${method}`;
  return { file, start: node.start, end: node.end, within };
}

function isTimerOccurred({ name, args }: Declaration['attributes'][number]): boolean {
  return name === 'TYPE' && TIMER_OCCURRED.test((args ?? '').trim());
}
