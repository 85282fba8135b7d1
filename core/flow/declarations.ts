import { readDeclarator } from '../dext/declarator.ts';
import type { TypeName } from '../dext/model.ts';
import { typeOf } from '../dext/written-type.ts';
import { childIn, namedChildren, type SyntaxNode } from '../source/syntax.ts';
import { constructed } from './constructors.ts';
import { evaluate, type Here } from './expressions.ts';
import { textOf } from './frame.ts';
import { isRecord, localPlace } from './memory.ts';
import { noteCopy } from './smart-pointers.ts';
import type { State } from './state.ts';
import { NO_TAGS, type PlaceRef, pointer, type Value, ZERO } from './values.ts';

/** Declares locals and evaluates their initialisers. */
export function declare(here: Here, node: SyntaxNode, state: State): State[] {
  let states = [state];
  for (const declarator of node.children.filter((it) => it.field === 'declarator')) {
    states = states.flatMap((it) => declareOne(here, node, declarator, it));
  }
  return states;
}

function declareOne(here: Here, node: SyntaxNode, declarator: SyntaxNode, state: State): State[] {
  const { engine, frame } = here;
  const made = constructed(declarator);
  const found = nameIn(declarator) ?? made?.name;
  if (!found) {
    return [state]; // a function's declaration
  }
  const place = localPlace(frame, textOf(frame, found));
  const type = typeOf(frame.file, node, readDeclarator(frame.file, declarator));
  engine.localTypes.set(place.key, type);
  const isStatic = node.children.some(
    (it) => it.type === 'storage_class_specifier' && textOf(frame, it) === 'static',
  );
  if (isStatic || /\b__block\b/.test(textOf(frame, node)) || isMaskedBlock(here, node)) {
    engine.shared.add(place.key);
  }
  if (isStatic && !isConstant(here, node, type)) {
    declareStatic(here, node, place, state, type);
    return [state];
  }
  // In a condition the declarator and its initialiser stand side by side.
  const value = childIn(declarator, 'value') ?? childIn(node, 'value');
  const isReference = /&/.test(textOf(frame, declarator).split('=')[0] ?? '');
  if (!value) {
    state.memory.set(place.key, startValue(here, type));
    const inside = made?.args ?? [];
    return inside[0] && (inside.length === 1 || type.smart)
      ? evaluate(here, inside[0], state).map((path) => {
          if (type.smart) {
            noteCopy(here, node, path.state, path.value, inside);
          }
          path.state.memory.set(place.key, path.value);
          return path.state;
        })
      : [state];
  }
  return evaluate(here, value, state).map((path) => {
    if (isReference && path.value.kind === 'address') {
      engine.references.add(place.key);
    }
    if (type.smart && !isReference) {
      noteCopy(here, node, path.state, path.value, [value]);
    }
    path.state.memory.set(
      place.key,
      value.type === 'initializer_list' ? startValue(here, type, true) : path.value,
    );
    return path.state;
  });
}

/**
 * A static local is one place for all calls, and a name for it in each. It was initialised by the
 * first of them, which need not be this one: what it holds is not known.
 */
function declareStatic(
  { engine, frame }: Here,
  node: SyntaxNode,
  local: PlaceRef,
  state: State,
  type: TypeName,
): void {
  const { name } = local;
  const place = { key: `g:${frame.within}:${node.start}:${name}`, owner: null, name };
  engine.localTypes.set(place.key, type);
  engine.references.add(local.key);
  state.memory.set(local.key, { kind: 'address', place });
}

function isConstant({ frame }: Here, node: SyntaxNode, type: TypeName): boolean {
  const qualifiers = node.children
    .filter((it) => it.type === 'type_qualifier')
    .map((it) => textOf(frame, it));
  return qualifiers.includes('constexpr') || (qualifiers.includes('const') && !type.isPointer);
}

/** What a local is before anything is written to it. */
function startValue(here: Here, type: TypeName, isZeroed = false): Value {
  const { engine } = here;
  if (type.smart) {
    return ZERO;
  }
  return isRecord(engine, type) && !type.isPointer
    ? pointer(engine.object({ type: type.name, isCreated: true, isZeroed }))
    : isZeroed
      ? ZERO
      : engine.unknown(NO_TAGS);
}

function isMaskedBlock(here: Here, node: SyntaxNode): boolean {
  return here.frame.file.masked.some(
    (it) =>
      it.name === '__block' &&
      it.end <= node.end &&
      it.start >= node.start - 16 &&
      it.start <= node.end,
  );
}

/** The identifier that a declarator declares; undefined for a function. */
export function nameIn(declarator: SyntaxNode): SyntaxNode | undefined {
  for (let at: SyntaxNode | undefined = declarator; at; ) {
    if (at.type === 'identifier') {
      return at;
    }
    if (at.type === 'function_declarator' && childIn(at, 'declarator')?.type === 'identifier') {
      return undefined;
    }
    at =
      childIn(at, 'declarator') ??
      namedChildren(at).find((it) => /declarator|identifier/.test(it.type));
  }
  return undefined;
}

/** Declares the local that a range loop gives each element to. */
export function declareElement(here: Here, node: SyntaxNode, state: State): State {
  const declarator = childIn(node, 'declarator');
  const found = declarator && nameIn(declarator);
  if (found) {
    const place = localPlace(here.frame, textOf(here.frame, found));
    state.memory.set(place.key, here.engine.unknown(NO_TAGS));
  }
  return state;
}
