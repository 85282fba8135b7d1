import type { Call } from './calls.ts';
import { cancel } from './cancels.ts';
import { runBlock, schedule } from './continuations.ts';
import { type Here, one, type Result } from './expressions.ts';
import { lookup } from './lookup.ts';
import { link } from './marks.ts';
import { release } from './memory.ts';
import { ACTION, QUEUE, SOURCES, type TrackedObject } from './objects.ts';
import { NO_TAGS, pointer, type Value, ZERO } from './values.ts';
import { waitsWithResult } from './waiting.ts';

interface On {
  readonly object: TrackedObject;
  readonly method: string;
}

/** A method of a source, a queue or an action; undefined for one that does not matter. */
export function driverKitMethod(here: Here, made: Call, on: On): Result[] | undefined {
  const { object, method } = on;
  if (method === 'release' || method === 'retain') {
    return counted(here, made, on);
  }
  if (method === 'Cancel') {
    return cancel(here, made, object);
  }
  if (SOURCES.has(object.type)) {
    return lookup(SOURCE_METHODS, method)?.(here, made, object);
  }
  if (object.type === QUEUE) {
    return lookup(QUEUE_METHODS, method)?.(here, made, object);
  }
  if (object.type === ACTION && method === 'Wait') {
    return waitsWithResult(here, made);
  }
  return undefined;
}

function counted(here: Here, made: Call, on: On): Result[] {
  const { engine, frame } = here;
  if (on.method === 'release') {
    release(engine, {
      state: made.state,
      frame,
      node: made.node,
      object: pointer(on.object),
      how: 'release',
      text: made.callee.replace(/->release$/, ''),
    });
  } else {
    engine.emit(made.state, frame, made.node, { kind: 'retain', object: on.object });
  }
  return one(made.state, engine.unknown(NO_TAGS));
}

type Handler = (here: Here, made: Call, object: TrackedObject) => Result[];

const SOURCE_METHODS: Readonly<Record<string, Handler>> = {
  SetHandler: (here, made, object) => {
    const result = here.engine.outcome();
    const action = made.state.known(made.args[0] ?? ZERO);
    here.engine.emit(made.state, here.frame, made.node, {
      kind: 'set-handler',
      object,
      action,
      result: result.symbol,
    });
    if (action.kind === 'pointer') {
      link(made.state, object, 'action', action.object);
    }
    return one(made.state, result);
  },
  WakeAtTime: (here, made, object) => {
    const result = here.engine.outcome();
    const [clock = ZERO, deadline = ZERO, leeway = ZERO] = made.args;
    here.engine.emit(made.state, here.frame, made.node, {
      kind: 'arm',
      object,
      clock,
      deadline,
      leeway,
      result: result.symbol,
      locks: made.state.locks,
    });
    return one(made.state, result);
  },
  SetEnable: (here, made, object) => enable(here, made, object, null),
  SetEnableWithCompletion: (here, made, object) => enable(here, made, object, made.args[1] ?? null),
};

function enable(here: Here, made: Call, object: TrackedObject, completion: Value | null): Result[] {
  here.engine.emit(made.state, here.frame, made.node, {
    kind: 'enable',
    object,
    on: made.state.known(made.args[0] ?? ZERO),
    completion,
  });
  return one(made.state, here.engine.outcome());
}

const QUEUE_METHODS: Readonly<Record<string, Handler>> = {
  DispatchAsync: (here, made, queue) => dispatch(here, made, queue, false),
  DispatchAsync_f: (here, made, queue) => dispatch(here, made, queue, false),
  DispatchConcurrent: (here, made, queue) => dispatch(here, made, queue, false),
  DispatchSync: (here, made, queue) => dispatch(here, made, queue, true),
  DispatchSync_f: (here, made, queue) => dispatch(here, made, queue, true),
  DispatchAsyncAndWait: (here, made, queue) => dispatch(here, made, queue, true),
  Sleep: waitsWithResult,
  SleepWithDeadline: waitsWithResult,
  SleepWithTimeout: waitsWithResult,
};

function dispatch(here: Here, made: Call, queue: TrackedObject, sync: boolean): Result[] {
  const { engine } = here;
  const { state } = made;
  const result = engine.outcome();
  engine.emit(state, here.frame, made.node, {
    kind: 'dispatch',
    to: queue,
    sync,
    by: made.callee,
    locks: state.locks,
  });
  const block = made.args.find((it) => it.kind === 'block');
  if (block?.kind !== 'block') {
    return one(state, result);
  }
  if (!sync) {
    // Super Stop has cancelled the Default queue: what comes later is dropped [B].
    const isDropped = state.afterSuperStop && queue === engine.defaultQueue;
    if (!isDropped) {
      schedule(state, {
        block: block.block,
        why: 'dispatch',
        object: queue,
        queue,
        result: result.symbol,
      });
    }
    return one(state, result);
  }
  const before = state.queue;
  state.queue = queue;
  return runBlock(engine, block.block, [], state).map((path) => {
    path.state.queue = before;
    return { state: path.state, value: result };
  });
}
