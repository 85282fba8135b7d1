import { isApples } from '../dext/apples-own.ts';
import type { ClassModel, Definition, DextModel, TypeName, Variable } from '../dext/model.ts';
import type { SourceParser } from '../source/parse.ts';
import type { SourceFile } from '../source/source-file.ts';
import type { SyntaxNode } from '../source/syntax.ts';
import { actionHandlers } from './action-handlers.ts';
import { Comparisons } from './comparisons.ts';
import type { EventBase, FlowEvent, Site } from './events.ts';
import { type Frame, siteOf } from './frame.ts';
import { QUEUE, type TrackedObject } from './objects.ts';
import { Relevance } from './relevance.ts';
import type { State } from './state.ts';
import {
  NO_TAGS,
  type NumberValue,
  type PointerValue,
  pointer,
  type Tags,
  type UnknownValue,
  type Value,
} from './values.ts';

/** How many paths of one piece of code are followed; further ones are left out, and said so. */
const MOST_PATHS = 96;
/** How many expressions one entry may evaluate on all its paths, and all entries of a class. */
const MOST_STEPS = 40_000;
const MOST_STEPS_OF_CLASS = 400_000;

/** How deep expressions and statements may stand in one another, calls that are followed included. */
const DEEPEST = 600;

type WithoutBase<T> = T extends FlowEvent ? Omit<T, keyof EventBase> : never;

/**
 * Whether a function has failed, has failed in one way, or whether a deadline has passed; or what a
 * macro out of sight says, which may be anything.
 */
export type Meaning = 'return code' | 'particular code' | 'overdue' | 'unseen macro';

/** An event without what `emit` adds. */
export type NewEvent = WithoutBase<FlowEvent>;

/** What all runs over one dext share: the model, numbers that are given out, what was assumed. */
export class Engine {
  readonly dext: DextModel;
  readonly parser: SourceParser;
  readonly classes: ReadonlyMap<string, ClassModel>;
  /** Expansions of macros, parsed, by their text. */
  readonly expansions = new Map<string, SourceFile>();
  /** Values of places that nobody wrote, so that every path assumes the same. */
  readonly assumed = new Map<string, Value>();
  /** Declared types of locals and globals, by key. */
  readonly localTypes = new Map<string, TypeName>();
  /** The numbers that enumerators stand for; undefined where we cannot tell. */
  readonly enumerators = new Map<SyntaxNode, NumberValue | undefined>();
  /** How many elements local arrays have whose elements were listed, by key. */
  readonly arrayLengths = new Map<string, number>();
  /** Locals that blocks share with their home: `__block`, statics, captured by reference. */
  readonly shared = new Set<string>();
  /** Keys of reference parameters: what they hold is the address of what they stand for. */
  readonly references = new Set<string>();
  readonly relevance: Relevance;
  /** Definitions that some run has gone through, and the ways out of their bodies: return, goto. */
  readonly visited = new Set<SyntaxNode>();
  /** By the name of a member or local: the method whose action is created into it. */
  readonly actionHandlers: ReadonlyMap<string, string>;
  /** Which values were compared with which numbers. */
  readonly comparisons = new Comparisons();
  /** What is known of symbols that are tested. */
  readonly meanings = new Map<number, Meaning>();
  /** Paths or steps were left out: nothing may be concluded from what is missing. */
  isTruncated = false;
  #steps = 0;
  #next = 1;
  readonly #queues = new Map<string, TrackedObject>();

  constructor(at: { readonly dext: DextModel; readonly parser: SourceParser }) {
    this.dext = at.dext;
    this.parser = at.parser;
    const own = at.dext.classes.filter((it) => !isApples(at.dext, it));
    this.classes = new Map(own.map((it) => [it.name, it]));
    this.relevance = new Relevance(at.dext);
    this.actionHandlers = actionHandlers(at.dext);
  }

  /** Begins an entry: what is left out from here on is told by `isTruncated`. */
  begin(): void {
    this.#steps = 0;
    this.isTruncated = false;
  }

  /** Begins a class, which has a budget of its own. */
  beginClass(): void {
    this.#stepsOfClass = 0;
  }
  #stepsOfClass = 0;

  /** Counts an evaluation; false where the run is long enough. */
  step(): boolean {
    this.#steps += 1;
    this.#stepsOfClass += 1;
    if (this.#steps > MOST_STEPS || this.#stepsOfClass > MOST_STEPS_OF_CLASS) {
      this.isTruncated = true;
      return false;
    }
    return true;
  }

  /**
   * Goes one level down: evaluates something inside something. No path comes back where code nests
   * deeper than any that a person wrote, or where the run is long enough.
   */
  within<T>(evaluate: () => T[]): T[] {
    if (!this.step() || this.#depth >= DEEPEST) {
      this.isTruncated = true;
      return [];
    }
    this.#depth += 1;
    try {
      return evaluate();
    } finally {
      this.#depth -= 1;
    }
  }
  #depth = 0;

  /** As many paths as we follow. */
  limited<T>(paths: T[]): T[] {
    if (paths.length <= MOST_PATHS) {
      return paths;
    }
    this.isTruncated = true;
    // Evenly, the last one included: what fails early comes first, and success at the end.
    const step = (paths.length - 1) / (MOST_PATHS - 1);
    return Array.from({ length: MOST_PATHS }, (_, i) => paths[Math.round(i * step)] as T);
  }

  number(): number {
    return this.#next++;
  }

  unknown(tags: Tags): UnknownValue {
    return { kind: 'unknown', symbol: this.number(), tags };
  }

  /** The unknown result of something that can go either way: a call, a null test. */
  outcome(): UnknownValue {
    const value = this.unknown(NO_TAGS);
    this.#outcomes.add(value.symbol);
    return value;
  }

  /** Declares that a symbol can be zero and can be not. */
  mayBeEither(symbol: number): number {
    this.#outcomes.add(symbol);
    return symbol;
  }

  /** A pointer to an object that is there or is not. */
  orNull(object: TrackedObject): PointerValue {
    return pointer(object, { symbol: this.mayBeEither(this.number()), when: 'nonzero' });
  }

  /** Whether both outcomes of a test are possible, as far as we can see. */
  isOutcome(symbol: number): boolean {
    return this.#outcomes.has(symbol);
  }
  readonly #outcomes = new Set<number>();

  /** The provider that Start and Stop are given. */
  get provider(): TrackedObject {
    this.#provider ??= this.object({ type: 'IOService' });
    return this.#provider;
  }
  #provider: TrackedObject | undefined;

  object(facts: Pick<TrackedObject, 'type'> & Partial<TrackedObject>): TrackedObject {
    return {
      site: null,
      isCreated: false,
      isSummary: false,
      isZeroed: false,
      handler: null,
      target: null,
      queueName: null,
      member: null,
      ...facts,
      id: this.number(),
    };
  }

  /** A queue that is there without being created: `Default`, or one that we know by name only. */
  queueNamed(name: string): TrackedObject {
    const known = this.#queues.get(name) ?? this.object({ type: QUEUE, queueName: name });
    this.#queues.set(name, known);
    return known;
  }

  get defaultQueue(): TrackedObject {
    return this.queueNamed('Default');
  }

  get unknownQueue(): TrackedObject {
    return this.queueNamed('');
  }

  emit(state: State, frame: Frame, at: SyntaxNode | Site, event: NewEvent): void {
    const site: Site = 'within' in at ? at : siteOf(frame, at);
    const whole = {
      ...event,
      site,
      queue: state.queue,
      frame: frame.id,
      phase: state.phase,
      tests: state.opaqueTests,
      forks: state.forks,
    } as FlowEvent;
    state.trace = { event: whole, before: state.trace };
  }

  /** The declared fields of a record or class, those of its bases included. */
  fieldsOf(type: string): readonly Variable[] {
    const owner = this.classes.get(type);
    const inherited = owner?.base && owner.base !== type ? this.fieldsOf(owner.base) : [];
    return [
      ...(this.dext.records.get(type)?.fields ?? this.#ivarsRecords.get(type) ?? []),
      ...(owner?.fields ?? []),
      ...inherited,
    ];
  }

  /** The declared field of a record or class. */
  fieldOf(type: string, name: string): Variable | undefined {
    const record = this.dext.records.get(type);
    const found = record?.fields.find((it) => it.name === name);
    if (found) {
      return found;
    }
    const owner = this.classes.get(type);
    return (
      owner?.fields.find((it) => it.name === name) ??
      this.#ivarsRecords.get(type)?.find((it) => it.name === name) ??
      (owner?.base ? this.fieldOf(owner.base, name) : undefined)
    );
  }

  get #ivarsRecords(): ReadonlyMap<string, readonly Variable[]> {
    this.#ivars ??= new Map(
      this.dext.classes.flatMap((it) => (it.ivars ? [[it.ivars.name, it.ivars.fields]] : [])),
    );
    return this.#ivars;
  }
  #ivars: ReadonlyMap<string, readonly Variable[]> | undefined;

  /** The only definition of a method, in the class or its nearest base that has one. */
  methodOf(
    owner: ClassModel | null,
    name: string,
  ): { owner: ClassModel; definition: Definition } | undefined {
    const seen = new Set<ClassModel>();
    for (let at = owner; at && !seen.has(at); at = (at.base && this.classes.get(at.base)) || null) {
      seen.add(at);
      const definitions = at.methods.get(name)?.definitions ?? [];
      const [definition] = definitions;
      if (definition) {
        return definitions.length === 1 ? { owner: at, definition } : undefined;
      }
    }
    return undefined;
  }
}
