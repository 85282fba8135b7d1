import { childIn, namedChildren, type SyntaxNode } from '../source/syntax.ts';
import { equality } from './arithmetic.ts';
import { before } from './branches.ts';
import { type Branches, split } from './conditions.ts';
import { declare, nameIn } from './declarations.ts';
import { coverEnum } from './enumerators.ts';
import { evaluate, type Here, type Result } from './expressions.ts';
import { textOf } from './frame.ts';
import { merged } from './merged-paths.ts';
import { next, type Outcome } from './outcomes.ts';
import type { State } from './state.ts';
import { sequence } from './statements.ts';
import { NO_TAGS } from './values.ts';

/** Goes to every case that is possible, and from there through the cases behind it. */
export function switchStatement(here: Here, node: SyntaxNode, state: State): Outcome[] {
  const condition = childIn(node, 'condition');
  const body = childIn(node, 'body');
  if (!condition || !body) {
    return [next(state)];
  }
  const cases = namedChildren(body).filter((it) => it.type === 'case_statement');
  const { taken, past } = choose(here, cases, valuesOf(here, condition, state));
  const left: Outcome[] = [];
  let inside: Outcome[] = [];
  for (const [index, one] of cases.entries()) {
    inside = merged(here, [...inside, ...(taken[index] ?? []).map(next)]);
    const after = inside.flatMap((it) => sequence(here, statementsOf(one), it.state));
    left.push(...after.filter((it) => it.flow.kind !== 'next'));
    inside = after.filter((it) => it.flow.kind === 'next');
  }
  return merged(
    here,
    [...left, ...inside, ...past.map(next)].map((it) =>
      it.flow.kind === 'break' ? next(it.state) : it,
    ),
  );
}

/** What is switched on. */
function valuesOf(here: Here, condition: SyntaxNode, state: State): Result[] {
  const value = childIn(condition, 'value');
  const declarator = value?.type === 'declaration' ? childIn(value, 'declarator') : undefined;
  const found = declarator && nameIn(declarator);
  return before(here, condition, state).flatMap((it) =>
    value && found
      ? declare(here, value, it).flatMap((at) => evaluate(here, found, at))
      : evaluate(here, condition, it),
  );
}

/** The paths that go to each case, one test after the other, and those that go to none. */
function choose(
  here: Here,
  cases: readonly SyntaxNode[],
  paths: readonly Result[],
): { readonly taken: State[][]; readonly past: State[] } {
  const labels = cases.map((it) => childIn(it, 'value'));
  const otherwise = cases.findIndex((it) => it.children[0]?.type === 'default');
  const names = labels.flatMap((it) => (it ? [textOf(here.frame, it)] : []));
  const isWhole = otherwise === -1 && coverEnum(here, names);
  const taken = cases.map((): State[] => []);
  const past: State[] = [];
  for (const { state, value } of paths) {
    const isDecided = state.known(value).kind === 'number';
    let others = [state];
    for (const [index, label] of labels.entries()) {
      if (label) {
        const { yes, no } = compare(
          here,
          label,
          others.map((it) => ({ state: it, value })),
        );
        taken[index]?.push(...yes);
        others = no;
      }
    }
    if (otherwise !== -1) {
      taken[otherwise]?.push(...others);
    } else if (isDecided || !isWhole) {
      past.push(...others);
    }
  }
  return { taken, past };
}

/** As `value == label` does; a range of labels is none that we follow. */
function compare(here: Here, label: SyntaxNode, paths: readonly Result[]): Branches {
  const isRange = label.type === 'parameter_pack_expansion';
  return split(
    here,
    paths.flatMap(({ state, value }) =>
      evaluate(here, label, state).map((it) => ({
        state: it.state,
        value: isRange
          ? here.engine.unknown(NO_TAGS)
          : equality(here, it.state, {
              left: it.state.known(value),
              right: it.state.known(it.value),
              isEqual: true,
            }),
      })),
    ),
  );
}

function statementsOf(node: SyntaxNode): SyntaxNode[] {
  return namedChildren(node).filter((it) => it.field !== 'value');
}
