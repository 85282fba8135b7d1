import type { TypeName, Variable } from '../dext/model.ts';
import { childIn, namedChildren, type SyntaxNode } from '../source/syntax.ts';
import { elementPlace } from './arrays.ts';
import { evaluate, type Here } from './expressions.ts';
import { type Frame, textOf } from './frame.ts';
import { globalNamed } from './global-names.ts';
import { expandName } from './macros.ts';
import { fieldPlace, globalPlace, localPlace, typeOfPlace } from './memory.ts';
import type { TrackedObject } from './objects.ts';
import type { State } from './state.ts';
import type { PlaceRef } from './values.ts';

/** A path on which an expression stands for a place; null where it is none that we know. */
export interface Placed {
  readonly state: State;
  readonly place: PlaceRef | null;
}

/** The place that an expression stands for: a local, a member, what a pointer points to. */
export function placeOf(here: Here, node: SyntaxNode, state: State): Placed[] {
  switch (node.type) {
    case 'identifier':
    case 'field_identifier':
    case 'type_identifier':
      return namedPlace(here, node, state);
    case 'qualified_identifier':
      return [{ state, place: globalOf(here, textOf(here.frame, node)) }];
    case 'field_expression':
      return fieldOf(here, node, state);
    case 'subscript_expression':
      return elementOf(here, node, state);
    case 'parenthesized_expression':
    case 'cast_expression': {
      const inside = childIn(node, 'value') ?? namedChildren(node)[0];
      return inside ? placeOf(here, inside, state) : [{ state, place: null }];
    }
    case 'pointer_expression': {
      const argument = childIn(node, 'argument');
      if (argument && childIn(node, 'operator')?.type === '*') {
        return evaluate(here, argument, state).map((it) => ({
          state: it.state,
          place: it.value.kind === 'address' ? it.value.place : null,
        }));
      }
      return [{ state, place: null }];
    }
    default:
      return evaluate(here, node, state).map((it) => ({
        state: it.state,
        place: it.value.kind === 'address' ? it.value.place : null,
      }));
  }
}

/** The type that what an expression names is declared with; the path itself goes nowhere. */
export function declaredType(here: Here, node: SyntaxNode, state: State): TypeName | undefined {
  const [probe] = placeOf(here, node, state.fork());
  return probe?.place ? typeOfPlace(here.engine, probe.place) : undefined;
}

function namedPlace(here: Here, node: SyntaxNode, state: State): Placed[] {
  const expanded = expandName(here, node);
  if (expanded) {
    return placeOf({ ...here, frame: expanded.frame }, expanded.node, state);
  }
  const name = textOf(here.frame, node);
  const local = localNamed(here, state, name);
  if (local) {
    const held = state.memory.get(local.key);
    // A reference parameter stands for the place that was passed.
    const isReference = here.engine.references.has(local.key) && held?.kind === 'address';
    return [{ state, place: isReference ? held.place : local }];
  }
  const { self, owner } = here.frame;
  if (self && owner && (name === 'ivars' || isMember(here, self, name))) {
    return [{ state, place: memberPlace(here, self, name) }];
  }
  return [{ state, place: globalOf(here, name) }];
}

/** A member of `this`; each class of a hierarchy has ivars of its own. */
function memberPlace(here: Here, self: TrackedObject, name: string): PlaceRef {
  const owner = here.frame.owner;
  return name === 'ivars' && owner && owner.name !== self.type
    ? fieldPlace(self, `${owner.name}::ivars`)
    : fieldPlace(self, name);
}

function localNamed(here: Here, state: State, name: string): PlaceRef | undefined {
  for (let frame: Frame | null = here.frame; frame; frame = frame.outer) {
    const place = localPlace(frame, name);
    if (state.memory.has(place.key)) {
      return place;
    }
  }
  return undefined;
}

function isMember(here: Here, self: TrackedObject, name: string): boolean {
  const field = here.engine.fieldOf(self.type, name);
  return field !== undefined && !isConstant(field);
}

/** A variable at file scope that code may change; constants are not places. */
function globalOf(here: Here, written: string): PlaceRef | null {
  const global = globalNamed(here, written);
  return global && !isConstant(global) ? globalPlace(here.engine, global) : null;
}

/** An enumerator, or a static variable or member that is `const` or `constexpr` itself. */
function isConstant({ file, node, type, isStatic }: Variable): boolean {
  if (node.type === 'enumerator') {
    return true;
  }
  const isMember = node.type === 'field_declaration';
  const qualifiers = node.children
    .filter((it) => it.type === 'type_qualifier')
    .map((it) => file.text.slice(it.start, it.end));
  return (
    (isStatic || !isMember) &&
    (qualifiers.includes('constexpr') || (qualifiers.includes('const') && !type.isPointer))
  );
}

function fieldOf(here: Here, node: SyntaxNode, state: State): Placed[] {
  const argument = childIn(node, 'argument');
  const field = childIn(node, 'field');
  if (!argument || !field) {
    return [{ state, place: null }];
  }
  const name = textOf(here.frame, field);
  return evaluate(here, argument, state).map((path) => {
    const value = path.state.known(path.value);
    if (isIvars(here.frame, argument)) {
      noteUseOfIvars(here, path.state, node, value.kind === 'number');
    }
    if (value.kind === 'address') {
      const held = path.state.memory.get(value.place.key);
      return {
        state: path.state,
        place: held?.kind === 'pointer' ? fieldPlace(held.object, name) : null,
      };
    }
    if (value.kind !== 'pointer') {
      return { state: path.state, place: null };
    }
    if (value.guard) {
      path.state.assume(value.guard); // going through a null pointer is not what we look for
    }
    return { state: path.state, place: fieldPlace(value.object, name) };
  });
}

function isIvars(frame: Frame, node: SyntaxNode): boolean {
  return textOf(frame, node) === 'ivars' && frame.self !== null;
}

function noteUseOfIvars(here: Here, state: State, node: SyntaxNode, isNull: boolean): void {
  if (isNull) {
    here.engine.emit(state, here.frame, node, { kind: 'use', what: 'null ivars' });
  } else if (state.afterSuperStop) {
    here.engine.emit(state, here.frame, node, { kind: 'use', what: 'ivars' });
  }
}

function elementOf(here: Here, node: SyntaxNode, state: State): Placed[] {
  const argument = childIn(node, 'argument');
  const indices = childIn(node, 'indices');
  if (!argument) {
    return [{ state, place: null }];
  }
  return placeOf(here, argument, state).flatMap((array) =>
    evaluate(here, (indices && namedChildren(indices)[0]) ?? argument, array.state).map((index) => {
      if (!array.place) {
        return { state: index.state, place: null };
      }
      // An element that we cannot name is another one each time.
      const which =
        index.value.kind === 'number' ? String(index.value.value) : `?${here.engine.number()}`;
      return { state: index.state, place: elementPlace(array.place, which) };
    }),
  );
}
