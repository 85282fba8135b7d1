import { readDeclarator } from '../dext/declarator.ts';
import type { TypeName } from '../dext/model.ts';
import { typeOf } from '../dext/written-type.ts';
import { childIn, namedChildren, type SyntaxNode } from '../source/syntax.ts';
import { declareElements, isListOfElements } from './arrays.ts';
import { constructed } from './constructors.ts';
import { declareEnumerators } from './enumerators.ts';
import { evaluate, type Here } from './expressions.ts';
import { textOf } from './frame.ts';
import { isRecord, localPlace } from './memory.ts';
import { bind, bindMembers, isObjectItself } from './references.ts';
import { hasCleanup, mayEndScope } from './scope-ends.ts';
import { noteCopy } from './smart-pointers.ts';
import type { State } from './state.ts';
import { declareStatic, isConstant, isStatic } from './static-locals.ts';
import { NO_TAGS, pointer, type Value, ZERO } from './values.ts';

/** Declares locals and evaluates their initialisers. */
export function declare(here: Here, node: SyntaxNode, state: State): State[] {
  const type = childIn(node, 'type');
  if (type?.type === 'enum_specifier') {
    declareEnumerators(here, type, state);
  }
  let states = [state];
  for (const declarator of node.children.filter((it) => it.field === 'declarator')) {
    states = states.flatMap((it) => declareOne(here, node, declarator, it));
  }
  return states;
}

function declareOne(here: Here, node: SyntaxNode, declarator: SyntaxNode, state: State): State[] {
  const { engine, frame } = here;
  // In a condition the declarator and its initialiser stand side by side.
  const value = childIn(declarator, 'value') ?? childIn(node, 'value');
  const isReference = /&/.test(textOf(frame, declarator).split(/[=({]/)[0] ?? '');
  const names = bindingsIn(declarator);
  if (names && value) {
    return bindMembers(here, names, value, { state, isReference });
  }
  const made = constructed(declarator);
  const found = nameIn(declarator) ?? made?.name;
  if (!found) {
    return [state]; // a function's declaration
  }
  const place = localPlace(frame, textOf(frame, found));
  const type = typeOf(frame.file, node, readDeclarator(frame.file, declarator));
  engine.localTypes.set(place.key, type);
  const isOfAllCalls = isStatic(here, node);
  if (isOfAllCalls || /\b__block\b/.test(textOf(frame, node)) || isMaskedBlock(here, node)) {
    engine.shared.add(place.key);
  }
  if (isOfAllCalls && !isConstant(here, node, type)) {
    declareStatic(here, node, { local: place, type }, state);
    return [state];
  }
  const given = made?.args ?? givenIn(value);
  if (hasCleanup(here, node) || (!isReference && mayEndScope(here, type, given, state))) {
    state.isShort = true;
  }
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
  if (isReference) {
    const [only = value] = given;
    return bind(here, place, only, state);
  }
  if (isListOfElements(type, value)) {
    return declareElements(here, { place, type, list: value, state });
  }
  const isCopy = isObjectItself(here, value, state);
  return evaluate(here, value, state).map((path) => {
    if (type.smart) {
      noteCopy(here, node, path.state, path.value, [value]);
    }
    path.state.memory.set(
      place.key,
      value.type === 'initializer_list' || isCopy ? startValue(here, type, !isCopy) : path.value,
    );
    return path.state;
  });
}

/** What a local is made from: `{a, b}`, or a block behind `=`. */
function givenIn(value: SyntaxNode | undefined): readonly SyntaxNode[] {
  switch (value?.type) {
    case 'initializer_list':
      return namedChildren(value);
    case 'lambda_expression':
      return [value];
    default:
      return [];
  }
}

/** The names in `auto [first, second]`; undefined for any other declarator. */
function bindingsIn(declarator: SyntaxNode): SyntaxNode[] | undefined {
  for (let at: SyntaxNode | undefined = declarator; at; ) {
    if (at.type === 'structured_binding_declarator') {
      return namedChildren(at);
    }
    at = childIn(at, 'declarator') ?? namedChildren(at).find((it) => /_declarator$/.test(it.type));
  }
  return undefined;
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
