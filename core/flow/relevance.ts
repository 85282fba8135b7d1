import type { Definition, DextModel } from '../dext/model.ts';
import { codeText } from '../source/code-text.ts';
import { childIn, descend } from '../source/syntax.ts';

/** Words without which code neither makes nor ends nor waits for anything that we follow. */
const OF_DRIVERKIT =
  /\b(WakeAtTime|SetHandler|SetEnable\w*|CreateAction\w*|OSAction|IO\w*DispatchSource|IODispatchQueue|\w*DispatchQueue|DispatchA?[Ss]ync\w*|SUPERDISPATCH|_Dispatch|super ?:: ?|IOSleep|IODelay|\w*[Ll]ock|mach_\w+_time|clock_gettime_nsec_np)\b/;
const OF_LIFE = /\b(Cancel|OSSafeRelease\w*|release|reset|ivars)\b/;

/** What a macro does that a call cannot: leave, jump, assign, go through a pointer. */
const TURNS = /\b(return|goto|break|continue)\b|->|(?<![=!<>])=(?!=)|\+\+|--/;

/** Short enough to be followed in any case: what it returns may matter. */
const SHORT = 320;

/**
 * Tells which bodies are worth following: those that deal with DriverKit, or call something that
 * does, by name. The rest of a large project is passed over.
 */
export class Relevance {
  readonly #dext: DextModel;
  readonly #dispatched: ReadonlySet<string>;
  #names: ReadonlySet<string> | undefined;

  constructor(dext: DextModel) {
    this.#dext = dext;
    this.#dispatched = new Set(dext.classes.filter((it) => it.kind === 'iig').map((it) => it.name));
  }

  isRelevant(definition: Definition): boolean {
    this.#names ??= this.#relevantNames();
    return this.#names.has(definition.name) || isShort(definition);
  }

  /** Whether a macro's expansion can turn a path or touch what we follow; a log line does not. */
  isRelevantMacro(name: string, seen: ReadonlySet<string> = new Set()): boolean {
    const known = this.#macros.get(name);
    if (known !== undefined) {
      return known;
    }
    const body = this.#bodiesOf(name);
    const inside = new Set([...seen, name]);
    const isRelevant =
      OF_DRIVERKIT.test(body) ||
      OF_LIFE.test(body) ||
      TURNS.test(body) ||
      (body.match(/\b[A-Za-z_]\w*\b/g) ?? []).some(
        (it) => !inside.has(it) && this.#bodiesOf(it) !== '' && this.isRelevantMacro(it, inside),
      );
    this.#macros.set(name, isRelevant);
    return isRelevant;
  }
  readonly #macros = new Map<string, boolean>();

  /** All that files make of a macro. */
  #bodiesOf(name: string): string {
    const all = this.#dext.defines.named(name);
    return all.map((it) => it.body).join('\n');
  }

  #relevantNames(): ReadonlySet<string> {
    const callers = new Map<string, Set<string>>();
    const open: string[] = [];
    for (const definition of definitionsIn(this.#dext)) {
      const text = codeText(definition.file, definition.body);
      const isOwn = this.#dispatched.has(definition.className ?? '');
      if (OF_DRIVERKIT.test(text) || (isOwn && OF_LIFE.test(text))) {
        open.push(definition.name);
      }
      for (const called of calledIn(definition)) {
        const known = callers.get(called) ?? new Set();
        known.add(definition.name);
        callers.set(called, known);
      }
    }
    const names = new Set<string>();
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      if (!names.has(name)) {
        names.add(name);
        open.push(...(callers.get(name) ?? []));
      }
    }
    return names;
  }
}

/** Comments and spaces do not make a body long. */
function isShort({ file, body }: Definition): boolean {
  return body.end - body.start < SHORT || codeText(file, body).length < SHORT;
}

/** Every body among the sources. */
export function* definitionsIn(dext: DextModel): Generator<Definition> {
  for (const model of dext.classes) {
    for (const method of model.methods.values()) {
      yield* method.definitions;
    }
  }
  yield* dext.functions.all();
}

/** The names that a body calls, without `_Impl`. */
export function calledIn(definition: Definition): string[] {
  const names: string[] = [];
  for (const node of descend(definition.body)) {
    const callee = node.type === 'call_expression' ? childIn(node, 'function') : undefined;
    const name = callee && /(\w+)$/.exec(definition.file.text.slice(callee.start, callee.end))?.[1];
    if (name) {
      names.push(name.replace(/_Impl$/, ''));
    }
  }
  return names;
}
