import type { ClassModel } from '../dext/model.ts';
import { handledSources, linkedTo } from './marks.ts';
import type { TrackedObject } from './objects.ts';
import type { State } from './state.ts';

/** Methods that a timer calls: by their declaration, or because their action was set as handler. */
export function handlerMethods(model: ClassModel, state: State): string[] {
  const declared = [...model.methods.values()].filter((method) =>
    method.declarations.some((it) =>
      it.attributes.some((at) => at.name === 'TYPE' && /TimerOccurred/.test(at.args ?? '')),
    ),
  );
  const set = handledSources(state).flatMap(({ action }) =>
    action.handler ? [action.handler] : [],
  );
  return [...new Set([...declared.map((it) => it.name), ...set])];
}

/** The action of the timer whose handler a method is, and the queue that it is called on. */
export function timerOf(
  state: State,
  method: string,
): { readonly action: TrackedObject; readonly queue: TrackedObject | null } | undefined {
  const found = handledSources(state).find((it) => it.action.handler === method);
  return found && { action: found.action, queue: linkedTo(state, found.source, 'queue') };
}
