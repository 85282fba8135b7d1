import type { ClassModel, Definition, Variable } from '../dext/model.ts';
import { codeText } from '../source/code-text.ts';
import { runPending } from './continuations.ts';
import type { Engine } from './engine.ts';
import type { FlowEvent } from './events.ts';
import { newFrame, outcomes } from './inline.ts';
import { fieldPlace, read } from './memory.ts';
import { ACTION, TRACKED, type TrackedObject } from './objects.ts';
import { writtenWhileRunning } from './outside-writes.ts';
import type { Entry, Run } from './run.ts';
import { isSameState, State } from './state.ts';
import type { Outcome } from './statements.ts';
import { NO_TAGS, pointer, type Tags, type Value, ZERO } from './values.ts';

/** How many ways of having started are followed into Stop and the handlers. */
const MOST_STARTS = 6;

/** A point in the driver's life from which something else can begin. */
interface Point {
  readonly state: State;
  /** What has led here. */
  readonly history: readonly FlowEvent[];
}

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
  readonly #self: TrackedObject;
  readonly #runs: Run[] = [];
  #ivars: TrackedObject | undefined;

  constructor(engine: Engine, model: ClassModel) {
    this.#engine = engine;
    engine.beginClass();
    this.#model = model;
    this.#self = engine.object({ type: model.name });
  }

  eachMethod(): Run[] {
    this.#others();
    return this.#runs;
  }

  asService(): Run[] {
    const started = this.#start(this.#init());
    const running = started.map((it) => this.#later(it));
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
    const ivars = fieldPlace(this.#self, 'ivars').key;
    const blank = new State(this.#engine.defaultQueue);
    blank.memory.set(ivars, ZERO);
    const ends = this.#through({ state: blank, history: [] }, 'init', 'init');
    const made = ends ? ends.filter((it) => !isZero(it.run.returned)) : [];
    const points = made.length > 0 ? made.map(after) : [{ state: blank, history: [] }];
    for (const { state } of points) {
      const held = state.memory.get(ivars);
      const known = held && state.known(held);
      if (known?.kind === 'pointer' && known.guard) {
        state.assume(known.guard);
      } else if (!known || known.kind === 'number') {
        const type = this.#model.ivars?.name ?? `${this.#model.name}_IVars`;
        state.memory.set(ivars, pointer(this.#engine.object({ type, isZeroed: true })));
      }
    }
    return distinct(points).slice(0, MOST_STARTS);
  }

  #start(points: readonly Point[]): Point[] {
    const started: Point[] = [];
    for (const point of points) {
      const runs = this.#runs.length;
      const ends = this.#through(point, 'Start', 'start', [pointer(this.#engine.provider)]);
      started.push(
        ...(ends ?? [{ run: null, point }]).flatMap((it) => (it.run ? succeeded(it) : [it.point])),
      );
      if (this.#runs.length === runs && ends) {
        // Too long to be followed: what it leaves is unknown, and Stop is looked at all the same.
        const state = point.state.fork();
        this.#withIvars(state);
        started.push({ state, history: point.history });
      }
    }
    return distinct(started).slice(0, MOST_STARTS);
  }

  /** Some time after Start: what other methods write has become unknown, the present is past. */
  #later(point: Point): Point {
    const state = point.state.fork();
    const written = writtenWhileRunning(this.#model);
    for (const [key, value] of [...state.memory]) {
      const name = /^\d+\.(?!#)(\w+)$/.exec(key)?.[1];
      if (name && written.has(name) && value.kind !== 'pointer') {
        state.memory.set(key, this.#forgotten(state, key, name, value));
      } else {
        state.memory.set(key, aged(value));
      }
    }
    this.#forgetUnwritten(state, written);
    return { state, history: point.history };
  }

  /** Members that nobody has written so far, in zeroed memory. */
  #forgetUnwritten(state: State, written: ReadonlySet<string>): void {
    const ivars = state.memory.get(fieldPlace(this.#self, 'ivars').key);
    if (ivars?.kind !== 'pointer') {
      return;
    }
    for (const field of this.#model.ivars?.fields ?? []) {
      const place = fieldPlace(ivars.object, field.name);
      if (written.has(field.name) && !state.memory.has(place.key) && !field.type.isArray) {
        state.memory.set(place.key, this.#forgotten(state, place.key, field.name, ZERO));
      }
    }
  }

  #forgotten(state: State, key: string, name: string, before: Value): Value {
    const owner = /^(\d+)\./.exec(key)?.[1];
    const ivars = state.memory.get(fieldPlace(this.#self, 'ivars').key);
    if (ivars?.kind === 'pointer' && owner === String(ivars.object.id)) {
      const open = this.#engine.object({ type: ivars.object.type });
      // Read through an object of the same type that is not zeroed, so that its type counts.
      return aged(read(this.#engine, state, fieldPlace(open, name)), before);
    }
    return this.#engine.unknown(NO_TAGS);
  }

  #ticks(point: Point, kind: 'tick' | 'late tick'): void {
    for (const name of this.#handlers(point)) {
      const queue = timerOf(point.state, name)?.queue ?? this.#engine.unknownQueue;
      const state = point.state.fork();
      state.queue = queue;
      const fired: Value = {
        kind: 'unknown',
        symbol: this.#engine.number(),
        tags: new Set(['fire-time']),
      };
      const action =
        timerOf(point.state, name)?.action ?? this.#engine.object({ type: ACTION, handler: name });
      this.#through({ ...point, state }, name, kind, [pointer(action), fired]);
    }
  }

  /** Methods that a timer calls: by their declaration, or because their action was set as handler. */
  #handlers(point: Point): string[] {
    const declared = [...this.#model.methods.values()].filter((method) =>
      method.declarations.some((it) =>
        it.attributes.some((at) => at.name === 'TYPE' && /TimerOccurred/.test(at.args ?? '')),
      ),
    );
    const set = [...point.state.memory].flatMap(([key, value]) =>
      key.endsWith('.#action') && value.kind === 'pointer' && value.object.handler
        ? [value.object.handler]
        : [],
    );
    return [...new Set([...declared.map((it) => it.name), ...set])].filter((it) =>
      this.#definition(it),
    );
  }

  #power(point: Point, kind: 'power' | 'late power'): void {
    const state = point.state.fork();
    this.#through({ ...point, state }, 'SetPowerState', kind, [this.#engine.outcome()]);
  }

  #stop(point: Point): Point[] {
    const definition = this.#definition('Stop');
    if (!definition) {
      return [point];
    }
    const provider = [pointer(this.#engine.provider)];
    const entry: Entry = { kind: 'stop', method: 'Stop', definition };
    const ends = this.#enter(entry, { ...point, state: point.state.fork() }, provider);
    const isWhole = !this.#engine.isTruncated;
    const stopped: Point[] = [];
    for (const end of ends.slice(0, MOST_STARTS)) {
      this.#whileStopping(point, end);
    }
    for (const end of ends) {
      const returned = returnedBy(end);
      this.#engine.begin();
      for (const state of runPending(this.#engine, end.state)) {
        const run = this.#record({ entry, point, returned, state, isWhole });
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
    this.#through({ state: between.fork(), history }, 'Stop', 'stop again', provider);
  }

  #free(points: readonly Point[]): void {
    for (const point of points.slice(0, MOST_STARTS)) {
      const state = point.state.fork();
      state.afterSuperStop = false;
      this.#through({ ...point, state }, 'free', 'free');
    }
    const blank = new State(this.#engine.defaultQueue);
    blank.memory.set(fieldPlace(this.#self, 'ivars').key, ZERO);
    this.#through({ state: blank, history: [] }, 'free', 'free without ivars');
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
        this.#finish(entry, { state, history: [] }, []);
      }
    }
  }

  /** Ivars of which nothing is known, the same ones for every method. */
  #withIvars(state: State): void {
    const type = this.#model.ivars?.name;
    if (type) {
      this.#ivars ??= this.#engine.object({ type });
      const symbol = this.#engine.mayBeEither(this.#engine.number());
      const held = pointer(this.#ivars, { symbol, when: 'nonzero' });
      state.memory.set(fieldPlace(this.#self, 'ivars').key, held);
    }
  }

  /** Runs a method to its end, blocks included; undefined where the class does not have it. */
  #through(
    point: Point,
    method: string,
    kind: Entry['kind'],
    args: readonly Value[] = [],
  ): { readonly run: Run; readonly point: Point }[] | undefined {
    const definition = this.#definition(method);
    return definition && this.#finish({ kind, method, definition }, point, args);
  }

  #finish(entry: Entry, point: Point, args: readonly Value[]): { run: Run; point: Point }[] {
    return this.#enter(entry, point, args).flatMap((end) => {
      const returned = returnedBy(end);
      return runPending(this.#engine, end.state).map((state) => {
        return { run: this.#record({ entry, point, returned, state, isWhole: true }), point };
      });
    });
  }

  /** Keeps a path that has come to its end. */
  #record(at: {
    readonly entry: Entry;
    readonly point: Point;
    readonly returned: Value | null;
    readonly state: State;
    /** No path was left out before the blocks ran. */
    readonly isWhole: boolean;
  }): Run {
    const { entry, point, returned, state } = at;
    const isTruncated = this.#engine.isTruncated || !at.isWhole || state.isShort;
    const run: Run = {
      entry,
      events: state.events(),
      history: point.history,
      returned,
      state,
      isCertain: !state.isOpaque && !isTruncated,
      isTruncated,
      meanings: this.#engine.meanings,
    };
    this.#runs.push(run);
    return run;
  }

  #enter(entry: Entry, point: Point, args: readonly Value[]): Outcome[] {
    const { definition } = entry;
    const state = point.state.fork();
    state.trace = null;
    state.pending = [];
    state.phase = 0;
    state.isOpaque = false;
    state.isShort = false;
    state.tested = new Set();
    const callee = { definition, owner: this.#model, self: this.#self };
    this.#engine.begin();
    const frame = { ...newFrame({ engine: this.#engine }, callee), calls: [definition.node] };
    const ends = outcomes({ engine: this.#engine, frame, loopReads: null }, callee, args, state);
    for (const end of ends) {
      const { flow } = end;
      if (flow.kind === 'return') {
        this.#engine.emit(end.state, flow.here.frame, flow.node, {
          kind: 'return',
          value: flow.value,
          text: flow.here.frame.file.text.slice(flow.node.start, flow.node.end),
        });
      }
    }
    return ends;
  }

  #definition(method: string): Definition | undefined {
    return this.#engine.methodOf(this.#model, method)?.definition;
  }
}

const ABOUT_TIMERS =
  /\b(WakeAtTime|SetHandler|SetEnable\w*|CreateAction\w*|OSAction|IO\w*DispatchSource|IODispatchQueue)\b/;
const ENDING = /\b(Cancel|release|reset|OSSafeRelease\w*)\b/;

/** Deals with sources, queues or actions by name, or ends a member that is one. */
function isAboutTimers(model: ClassModel, { file, node }: Definition): boolean {
  const text = codeText(file, node);
  return (
    ABOUT_TIMERS.test(text) ||
    (ENDING.test(text) && members(model).some((it) => TRACKED.has(it.type.name)))
  );
}

function members(model: ClassModel): readonly Variable[] {
  return [...model.fields, ...(model.ivars?.fields ?? [])];
}

function returnedBy(end: Outcome): Value | null {
  return end.flow.kind === 'return' && end.flow.value ? end.state.known(end.flow.value) : null;
}

function after(end: { readonly run: Run }): Point {
  return { state: end.run.state, history: [...end.run.history, ...end.run.events] };
}

/** The ends of Start that count as success; one that may be either is taken for one. */
function succeeded(end: { readonly run: Run }): Point[] {
  const { returned, state } = end.run;
  if (returned?.kind === 'number' && returned.value !== 0n) {
    return [];
  }
  if (returned?.kind === 'unknown') {
    if (state.facts.get(returned.symbol) === 'nonzero') {
      return [];
    }
    state.facts.set(returned.symbol, 'zero');
  }
  return [after(end)];
}

function isZero(value: Value | null): boolean {
  return value?.kind === 'number' && value.value === 0n;
}

/** The timer whose handler a method is. */
function timerOf(
  state: State,
  method: string,
): { readonly action: TrackedObject; readonly queue: TrackedObject | null } | undefined {
  for (const [key, value] of state.memory) {
    if (key.endsWith('.#action') && value.kind === 'pointer' && value.object.handler === method) {
      const queue = state.memory.get(`${key.slice(0, -'.#action'.length)}.#queue`);
      const { object: action } = value;
      return { action, queue: queue?.kind === 'pointer' ? queue.object : null };
    }
  }
  return undefined;
}

/** Points that differ in memory; how they came about does not count. */
function distinct(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    const state = point.state.fork();
    state.trace = null;
    state.isOpaque = false;
    state.isShort = false;
    if (!kept.some((it) => isSameState(it.state, state))) {
      kept.push({ state, history: point.history });
    }
  }
  return kept;
}

/** What was "now" when it was computed is past by the time another method reads it. */
function aged(value: Value, before: Value = value): Value {
  if (value.kind !== 'number' && value.kind !== 'unknown') {
    return value;
  }
  const tags: Tags = before.kind === 'number' || before.kind === 'unknown' ? before.tags : NO_TAGS;
  if (tags.size === 0) {
    return value;
  }
  const older = new Set([...tags].map((it) => (it === 'now' || it === 'fire-time' ? 'past' : it)));
  return { ...value, tags: older };
}
