import type { Block } from './blocks.ts';
import { executeBody } from './bodies.ts';
import type { Engine } from './engine.ts';
import type { Result } from './expressions.ts';
import type { Frame } from './frame.ts';
import { localPlace } from './memory.ts';
import type { Pending, State } from './state.ts';
import { NO_TAGS, type Value } from './values.ts';

/** How many blocks may run after an entry has returned. */
const MOST_PHASES = 12;

/** Runs a block here and now. */
export function runBlock(
  engine: Engine,
  block: Block,
  args: readonly Value[],
  state: State,
): Result[] {
  const { home } = block;
  if (home.depth > 20) {
    engine.isTruncated = true;
    state.isCut = true;
    return [{ state, value: engine.unknown(NO_TAGS) }];
  }
  const frame: Frame = {
    ...home,
    id: engine.number(),
    outer: home,
    depth: home.depth + 1,
  };
  for (const [key, value] of block.captured) {
    // What was a local of a frame that is gone by now is read from the copy.
    if (!state.memory.has(key) || !engine.shared.has(key)) {
      state.memory.set(key, value);
    }
  }
  block.params.forEach((name, index) => {
    state.memory.set(localPlace(frame, name).key, args[index] ?? engine.unknown(NO_TAGS));
  });
  const here = { engine, frame, loopReads: null };
  return executeBody(here, block.body, state).map((end) => {
    forget(end.state, frame);
    return {
      state: end.state,
      value:
        end.flow.kind === 'return' && end.flow.value ? end.flow.value : engine.unknown(NO_TAGS),
    };
  });
}

/** Hands a block over, to run once the entry has returned. */
export function schedule(state: State, pending: Pending): void {
  state.pending = [...state.pending, pending];
}

/**
 * Runs what is pending, in the order in which it was handed over, until nothing is.
 *
 * @returns the paths; each has run every block whose call did not fail on it
 */
export function runPending(engine: Engine, start: State): State[] {
  let open = [start];
  const done: State[] = [];
  for (let round = 0; open.length > 0; round++) {
    const after: State[] = [];
    for (const state of open) {
      const [first, ...rest] = state.pending;
      if (!first) {
        done.push(state);
        continue;
      }
      state.pending = rest;
      if (state.facts.get(first.result) === 'nonzero') {
        after.push(state);
        continue;
      }
      if (round > MOST_PHASES) {
        engine.isTruncated = true;
        continue;
      }
      after.push(...runPhase(engine, first, state));
    }
    open = engine.limited(after);
  }
  return done;
}

function runPhase(engine: Engine, pending: Pending, state: State): State[] {
  state.facts.set(pending.result, 'zero');
  state.queue = pending.queue;
  state.phase += 1;
  const { home, body } = pending.block;
  engine.emit(state, home, body, { kind: 'phase', why: pending.why, object: pending.object });
  // Whoever made the block has returned: what it calls now is no recursion, and phases are counted.
  const block = { ...pending.block, home: { ...home, calls: [], depth: 0 } };
  return runBlock(engine, block, [], state).map((it) => it.state);
}

function forget(state: State, frame: Frame): void {
  for (const key of [...state.memory.keys()]) {
    if (key.startsWith(`f${frame.id}:`)) {
      state.memory.delete(key);
    }
  }
}
