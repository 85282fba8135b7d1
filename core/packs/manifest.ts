import type { Said } from '../json/json-object.ts';

/** The file that makes a folder a pack of templates. */
export const MANIFEST = 'dext-templates.json';

/** The folder of a pack that its templates are in. */
export const TEMPLATES = 'templates';

/** What a pack says of itself. */
export interface Manifest {
  /** The manifest as messages show it: relative to the working directory. */
  readonly path: string;
  /** The whole of it, as on disk. */
  readonly text: string;
  /** As a package on npm is named; it need not be one. */
  readonly name: string;
  readonly version: string;
  /** The version of the template interface that it was made for: `1.0`. */
  readonly madeFor: Said<string>;
  /** The pack that it rests on: a folder, relative to this one, or an installed package. */
  readonly parent: Said<string> | null;
  /** Templates that it takes away, or folders of them with a `/` at the end. */
  readonly remove: readonly Said<string>[];
  /** Texts as flags take them, by the names of flags and questions. */
  readonly defaults: ReadonlyMap<string, SaidValue>;
  readonly locked: ReadonlyMap<string, SaidValue>;
  readonly questions: readonly PackQuestion[];
  /** Templates that were copied from ours, each with the version that it came from. */
  readonly ejected: ReadonlyMap<string, string>;
}

/** The value of an option, as a flag takes it. */
export interface SaidValue extends Said<string> {
  /** It was a list, which only questions of type checkbox take. */
  readonly isList: boolean;
}

export const QUESTION_TYPES = ['input', 'number', 'confirm', 'select', 'checkbox'] as const;
export type QuestionType = (typeof QUESTION_TYPES)[number];

/** A question of a pack's own; its answer is `it.answers.<name>` in templates. */
export interface PackQuestion {
  /** lowerCamelCase; it is asked by a flag too: pciSlot, `--pci-slot`. */
  readonly name: string;
  /** Where it is said: file and line. */
  readonly at: string;
  readonly type: QuestionType;
  /** Ends in a question mark. */
  readonly message: string;
  /** A sentence that helps to answer it. */
  readonly hint: string | null;
  /** What is allowed, for messages; null where the type says it all. */
  readonly allowed: string | null;
  readonly pattern: RegExp | null;
  readonly min: number | null;
  readonly max: number | null;
  /** For select and checkbox. */
  readonly choices: readonly { readonly value: string; readonly meaning: string }[];
  /** As a flag takes it; null where there is none. */
  readonly preset: Said<string> | null;
  /** It is asked only where each of these, an option by its flag or a question, has one of its values. */
  readonly when: ReadonlyMap<string, readonly string[]>;
  /** The commands that ask it. */
  readonly asks: readonly PackCommand[];
}

export const PACK_COMMANDS = ['new', 'add'] as const;
export type PackCommand = (typeof PACK_COMMANDS)[number];
