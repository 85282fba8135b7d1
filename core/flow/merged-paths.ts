import type { SyntaxNode } from '../source/syntax.ts';
import type { Here } from './expressions.ts';
import type { Flow, Outcome } from './outcomes.ts';
import { isSameState, isSameValue, merge } from './state.ts';

/** Paths that no longer differ in anything that matters become one. */
export function merged(here: Here, outcomes: readonly Outcome[]): Outcome[] {
  const kept: Outcome[] = [];
  for (const outcome of outcomes) {
    const twin = kept.find(
      (it) => isSameFlow(it.flow, outcome.flow) && isSameState(it.state, outcome.state),
    );
    if (twin) {
      merge(twin.state, outcome.state);
    } else {
      kept.push(outcome);
    }
  }
  return here.engine.limited(inTurns(kept));
}

function isSameFlow(a: Flow, b: Flow): boolean {
  if (a.kind === 'return' && b.kind === 'return') {
    return a.node === b.node && isSameValue(a.value ?? undefined, b.value ?? undefined);
  }
  return a.kind === b.kind && (a.kind !== 'goto' || (b.kind === 'goto' && a.label === b.label));
}

/** Where there are too many to keep them all, what goes on and every return get their share. */
function inTurns(ends: readonly Outcome[]): Outcome[] {
  const byReturn = new Map<SyntaxNode | null, Outcome[]>();
  for (const end of ends) {
    const key = end.flow.kind === 'return' ? end.flow.node : null;
    const share = byReturn.get(key) ?? [];
    byReturn.set(key, share);
    share.push(end);
  }
  const shares = [...byReturn.values()];
  const longest = Math.max(0, ...shares.map((it) => it.length));
  return Array.from({ length: longest }, (_, turn) =>
    shares.flatMap((it) => it.slice(turn, turn + 1)),
  ).flat();
}
