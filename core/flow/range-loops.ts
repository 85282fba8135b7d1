import { childIn, descend, namedChildren, type SyntaxNode } from '../source/syntax.ts';
import { elementPlace, elementsOf, lengthOf } from './arrays.ts';
import { nameIn } from './declarations.ts';
import type { FlowEvent } from './events.ts';
import { evaluateAll, type Here } from './expressions.ts';
import { textOf } from './frame.ts';
import { mattersAgain, ROUNDS, runBody } from './loops.ts';
import { localPlace, read, typeOfPlace } from './memory.ts';
import { merged } from './merged-paths.ts';
import { next, type Outcome } from './outcomes.ts';
import { placeOf } from './places.ts';
import { bindTo } from './references.ts';
import type { State } from './state.ts';
import { sequence } from './statements.ts';
import { NO_TAGS, type PlaceRef, type Value } from './values.ts';

/** Up to how many elements there is a round for each: tests in a body make more paths each time. */
const MOST_ELEMENTS = 4;

/** What a path goes through: listed values, the elements of an array, or something out of sight. */
interface Range {
  readonly state: State;
  readonly values: readonly Value[];
  readonly array: PlaceRef | null;
  /** Null where we cannot tell. */
  readonly length: number | null;
}

/** What a round is given. */
interface Element {
  readonly value: Value;
  /** Null for a value that nothing holds, and for one out of sight. */
  readonly place: PlaceRef | null;
}

/** `for (auto *timer : timers)`: one round for each element, where they are known. */
export function rangeLoop(here: Here, node: SyntaxNode, state: State): Outcome[] {
  const initializer = childIn(node, 'initializer');
  const before = initializer
    ? sequence(here, namedChildren(initializer), state).map((it) => it.state)
    : [state];
  const ranges = before.flatMap((it) => rangesOf(here, node, it));
  return merged(
    here,
    ranges.flatMap((it) => rounds(here, node, it)),
  );
}

function rangesOf(here: Here, node: SyntaxNode, state: State): Range[] {
  const right = childIn(node, 'right');
  const list = right?.type === 'compound_literal_expression' ? childIn(right, 'value') : right;
  const elements = list?.type === 'initializer_list' ? elementsOf(list) : undefined;
  if (elements) {
    return evaluateAll(here, elements, state).map((it) => ({
      ...it,
      array: null,
      length: elements.length,
    }));
  }
  return right
    ? placeOf(here, right, state).map(({ state: at, place }) => {
        const length = (place && lengthOf(here, place)) ?? null;
        const isArray = place && typeOfPlace(here.engine, place)?.isArray;
        return { state: at, values: [], array: isArray || length !== null ? place : null, length };
      })
    : [{ state, values: [], array: null, length: null }];
}

function rounds(here: Here, node: SyntaxNode, range: Range): Outcome[] {
  const { length, state } = range;
  const start = state.trace;
  const most = length !== null && length <= MOST_ELEMENTS ? length : ROUNDS;
  const done: Outcome[] = [];
  let heads = [state];
  for (let round = 0; round < most && heads.length > 0; round++) {
    if (length === null) {
      done.push(...heads.map((it) => next(it.fork())));
    }
    const inside = heads.map((it) =>
      declareElement(here, node, it, elementAt(here, range, it, round)),
    );
    const { left, on } = runBody(here, childIn(node, 'body'), inside);
    done.push(...left);
    heads = on;
  }
  const ends = merged(here, [...done, ...heads.map(next)]);
  const isGuess = length === null && ends.some((it) => it.state.hasSince(start, hasEffect));
  for (const { state: at } of ends) {
    at.isShort ||= most !== length && at.hasSince(start, mattersAgain);
    if (isGuess) {
      at.passTest(false); // how many rounds there are turns the path as a test would
    }
  }
  return ends;
}

/** Whether something happened that a path with more rounds, or with fewer, may not have. */
function hasEffect(event: FlowEvent): boolean {
  return event.kind !== 'call' || mattersAgain(event);
}

/** The element of a round, or its place. */
function elementAt(here: Here, { values, array }: Range, state: State, round: number): Element {
  const place = array && elementPlace(array, round);
  return {
    place,
    value: place
      ? read(here.engine, state, place)
      : (values[round] ?? here.engine.unknown(NO_TAGS)),
  };
}

/** Declares the local that gets the element; a reference stands for the element's place. */
function declareElement(here: Here, node: SyntaxNode, state: State, element: Element): State {
  const { engine, frame } = here;
  const declarator = childIn(node, 'declarator');
  const found = declarator && nameIn(declarator);
  if (!found) {
    return state;
  }
  const local = localPlace(frame, textOf(frame, found));
  const kinds = new Set([...descend(declarator)].map((it) => it.type));
  if (kinds.has('structured_binding_declarator')) {
    state.memory.set(local.key, engine.unknown(NO_TAGS));
  } else if (element.place && kinds.has('reference_declarator')) {
    bindTo(here, local, element.place, state);
  } else {
    state.memory.set(local.key, element.value);
  }
  return state;
}
