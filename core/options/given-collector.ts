import { didYouMean } from '../did-you-mean.ts';
import { UnknownFlag, UsageError } from '../errors.ts';
import { BETWEEN, type Command, type Flag, flagsOf, type Given, kebab, labelOf } from './option.ts';
import { quote } from './quote.ts';

/** A flag as typed, resolved: what it stands for, and whether by its --no- form. */
export interface Spelling {
  readonly flag: Flag;
  /** As typed, for messages: --no-power. */
  readonly typed: string;
  readonly negated: boolean;
}

/**
 * Collects what was given, from a command line or an object, and refuses what no command line may
 * hold: an unknown flag, one given twice, a value where none can be, too many arguments.
 */
export class GivenCollector {
  readonly #command: Command;
  readonly #values = new Map<string, string>();
  readonly #typed = new Map<string, string>();

  constructor(command: Command) {
    this.#command = command;
  }

  get given(): Given {
    return this.#values;
  }

  /**
   * @param name without dashes: `no-power`
   * @param typed as the person wrote it: `--no-power`
   */
  spelling(name: string, typed: string): Spelling {
    for (const flag of flagsOf(this.#command)) {
      // Two dashes always: -yes is a slip, not a way to write --yes.
      if (flag.positionalOnly === undefined && typed.startsWith('--')) {
        const own = kebab(flag.key);
        if (name === own) return { flag, typed, negated: false };
        if (flag.negatable && name === `no-${own}`) return { flag, typed, negated: true };
      }
    }
    throw new UnknownFlag({
      code: 'usage',
      flag: typed,
      message: `${quote(typed)} is not a known flag; ${this.#advice(name)}`,
    });
  }

  /** Takes the text of a flag that needs one. */
  addText(spelling: Spelling, text: string | undefined): void {
    if (text === undefined) {
      const { allowed } = spelling.flag;
      const what = allowed === undefined ? '' : `: ${allowed}`;
      throw usageError(spelling.typed, `${spelling.typed} needs a value${what}.`);
    }
    this.#add(spelling.flag.key, spelling.typed, text);
  }

  /** Takes a switch: alone it means on, and its --no- form means off. */
  addSwitch(spelling: Spelling, text: string | undefined): void {
    const { flag, typed, negated } = spelling;
    if (negated && text !== undefined) {
      throw usageError(
        typed,
        `${typed} takes no value; write --${kebab(flag.key)}=${text} or ${typed}.`,
      );
    }
    if (text !== undefined && text !== 'true' && text !== 'false') {
      throw usageError(typed, `${typed}: ${quote(text)} is neither true nor false.`);
    }
    this.#add(flag.key, typed, text ?? String(!negated));
  }

  /** Takes an argument that stands without a flag. */
  addPositional(text: string): void {
    const { positional } = this.#command;
    if (positional?.many) {
      const before = this.#values.get(positional.key);
      this.#values.set(positional.key, before === undefined ? text : before + BETWEEN + text);
      return;
    }
    if (positional === undefined || this.#typed.get(positional.key) === positional.label) {
      const allowed =
        positional === undefined ? 'none is expected' : `only ${positional.label} is expected`;
      throw usageError(positional?.label, `${quote(text)} is one argument too many; ${allowed}.`);
    }
    this.#add(positional.key, positional.label, text);
  }

  #add(key: string, typed: string, value: string): void {
    const before = this.#typed.get(key);
    if (before !== undefined) {
      const problem =
        before === typed
          ? `${typed} is given more than once; give it once.`
          : `${before} and ${typed} are both given; give one of them.`;
      throw usageError(typed, problem);
    }
    this.#typed.set(key, typed);
    this.#values.set(key, value);
  }

  #advice(name: string): string {
    const { positional } = this.#command;
    if (positional !== undefined && name.toLowerCase() === positional.key) {
      return `write ${positional.label} without a flag.`;
    }
    const names = flagsOf(this.#command)
      .filter((flag) => flag.positionalOnly === undefined)
      .flatMap((flag) => {
        const own = labelOf(flag).slice('--'.length);
        return flag.negatable ? [own, `no-${own}`] : [own];
      });
    const longer = names.filter((candidate) => name !== '' && candidate.startsWith(name));
    const meant = longer.length === 1 ? longer[0] : didYouMean(name, names);
    return meant === undefined ? '--help shows them all.' : `did you mean --${meant}?`;
  }
}

function usageError(flag: string | undefined, message: string): UsageError {
  return new UsageError({ code: 'usage', message, flag });
}
