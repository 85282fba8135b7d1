import { childIn, namedChildren, type SyntaxNode } from '../source/syntax.ts';
import { branch } from './conditions.ts';
import { declare, nameIn } from './declarations.ts';
import type { Here } from './expressions.ts';
import { merged } from './merged-paths.ts';
import { next, type Outcome } from './outcomes.ts';
import type { State } from './state.ts';
import { execute, sequence } from './statements.ts';

/** Goes both ways, where both are possible. */
export function ifStatement(here: Here, node: SyntaxNode, state: State): Outcome[] {
  const condition = childIn(node, 'condition');
  const consequence = childIn(node, 'consequence');
  const alternative = childIn(node, 'alternative');
  if (!condition || !consequence) {
    return [next(state)];
  }
  const outcomes: Outcome[] = [];
  for (const at of before(here, condition, state)) {
    const { yes, no } = test(here, condition, at);
    outcomes.push(...yes.flatMap((it) => execute(here, consequence, it)));
    outcomes.push(
      ...no.flatMap((it) => (alternative ? execute(here, alternative, it) : [next(it)])),
    );
  }
  return merged(here, outcomes);
}

/** `if (auto x = …; …)`, `switch (auto x = …; …)`: what stands before the test. */
export function before(here: Here, condition: SyntaxNode, state: State): State[] {
  const initializer = childIn(condition, 'initializer');
  if (!initializer) {
    return [state];
  }
  return sequence(here, namedChildren(initializer), state).map((it) => it.state);
}

function test(here: Here, condition: SyntaxNode, state: State): ReturnType<typeof branch> {
  const value = childIn(condition, 'value');
  if (value?.type !== 'declaration') {
    return branch(here, condition, state);
  }
  const declarator = childIn(value, 'declarator');
  const found = declarator && nameIn(declarator);
  const all = { yes: [] as State[], no: [] as State[] };
  for (const at of declare(here, value, state)) {
    if (!found) {
      all.yes.push(at);
      continue;
    }
    const { yes, no } = branch(here, found, at);
    all.yes.push(...yes);
    all.no.push(...no);
  }
  return all;
}
