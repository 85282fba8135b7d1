import { childIn, namedChildren, type SyntaxNode } from '../source/syntax.ts';
import { evaluate, type Here } from './expressions.ts';
import { textOf } from './frame.ts';
import { fieldPlace, localPlace, read } from './memory.ts';
import { placeOf } from './places.ts';
import type { State } from './state.ts';
import { NO_TAGS, type PlaceRef, type Value } from './values.ts';

/** `auto &iv = *ivars`, `bool &flag = ivars->stopping`: the local stands for what it is bound to. */
export function bind(here: Here, local: PlaceRef, to: SyntaxNode, state: State): State[] {
  here.engine.references.add(local.key);
  return located(here, to, state).map((path) => {
    path.state.memory.set(local.key, path.value);
    return path.state;
  });
}

/** A local that stands for a place from here on. */
export function bindTo({ engine }: Here, local: PlaceRef, place: PlaceRef, state: State): void {
  engine.references.add(local.key);
  state.memory.set(local.key, { kind: 'address', place });
}

/** `auto &[first, second] = ivars->pair`: the members in their order, or copies of them. */
export function bindMembers(
  here: Here,
  names: readonly SyntaxNode[],
  to: SyntaxNode,
  at: { readonly state: State; readonly isReference: boolean },
): State[] {
  const { engine, frame } = here;
  return evaluate(here, to, at.state).map(({ state, value }) => {
    const object = value.kind === 'pointer' ? value.object : null;
    const fields = (object && engine.dext.records.get(object.type)?.fields) ?? [];
    names.forEach((name, index) => {
      const local = localPlace(frame, textOf(frame, name));
      const field = fields.length === names.length ? fields[index] : undefined;
      const place = object && field ? fieldPlace(object, field.name) : null;
      if (at.isReference) {
        engine.references.add(local.key);
      }
      state.memory.set(local.key, memberAt(here, state, place, at.isReference));
    });
    return state;
  });
}

function memberAt(here: Here, state: State, place: PlaceRef | null, isReference: boolean): Value {
  if (!place) {
    return here.engine.unknown(NO_TAGS);
  }
  return isReference ? { kind: 'address', place } : read(here.engine, state, place);
}

/** Where an expression lies; what it is where that is no place that we know, but an object. */
function located(here: Here, node: SyntaxNode, state: State): { state: State; value: Value }[] {
  return isPlaced(here, node, state)
    ? placeOf(here, node, state).map((it): { state: State; value: Value } => ({
        state: it.state,
        value: it.place ? { kind: 'address', place: it.place } : here.engine.unknown(NO_TAGS),
      }))
    : evaluate(here, node, state);
}

/** Whether an expression names a place; the path itself goes nowhere. */
function isPlaced(here: Here, node: SyntaxNode, state: State): boolean {
  return (
    !/^(call|lambda|new)_expression$/.test(node.type) &&
    placeOf(here, node, state.fork()).some((it) => it.place !== null)
  );
}

/** Whether an expression is `*p` for an object that p points to: whoever takes its value copies it. */
export function isObjectItself(here: Here, node: SyntaxNode, state: State): boolean {
  return pointedToBy(node) !== undefined && !isPlaced(here, node, state);
}

/** The `p` of `*p`, parentheses around it or not. */
export function pointedToBy(node: SyntaxNode): SyntaxNode | undefined {
  if (node.type === 'parenthesized_expression') {
    const [inner] = namedChildren(node);
    return inner && pointedToBy(inner);
  }
  return node.type === 'pointer_expression' && childIn(node, 'operator')?.type === '*'
    ? childIn(node, 'argument')
    : undefined;
}
