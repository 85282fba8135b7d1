import type { ClassModel, Definition } from '../dext/model.ts';
import { runPending } from './continuations.ts';
import type { Engine } from './engine.ts';
import { newFrame, outcomes } from './inline.ts';
import type { TrackedObject } from './objects.ts';
import type { Outcome } from './outcomes.ts';
import type { Point } from './points.ts';
import type { Entry, Run } from './run.ts';
import type { State } from './state.ts';
import type { Value } from './values.ts';

/** An object of a class, whose life is looked at. */
export interface Driver {
  readonly engine: Engine;
  readonly model: ClassModel;
  readonly self: TrackedObject;
}

/** A run, and the point that it began at. */
interface Ended {
  readonly run: Run;
  readonly point: Point;
}

/** Runs the methods of a driver that somebody outside calls, and keeps each path as a run. */
export class Entries implements Driver {
  readonly engine: Engine;
  readonly model: ClassModel;
  readonly self: TrackedObject;
  /** All runs so far. */
  readonly runs: Run[] = [];

  constructor(driver: Driver) {
    this.engine = driver.engine;
    this.model = driver.model;
    this.self = driver.self;
  }

  /** Runs a method to its end, blocks included; undefined where the class does not have it. */
  through(
    point: Point,
    method: string,
    kind: Entry['kind'],
    args: readonly Value[] = [],
  ): Ended[] | undefined {
    const definition = this.definition(method);
    return definition && this.finish({ kind, method, definition }, point, args);
  }

  /** The same for an entry that is found already. */
  finish(entry: Entry, point: Point, args: readonly Value[]): Ended[] {
    return this.enter(entry, point, args).flatMap((end) => {
      const returned = returnedBy(end);
      return runPending(this.engine, end.state).map((state) => {
        return { run: this.record({ entry, point, returned, state, isWhole: true }), point };
      });
    });
  }

  /** Keeps a path that has come to its end. */
  record(at: {
    readonly entry: Entry;
    readonly point: Point;
    readonly returned: Value | null;
    readonly state: State;
    /** No path was left out before the blocks ran. */
    readonly isWhole: boolean;
  }): Run {
    const { entry, point, returned, state } = at;
    const isMissing = state.isShort || state.isCut;
    const isTruncated = this.engine.isTruncated || !at.isWhole || isMissing;
    const run: Run = {
      entry,
      events: state.events(),
      history: point.history,
      returned,
      state,
      isCertain: !state.isOpaque && !isTruncated,
      isTruncated,
      meanings: this.engine.meanings,
    };
    this.runs.push(run);
    return run;
  }

  /** Runs an entry until it returns; its blocks are pending then. */
  enter(entry: Entry, point: Point, args: readonly Value[]): Outcome[] {
    const { definition } = entry;
    const state = point.state.fork();
    state.trace = null;
    state.pending = [];
    state.phase = 0;
    state.isOpaque = false;
    state.isShort = false;
    state.tested = new Set();
    const callee = { definition, owner: this.model, self: this.self };
    this.engine.begin();
    const frame = { ...newFrame({ engine: this.engine }, callee), calls: [definition.node] };
    const ends = outcomes({ engine: this.engine, frame, loopReads: null }, callee, args, state);
    for (const end of ends) {
      const { flow } = end;
      if (flow.kind === 'return') {
        this.engine.emit(end.state, flow.here.frame, flow.node, {
          kind: 'return',
          value: flow.value,
          text: flow.here.frame.file.text.slice(flow.node.start, flow.node.end),
        });
      }
    }
    return ends;
  }

  /** The only definition that a method has. */
  definition(method: string): Definition | undefined {
    return this.engine.methodOf(this.model, method)?.definition;
  }
}

/** What a path returns, with what is known of it by now. */
export function returnedBy(end: Outcome): Value | null {
  return end.flow.kind === 'return' && end.flow.value ? end.state.known(end.flow.value) : null;
}
