import { childIn, type SyntaxNode } from '../source/syntax.ts';
import type { Call } from './calls.ts';
import { noteEscape } from './escapes.ts';
import { type Here, one, type Result } from './expressions.ts';
import { textOf } from './frame.ts';
import { noteCopy } from './smart-pointers.ts';
import { NO_TAGS, ZERO } from './values.ts';

/**
 * `OSDynamicCast(Type, it)`: what is of another class gives null. An object stays of its class, so
 * that where the cast has succeeded in Start it does so in Stop.
 */
export function dynamicCast(here: Here, made: Call): Result[] {
  const { engine } = here;
  const [, value = ZERO] = made.args;
  if (value.kind !== 'pointer' || value.guard) {
    return one(made.state, value);
  }
  const { object } = value;
  const [type] = made.argNodes;
  const key = `${object.id} as ${type ? textOf(here.frame, type) : ''}`;
  const known = (!object.isSummary && engine.assumed.get(key)) || engine.orNull(object);
  engine.assumed.set(key, known);
  return one(made.state, made.state.known(known));
}

/** What gives its first argument as it is. */
export function first(here: Here, made: Call): Result[] {
  return one(made.state, made.args[0] ?? here.engine.unknown(NO_TAGS));
}

/** `OSSharedPtr(timer, OSRetain)`. One that nobody declares gives back what it took over by itself. */
export function sharedPointer(here: Here, made: Call): Result[] {
  const value = made.args[0] ?? here.engine.unknown(NO_TAGS);
  noteCopy(here, made.node, made.state, value, made.argNodes);
  const { parent } = made.node;
  const isTemporary = parent?.type === 'field_expression' || isOfAuto(here, parent);
  if (isTemporary && made.argNodes.some((it) => textOf(here.frame, it) === 'OSNoRetain')) {
    noteEscape(here, { state: made.state, node: made.node, value, to: made.callee });
  }
  return one(made.state, value);
}

/** `auto held = …`: what it holds is not told by its type. */
function isOfAuto({ frame }: Here, node: SyntaxNode | null): boolean {
  const type =
    node?.type === 'init_declarator' && node.parent ? childIn(node.parent, 'type') : null;
  return type ? textOf(frame, type) === 'auto' : false;
}
