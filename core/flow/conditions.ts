import type { SyntaxNode } from '../source/syntax.ts';
import { evaluate, type Here, type Result } from './expressions.ts';
import type { State } from './state.ts';
import { opposite, type Truth, type Value } from './values.ts';

/** The paths on which something holds, and those on which it does not. */
export interface Branches {
  readonly yes: State[];
  readonly no: State[];
}

/** Splits a path by whether a condition holds. */
export function branch(here: Here, node: SyntaxNode, state: State): Branches {
  return split(here, evaluate(here, node, state));
}

/** Splits paths by whether the value of each counts as true. */
export function split(here: Here, paths: readonly Result[]): Branches {
  const yes: State[] = [];
  const no: State[] = [];
  for (const path of paths) {
    const test = truthOf(path.state, path.value);
    if (typeof test === 'boolean') {
      (test ? yes : no).push(path.state);
      continue;
    }
    path.state.tested.add(test.symbol);
    path.state.passTest(here.engine.isOutcome(test.symbol));
    no.push(assume(here, path.state.fork(), opposite(test)));
    yes.push(assume(here, path.state, test));
  }
  return { yes: here.engine.limited(yes), no: here.engine.limited(no) };
}

/** Goes on where a test holds; what is equal to a number other than zero is not zero. */
function assume(here: Here, state: State, test: Truth): State {
  const compared = here.engine.comparisons.comparedBy(test.symbol);
  if (compared !== undefined && test.when === 'nonzero') {
    state.assume({ symbol: compared, when: 'nonzero' });
  }
  return state.assume(test);
}

/** Whether a value counts as true; where both are possible, the test that decides. */
export function truthOf(state: State, value: Value): boolean | Truth {
  switch (value.kind) {
    case 'number':
      return value.value !== 0n;
    case 'pointer':
      return value.guard ? (state.decided(value.guard) ?? value.guard) : true;
    case 'truth':
      return state.decided(value.truth) ?? value.truth;
    case 'unknown': {
      const test = { symbol: value.symbol, when: 'nonzero' } as const;
      return state.decided(test) ?? test;
    }
    default:
      return true;
  }
}
