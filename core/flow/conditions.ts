import type { SyntaxNode } from '../source/syntax.ts';
import { evaluate, type Here } from './expressions.ts';
import type { State } from './state.ts';
import { opposite, type Truth, type Value } from './values.ts';

/** Splits a path by whether a condition holds. */
export function branch(
  here: Here,
  node: SyntaxNode,
  state: State,
): { readonly yes: State[]; readonly no: State[] } {
  const yes: State[] = [];
  const no: State[] = [];
  for (const path of evaluate(here, node, state)) {
    const test = truthOf(path.state, path.value);
    if (typeof test === 'boolean') {
      (test ? yes : no).push(path.state);
      continue;
    }
    path.state.tested.add(test.symbol);
    path.state.passTest(here.engine.isOutcome(test.symbol));
    no.push(path.state.fork().assume(opposite(test)));
    yes.push(path.state.assume(test));
  }
  return { yes: here.engine.limited(yes), no: here.engine.limited(no) };
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
