import type { Call } from './calls.ts';
import { type Here, one, type Result } from './expressions.ts';
import { noteCopy } from './smart-pointers.ts';
import { NO_TAGS, type Value } from './values.ts';

/** `OSDynamicCast(Type, it)`: what is of another class gives null. */
export function dynamicCast(here: Here, value: Value): Value {
  return value.kind === 'pointer' && !value.guard ? here.engine.orNull(value.object) : value;
}

/** What gives its first argument as it is. */
export function first(here: Here, made: Call): Result[] {
  return one(made.state, made.args[0] ?? here.engine.unknown(NO_TAGS));
}

/** `OSSharedPtr(timer, OSRetain)`. */
export function sharedPointer(here: Here, made: Call): Result[] {
  const value = made.args[0] ?? here.engine.unknown(NO_TAGS);
  noteCopy(here, made.node, made.state, value, made.argNodes);
  return one(made.state, value);
}
