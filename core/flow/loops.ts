import { childIn, descend, namedChildren, type SyntaxNode } from '../source/syntax.ts';
import { branch } from './conditions.ts';
import type { FlowEvent } from './events.ts';
import { evaluate, type Here } from './expressions.ts';
import { textOf } from './frame.ts';
import { merged } from './merged-paths.ts';
import { next, type Outcome } from './outcomes.ts';
import type { State } from './state.ts';
import { execute } from './statements.ts';

/** How often a loop is run at most: enough to see what a second round meets. */
export const ROUNDS = 2;

/** Runs a loop's rounds; after each, one path leaves it and one goes on. */
export function loop(here: Here, node: SyntaxNode, state: State): Outcome[] {
  const condition = childIn(node, 'condition');
  const body = childIn(node, 'body');
  const step = childIn(node, 'update');
  const initializer = childIn(node, 'initializer');
  const reads = condition ? membersRead(here, condition) : [];
  const inside: Here = { ...here, loopReads: reads };
  const start = state.trace;
  let heads = initializer ? execute(here, initializer, state).map((it) => it.state) : [state];
  const done: Outcome[] = [];
  for (let round = 0; round <= ROUNDS && heads.length > 0; round++) {
    const isTested = condition !== undefined && !(node.type === 'do_statement' && round === 0);
    const tested = heads.map((it) =>
      isTested ? branch(inside, condition, it) : { yes: [it], no: [] },
    );
    done.push(...tested.flatMap((it) => it.no.map(next)));
    const going = tested.flatMap((it) => it.yes);
    if (round === ROUNDS) {
      // A loop that goes on is left here, unless nothing but its body can end it: sooner than it
      // would be, so that nothing can be said of how often it has run.
      const left = isTested && !isEndless(here, condition) ? going : [];
      for (const at of left) {
        at.isShort ||= at.hasSince(start, mattersAgain);
      }
      done.push(...left.map(next));
      break;
    }
    if (isBusy(body, reads)) {
      for (const at of going) {
        here.engine.emit(at, here.frame, node, {
          kind: 'wait',
          by: 'loop',
          loopReads: reads,
          locks: at.locks,
        });
      }
    }
    const { left, on } = runBody(inside, body, going);
    done.push(...left);
    heads = on.flatMap((it) =>
      step ? evaluate(inside, step, it).map((path) => path.state) : [it],
    );
  }
  return merged(here, done);
}

/** One round of a loop: the ends that leave it, and the paths that go on to the next round. */
export function runBody(
  here: Here,
  body: SyntaxNode | undefined,
  states: readonly State[],
): { readonly left: Outcome[]; readonly on: State[] } {
  const after = states.flatMap((it) => (body ? execute(here, body, it) : [next(it)]));
  const left = after
    .filter((it) => it.flow.kind === 'return' || it.flow.kind === 'goto')
    .concat(after.filter((it) => it.flow.kind === 'break').map((it) => next(it.state)));
  const on = after
    .filter((it) => it.flow.kind === 'next' || it.flow.kind === 'continue')
    .map((it) => next(it.state));
  return { left, on: merged(here, on).map((it) => it.state) };
}

/** Whether it matters how often a round of a loop does this; a log line or a release does not. */
export function mattersAgain(event: FlowEvent): boolean {
  const kinds = ['super', 'enter', 'create', 'cancel', 'arm', 'enable', 'dispatch', 'wait'];
  const takesBlock = event.kind === 'call' && event.args.some((it) => it.kind === 'block');
  return takesBlock || kinds.includes(event.kind);
}

function isEndless(here: Here, condition: SyntaxNode | undefined): boolean {
  return condition === undefined || /^\(?\s*(true|1)\s*\)?$/.test(textOf(here.frame, condition));
}

/** The members that a condition reads: what somebody else has to change before the loop ends. */
function membersRead(here: Here, condition: SyntaxNode): string[] {
  return [...descend(condition)]
    .filter((it) => it.type === 'field_identifier' || it.type === 'identifier')
    .map((it) => textOf(here.frame, it));
}

function isBusy(body: SyntaxNode | undefined, reads: readonly string[]): boolean {
  const isEmpty = !body || namedChildren(body).length === 0;
  return isEmpty && reads.length > 0;
}
