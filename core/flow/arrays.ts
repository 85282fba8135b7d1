import type { TypeName } from '../dext/model.ts';
import { namedChildren, type SyntaxNode } from '../source/syntax.ts';
import { constant } from './constants.ts';
import { noteEscapes } from './escapes.ts';
import { evaluateAll, type Here } from './expressions.ts';
import { literal } from './literals.ts';
import { typeOfPlace } from './memory.ts';
import type { State } from './state.ts';
import { NO_TAGS, type PlaceRef, ZERO } from './values.ts';

/** The place of an element, as `array[which]` names it. */
export function elementPlace(array: PlaceRef, which: string | number): PlaceRef {
  const { key, owner, name } = array;
  return { key: `${key}[${which}]`, owner, name: `${name}[${which}]` };
}

/** How many elements an array has; undefined for what is none, and where we cannot tell. */
export function lengthOf(here: Here, array: PlaceRef): number | undefined {
  const listed = here.engine.arrayLengths.get(array.key);
  return listed ?? declaredLength(here, typeOfPlace(here.engine, array));
}

/** The elements that `{ a, b }` lists; undefined where it names or nests them. */
export function elementsOf(list: SyntaxNode): SyntaxNode[] | undefined {
  const elements = namedChildren(list);
  const [only] = elements;
  if (elements.length === 1 && only?.type === 'initializer_list') {
    return elementsOf(only); // a std::array is a struct around an array
  }
  return elements.some((it) => /^initializer_(list|pair)$/.test(it.type)) ? undefined : elements;
}

/** Whether a local's initialiser lists all that it will ever hold. */
export function isListOfElements(type: TypeName, value: SyntaxNode): boolean {
  const isFixed = type.isArray || /^(auto|array|initializer_list)$/.test(type.name);
  return value.type === 'initializer_list' && isFixed && elementsOf(value) !== undefined;
}

/** Declares an array whose elements are listed; those that are not are zero. */
export function declareElements(
  here: Here,
  at: {
    readonly place: PlaceRef;
    readonly type: TypeName;
    readonly list: SyntaxNode;
    readonly state: State;
  },
): State[] {
  const { place, type, list } = at;
  const elements = elementsOf(list) ?? [];
  const length = Math.max(declaredLength(here, type) ?? 0, elements.length);
  here.engine.arrayLengths.set(place.key, length);
  return evaluateAll(here, elements, at.state).map(({ state, values }) => {
    noteEscapes(here, list, values, state);
    state.memory.set(place.key, here.engine.unknown(NO_TAGS));
    for (let index = 0; index < length; index++) {
      state.memory.set(elementPlace(place, index).key, values[index] ?? ZERO);
    }
    return state;
  });
}

/** The length that a type gives, as a number, a constant or a macro. */
function declaredLength(here: Here, type: TypeName | undefined): number | undefined {
  const written = type?.length;
  if (!written) {
    return undefined;
  }
  const [text = written, ...others] = new Set(
    here.engine.dext.defines.named(written).map((it) => it.body),
  );
  if (others.length > 0) {
    return undefined; // files differ
  }
  const value = /^\d/.test(text) ? literal(text) : constant(here, text);
  return value.kind === 'number' ? Number(value.value) : undefined;
}
