import type { SyntaxNode } from '../source/syntax.ts';
import { equality } from './arithmetic.ts';
import type { Call } from './calls.ts';
import type { Engine } from './engine.ts';
import { evaluateAll, type Here, one, type Result, truthOf } from './expressions.ts';
import { read, typeOfPlace, write } from './memory.ts';
import { placeOf } from './places.ts';
import type { State } from './state.ts';
import { NO_TAGS, number, opposite, type PlaceRef, type Value, ZERO } from './values.ts';

type Handler = (here: Here, made: Call, place: PlaceRef) => Result[];

/** Methods of `std::atomic` and `std::atomic_flag`. */
const METHODS: Readonly<Record<string, Handler>> = {
  load: (here, made, place) => one(made.state, read(here.engine, made.state, place)),
  test: (here, made, place) => one(made.state, read(here.engine, made.state, place)),
  store: (here, made, place) => exchange(here, made, place, made.args[0]),
  exchange: (here, made, place) => exchange(here, made, place, made.args[0]),
  test_and_set: (here, made, place) => exchange(here, made, place, number(1)),
  clear: (here, made, place) => exchange(here, made, place, ZERO),
  fetch_add: (here, made, place) => add(here, made, place, { by: made.args[0], sign: 1n }),
  fetch_sub: (here, made, place) => add(here, made, place, { by: made.args[0], sign: -1n }),
  compare_exchange_strong: (here, made, place) => compare(here, made, place, made.args),
  compare_exchange_weak: (here, made, place) => compare(here, made, place, made.args),
};

/** `flag.load()`, `count.fetch_sub(1)`; undefined where the receiver is no atomic. */
export function atomicMethod(
  here: Here,
  at: {
    readonly node: SyntaxNode;
    readonly receiver: SyntaxNode;
    readonly method: string;
    readonly argNodes: readonly SyntaxNode[];
    readonly state: State;
  },
): Result[] | undefined {
  const handle = METHODS[at.method];
  if (!handle) {
    return undefined;
  }
  const [probe] = placeOf(here, at.receiver, at.state.fork());
  const type = probe?.place && typeOfPlace(here.engine, probe.place);
  if (!type?.isAtomic || type.isPointer) {
    return undefined;
  }
  return placeOf(here, at.receiver, at.state).flatMap(({ state, place }) =>
    evaluateAll(here, at.argNodes, state).flatMap((path) => {
      const { node, argNodes } = at;
      const made: Call = {
        node,
        callee: at.method,
        argNodes,
        args: path.values,
        state: path.state,
      };
      return place ? handle(here, made, place) : one(path.state, here.engine.unknown(NO_TAGS));
    }),
  );
}

/** `atomic_compare_exchange_strong(&place, &expected, desired)` and its kin. */
export function compareExchange(here: Here, made: Call): Result[] {
  const [target, expected, desired = ZERO] = made.args;
  if (target?.kind !== 'address' || expected === undefined) {
    return one(made.state, here.engine.outcome());
  }
  const value =
    expected.kind === 'address' ? read(here.engine, made.state, expected.place) : expected;
  return compare(here, made, target.place, [value, desired]);
}

/** A read, a write or both in one; gives what was there before. */
function exchange(here: Here, made: Call, place: PlaceRef, value: Value | undefined): Result[] {
  const before = read(here.engine, made.state, place);
  set(here, made, place, value ?? here.engine.unknown(NO_TAGS));
  return one(made.state, before);
}

function add(
  here: Here,
  made: Call,
  place: PlaceRef,
  at: { readonly by: Value | undefined; readonly sign: bigint },
): Result[] {
  const before = read(here.engine, made.state, place);
  const isKnown = before.kind === 'number' && at.by?.kind === 'number';
  const after = isKnown
    ? number(before.value + at.sign * (at.by?.kind === 'number' ? at.by.value : 0n))
    : here.engine.unknown(NO_TAGS);
  set(here, made, place, after);
  return one(made.state, before);
}

/** Goes both ways unless it is known whether the place holds what is expected. */
function compare(here: Here, made: Call, place: PlaceRef, args: readonly Value[]): Result[] {
  const { engine } = here;
  const [expected = ZERO, desired = ZERO] = args;
  const held = read(engine, made.state, place);
  const isEqual = equality(here, made.state, {
    left: held,
    right: made.state.known(expected),
    isEqual: true,
  });
  const test = truthOf(made.state, isEqual);
  const yes = { ...made, state: test === false ? made.state : made.state.fork() };
  if (test !== false) {
    if (test !== true) {
      yes.state.assume(test);
      passTest(engine, yes.state, test.symbol);
    }
    set(here, yes, place, desired);
  }
  const no = made.state;
  if (test !== true && test !== false) {
    no.assume(opposite(test));
    passTest(engine, no, test.symbol);
  }
  return [
    ...(test === false ? [] : one(yes.state, number(1))),
    ...(test === true ? [] : one(no, ZERO)),
  ];
}

function passTest(engine: Engine, state: State, symbol: number): void {
  state.passTest(engine.isOutcome(symbol));
}

function set(here: Here, made: Call, place: PlaceRef, value: Value): void {
  const { state, node } = made;
  write(here.engine, { state, frame: here.frame, node, place, value, isAtomic: true });
}
