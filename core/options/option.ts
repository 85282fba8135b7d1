import type { Parsed } from './parsed.ts';

/** A flag as the command line knows it, with or without a value. */
export interface Flag {
  /** Name of the answer in code: bundleId. The flag is made of it: --bundle-id. */
  readonly key: string;
  readonly kind: 'text' | 'choice' | 'list' | 'switch';
  /** What stands for the value in the help: `<id>`; empty for a switch. */
  readonly placeholder: string;
  /** The help line: what it means and its default. */
  readonly help: string;
  /** A switch that is on by default also has a --no- form. */
  readonly negatable?: boolean;
  /** How messages and help call it where it is no flag: Name. */
  readonly positionalOnly?: string;
  /** What is allowed, for a missing value or answer: `duration, 50us to 86400s`. */
  readonly allowed?: string;
}

export interface Choice {
  readonly value: string;
  readonly meaning: string;
}

/** What a default may be made of, beside earlier answers. */
export interface Surroundings {
  /** Last part of the working directory's path. */
  readonly folderName: string;
}

/**
 * One option of a command: from this one declaration come its flag, its question, its default,
 * its validation and its help. `A` is the record of all answers of the command.
 */
export interface Option<A, K extends keyof A & string = keyof A & string> extends Flag {
  readonly key: K;
  readonly choices?: readonly Choice[];
  /** The question: a short line that ends in a question mark. */
  readonly question: string;
  /** One sentence that helps to answer it. */
  readonly hint: string;
  readonly allowed: string;
  /** Reads a flag's value or a typed answer; `known` holds the answers so far, in any order. */
  parse(raw: string, known: Readonly<Partial<A>>): Parsed<A[K]>;
  /** The text that `parse` reads back as this value. */
  format(value: A[K]): string;
  /** The default, as a person would type it; undefined where a value cannot be invented. */
  fallback(known: Readonly<Partial<A>>, around: Surroundings): string | undefined;
  /** Present where other answers can leave no room for this one. */
  readonly scope?: {
    /** Whom it is for, at the end of a sentence: `the provider usb-interface`. */
    readonly is: string;
    includes(known: Readonly<Partial<A>>): boolean;
  };
  /** Present where a team has fixed the value: it is not asked, and no flag changes it. */
  readonly locked?: LockedValue;
}

/** A value that a team's templates have fixed. */
export interface LockedValue {
  /** As the flag takes it. */
  readonly text: string;
  /** Who says so, and where: `@acme/dext-templates (acme/dext-templates.json:12)`. */
  readonly by: string;
}

/** A command as the parser and the help see it. */
export interface Command {
  /** How each face is started. */
  readonly invocation: { readonly command: string; readonly yeoman: string };
  readonly summary: string;
  /** What stands without a flag: the key that it answers, and its name in messages. */
  readonly positional?: {
    readonly key: string;
    readonly label: string;
    /** Any number of them, read with `listOf`. */
    readonly many?: boolean;
  };
  readonly groups: readonly { readonly title: string; readonly flags: readonly Flag[] }[];
  /** Arguments of examples, without the command itself. */
  readonly examples: readonly string[];
}

/**
 * What a person gave, before validation: exact texts by key; a switch is `true` or `false`.
 */
export type Given = ReadonlyMap<string, string>;

/** Stands between several texts of one key: the one character that no argument can hold. */
export const BETWEEN = '\0';

/** The flag or positional as a person writes it: --bundle-id, or Name. */
export function labelOf(flag: Flag): string {
  return flag.positionalOnly ?? `--${kebab(flag.key)}`;
}

/** bundleId → bundle-id. */
export function kebab(key: string): string {
  return key.replaceAll(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);
}

/** All flags of a command, in the order of its help. */
export function flagsOf(command: Command): Flag[] {
  return command.groups.flatMap((group) => group.flags);
}

/** The texts of a positional that may stand several times, in the order of the line. */
export function listOf(given: Given, key: string): string[] {
  return given.get(key)?.split(BETWEEN) ?? [];
}

/** Whether a switch was given and is on. */
export function isOn(given: Given, key: string): boolean {
  return given.get(key) === 'true';
}
