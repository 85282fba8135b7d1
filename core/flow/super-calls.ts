import { SUPER_DISPATCH } from '../dext/super-dispatch.ts';
import type { SyntaxNode } from '../source/syntax.ts';
import type { Call } from './calls.ts';
import type { Here, Result } from './expressions.ts';
import { textOf } from './frame.ts';
import { inline } from './inline.ts';
import { expandName } from './macros.ts';

/**
 * A call of the base class: `Stop(provider, SUPERDISPATCH)`, `super::init()`. Where the base class
 * is among the sources, its method runs; otherwise only the event is told.
 */
export function superCall(here: Here, made: Call): Result[] | undefined {
  const { engine, frame } = here;
  const base = frame.owner?.base ?? null;
  const last = made.argNodes.at(-1);
  const isDispatched = last !== undefined && isSuperDispatch(here, last);
  const scope = /^(\w+(?:::\w+)*)::(\w+)$/.exec(made.callee);
  const isNamed = scope !== null && (scope[1] === 'super' || scope[1] === base);
  if (!frame.self || !(isDispatched || isNamed)) {
    return undefined;
  }
  const method = made.callee.replace(/^.*(::|->)/, '').replace(/_Impl$/, '');
  const baseClass = base ? engine.classes.get(base) : undefined;
  const found = baseClass && engine.methodOf(baseClass, method);
  const result = engine.outcome();
  if (found) {
    return inline(here, made, { ...found, self: frame.self });
  }
  engine.emit(made.state, frame, made.node, {
    kind: 'super',
    method,
    form: isDispatched ? 'SUPERDISPATCH' : 'super::',
    result: result.symbol,
  });
  if (method === 'Stop') {
    made.state.afterSuperStop = true;
  }
  return [{ state: made.state, value: result }];
}

/** With casts and parentheses around it. */
const ONLY_SUPER_DISPATCH = new RegExp(`^[\\s\\w()<>]*(?:${SUPER_DISPATCH.source})[\\s)]*$`);

/** Whether an argument is SUPERDISPATCH, a macro of the sources that stands for it, or its meaning. */
function isSuperDispatch(here: Here, node: SyntaxNode): boolean {
  if (ONLY_SUPER_DISPATCH.test(textOf(here.frame, node))) {
    return true;
  }
  const expanded = expandName(here, node);
  return (
    expanded !== undefined && isSuperDispatch({ ...here, frame: expanded.frame }, expanded.node)
  );
}
