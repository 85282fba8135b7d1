import type { ClassModel } from '../dext/model.ts';
import { isAboutTimers } from './about-timers.ts';
import { runPending } from './continuations.ts';
import type { Engine } from './engine.ts';
import { Entries, returnedBy } from './entries.ts';
import { fieldPlace } from './memory.ts';
import { ACTION, type TrackedObject } from './objects.ts';
import type { Outcome } from './outcomes.ts';
import { after, distinct, type Point, succeeded } from './points.ts';
import type { Entry, Run } from './run.ts';
import { State } from './state.ts';
import { later } from './time-passing.ts';
import { handlerMethods, timerOf } from './timer-handlers.ts';
import { isNull, pointer, ZERO } from './values.ts';

/*
 * How the walk goes. A method's body is run on paths. A path is a State: what memory holds, what
 * is known of symbols (`facts`), and a trace of events, newest first, that forks share. A test that
 * is not decided forks the path; paths that no longer differ in anything that matters merge again.
 * Calls of our own methods run in place (inline.ts); a block that is handed over is pending, and
 * runs when the entry has returned, each as a phase of its own (continuations.ts).
 * Each method that somebody outside calls is an Entry, and each path to its end a Run; the entries
 * follow one another through the life below, and a Point is where one can begin.
 * A test that we cannot know to go both ways makes a path opaque. A run is certain if it has passed
 * none, has left no loop too soon, and nothing was left out. Paths, steps, rounds, phases and
 * depths are limited (engine.ts): beyond a budget paths end, and runs say that they are truncated.
 */

/** How many ways of having started are followed into Stop and the handlers. */
const MOST_STARTS = 6;

/**
 * Lives through a service's life: init, Start, ticks, Stop with all that it leaves to run, a late
 * tick, a second Stop, free, SetPowerState, and whatever other method there is.
 */
export function liveAsService(engine: Engine, model: ClassModel): Run[] {
  return new Life(engine, model).asService();
}

/** Runs each method of a class for itself that deals with timers and that nobody has run so far. */
export function runEachMethod(engine: Engine, model: ClassModel): Run[] {
  return new Life(engine, model).eachMethod();
}

class Life {
  readonly #engine: Engine;
  readonly #model: ClassModel;
  readonly #entries: Entries;
  /** The key of the place that holds the ivars. */
  readonly #held: string;
  #ivars: TrackedObject | undefined;

  constructor(engine: Engine, model: ClassModel) {
    engine.beginClass();
    const self = engine.object({ type: model.name });
    this.#engine = engine;
    this.#model = model;
    this.#entries = new Entries({ engine, model, self });
    this.#held = fieldPlace(self, 'ivars').key;
  }

  eachMethod(): Run[] {
    this.#others();
    return this.#entries.runs;
  }

  asService(): Run[] {
    const started = this.#start(this.#init());
    const running = started.map((it) => later(this.#entries, it));
    for (const point of running) {
      this.#ticks(point, 'tick');
      this.#power(point, 'power');
    }
    const stopped = running.flatMap((it) => this.#stop(it));
    this.#free(distinct(stopped));
    return this.eachMethod();
  }

  /** Memory is zeroed before init; where there is none, ivars are there all the same. */
  #init(): Point[] {
    const blank = new State(this.#engine.defaultQueue);
    blank.memory.set(this.#held, ZERO);
    const ends = this.#entries.through({ state: blank, history: [] }, 'init', 'init');
    const made = ends ? ends.filter((it) => !returnsNull(it.run)) : [];
    const points = made.length > 0 ? made.map(after) : [{ state: blank, history: [] }];
    for (const { state } of points) {
      const held = state.memory.get(this.#held);
      const known = held && state.known(held);
      if (known?.kind === 'pointer' && known.guard) {
        state.assume(known.guard);
      } else if (!known || known.kind === 'number') {
        const type = this.#model.ivars?.name ?? `${this.#model.name}_IVars`;
        state.memory.set(this.#held, pointer(this.#engine.object({ type, isZeroed: true })));
      }
    }
    return distinct(points).slice(0, MOST_STARTS);
  }

  #start(points: readonly Point[]): Point[] {
    const started: Point[] = [];
    for (const point of points) {
      const runs = this.#entries.runs.length;
      const ends = this.#entries.through(point, 'Start', 'start', [pointer(this.#engine.provider)]);
      started.push(
        ...(ends ?? [{ run: null, point }]).flatMap((it) => (it.run ? succeeded(it) : [it.point])),
      );
      if (this.#entries.runs.length === runs && ends) {
        // Too long to be followed: what it leaves is unknown, and Stop is looked at all the same.
        const state = point.state.fork();
        this.#withIvars(state);
        started.push({ state, history: point.history });
      }
    }
    return distinct(started).slice(0, MOST_STARTS);
  }

  #ticks(point: Point, kind: 'tick' | 'late tick'): void {
    for (const name of handlerMethods(this.#model, point.state)) {
      const timer = timerOf(point.state, name);
      const state = point.state.fork();
      state.queue = timer?.queue ?? this.#engine.unknownQueue;
      const fired = this.#engine.unknown(new Set(['fire-time']));
      const action = timer?.action ?? this.#engine.object({ type: ACTION, handler: name });
      this.#entries.through({ ...point, state }, name, kind, [pointer(action), fired]);
    }
  }

  #power(point: Point, kind: 'power' | 'late power'): void {
    const state = point.state.fork();
    this.#entries.through({ ...point, state }, 'SetPowerState', kind, [this.#engine.outcome()]);
  }

  #stop(point: Point): Point[] {
    const definition = this.#entries.definition('Stop');
    if (!definition) {
      return [point];
    }
    const provider = [pointer(this.#engine.provider)];
    const entry: Entry = { kind: 'stop', method: 'Stop', definition };
    const ends = this.#entries.enter(entry, { ...point, state: point.state.fork() }, provider);
    const isWhole = !this.#engine.isTruncated;
    const stopped: Point[] = [];
    for (const end of ends.slice(0, MOST_STARTS)) {
      this.#whileStopping(point, end);
    }
    for (const end of ends) {
      const returned = returnedBy(end);
      this.#engine.begin();
      for (const state of runPending(this.#engine, end.state)) {
        const run = this.#entries.record({ entry, point, returned, state, isWhole });
        stopped.push({ state, history: [...point.history, ...run.events] });
      }
    }
    return stopped;
  }

  /** Stop has returned, and what it waits for has not come yet. */
  #whileStopping(point: Point, end: Outcome): void {
    if (end.state.pending.length === 0 || end.state.afterSuperStop) {
      return;
    }
    const history = [...point.history, ...end.state.events()];
    const between = end.state.fork();
    between.pending = [];
    this.#ticks({ state: between, history }, 'late tick');
    this.#power({ state: between, history }, 'late power');
    const provider = [pointer(this.#engine.provider)];
    this.#entries.through({ state: between.fork(), history }, 'Stop', 'stop again', provider);
  }

  #free(points: readonly Point[]): void {
    for (const point of points.slice(0, MOST_STARTS)) {
      const state = point.state.fork();
      state.afterSuperStop = false;
      this.#entries.through({ ...point, state }, 'free', 'free');
    }
    const blank = new State(this.#engine.defaultQueue);
    blank.memory.set(this.#held, ZERO);
    this.#entries.through({ state: blank, history: [] }, 'free', 'free without ivars');
  }

  /** What nobody has called so far. */
  #others(): void {
    for (const method of this.#model.methods.values()) {
      for (const definition of method.definitions) {
        if (this.#engine.visited.has(definition.node) || !isAboutTimers(this.#model, definition)) {
          continue;
        }
        const entry: Entry = { kind: 'method', method: method.name, definition };
        const state = new State(this.#engine.unknownQueue);
        this.#withIvars(state);
        this.#entries.finish(entry, { state, history: [] }, []);
      }
    }
  }

  /** Ivars of which nothing is known, the same ones for every method. */
  #withIvars(state: State): void {
    const type = this.#model.ivars?.name;
    if (type) {
      this.#ivars ??= this.#engine.object({ type });
      state.memory.set(this.#held, this.#engine.orNull(this.#ivars));
    }
  }
}

function returnsNull({ returned }: Run): boolean {
  return returned !== null && isNull(returned);
}
