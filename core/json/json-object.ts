import type { Node } from 'jsonc-parser';
import type { ProjectError } from '../errors.ts';
import { quote } from '../options/quote.ts';
import type { JsonFile } from './json-file.ts';
import {
  jsonError,
  type Property,
  positionIn,
  propertiesOf,
  shown,
  unknownKey,
} from './json-nodes.ts';

/** A value, and where it is said: `acme/dext-templates.json:12`. */
export interface Said<T> {
  readonly value: T;
  readonly at: string;
}

/** A value of JSON that an option takes as text. */
type Scalar = string | number | boolean;

/** An object of a JSON file, read key by key; whatever is wrong is an error with its line. */
export class JsonObject {
  readonly #file: JsonFile;
  readonly #node: Node;
  readonly #name: string;
  readonly properties: readonly Property[];

  /**
   * @param at.name how messages call the object
   * @param at.keys those that it may have; left out where any will do
   * @throws ProjectError, as all methods do
   */
  constructor(at: {
    readonly file: JsonFile;
    readonly node: Node;
    readonly name: string;
    readonly keys?: readonly string[];
  }) {
    this.#file = at.file;
    this.#node = at.node;
    this.#name = at.name;
    this.properties = propertiesOf(at.file, at.node, at.name);
    const stranger = at.keys && this.properties.find(({ key }) => !at.keys?.includes(key));
    if (stranger && at.keys) {
      throw unknownKey(at.file, stranger, at.keys);
    }
  }

  has(key: string): boolean {
    return this.#valueOf(key) !== undefined;
  }

  /** A line of text that must be there and not be empty. */
  text(key: string, allowed: string): Said<string> {
    const text = this.optionalText(key, allowed);
    if (text === null) {
      throw this.missing(key, allowed);
    }
    return text;
  }

  optionalText(key: string, allowed: string): Said<string> | null {
    const value = this.#valueOf(key);
    if (value === undefined) {
      return null;
    }
    // What is shown on a terminal must not steer it.
    if (value.type !== 'string' || value.value === '' || /\p{Cc}/u.test(value.value)) {
      throw this.wrong(key, allowed);
    }
    return { value: String(value.value), at: this.#place(value) };
  }

  optionalNumber(key: string, allowed: string): number | null {
    const value = this.#valueOf(key);
    if (value === undefined) {
      return null;
    }
    if (value.type !== 'number') {
      throw this.wrong(key, allowed);
    }
    return Number(value.value);
  }

  /** A text, number or boolean, or several of them where `many` says so, as texts. */
  scalars(key: string, allowed: string, many = false): readonly Said<string>[] {
    const value = this.#valueOf(key);
    const nodes = many && value?.type === 'array' ? (value.children ?? []) : value ? [value] : [];
    return nodes.map((node) => {
      if (!isScalar(node.value)) {
        throw this.wrong(key, allowed, node);
      }
      return { value: String(node.value), at: this.#place(node) };
    });
  }

  /** File and line of a value, or of the object where the value is not there. */
  placeOf(key: string): string {
    return this.#place(this.#valueOf(key) ?? this.#node);
  }

  /** The members of a list; empty where there is none. */
  list(key: string, allowed: string): readonly Node[] {
    const value = this.#valueOf(key);
    if (value !== undefined && value.type !== 'array') {
      throw this.wrong(key, allowed);
    }
    return value?.children ?? [];
  }

  /** An object in this one. */
  object(key: string, keys?: readonly string[]): JsonObject | null {
    const node = this.#valueOf(key);
    const name = quote(key);
    return node === undefined
      ? null
      : new JsonObject({ file: this.#file, node, name, ...(keys ? { keys } : {}) });
  }

  /** The error of a key that is not there. */
  missing(key: string, allowed: string): ProjectError {
    const problem = `${this.#name} has no ${quote(key)}; give ${allowed}.`;
    return jsonError(this.#file, this.#node.offset, problem);
  }

  /** The error of a value that cannot be. */
  wrong(key: string, allowed: string, node = this.#valueOf(key)): ProjectError {
    const what = node === undefined ? 'missing' : shown(this.#file, node);
    return this.error(key, `${quote(key)} is ${what}; give ${allowed}.`, node);
  }

  /** An error about a value, or about the object where the value is not there. */
  error(key: string, problem: string, node = this.#valueOf(key)): ProjectError {
    return jsonError(this.#file, (node ?? this.#node).offset, problem);
  }

  #valueOf(key: string): Node | undefined {
    return this.properties.find((it) => it.key === key)?.value;
  }

  #place(node: Node): string {
    return `${this.#file.path}:${positionIn(this.#file, node.offset).line}`;
  }
}

function isScalar(value: unknown): value is Scalar {
  return ['string', 'number', 'boolean'].includes(typeof value);
}
