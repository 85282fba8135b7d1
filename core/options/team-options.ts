import type { NewProjectAnswers } from './answers.ts';
import { formatDuration } from './duration.ts';
import type { LockedValue, Option } from './option.ts';

/** An answer to a question of a team's own. */
export type TeamAnswer = string | number | boolean | readonly string[];

/** Answers to our questions and to a team's, by the keys of their options. */
export type AllAnswers = NewProjectAnswers & Record<string, unknown>;

/** Answers to a team's questions, by name; null where a question was not asked. */
export type TeamAnswers = Readonly<Record<string, TeamAnswer | null>>;

/** What a team's templates say of the options of a command. */
export interface TeamOptions {
  /** The name of the templates. */
  readonly name: string;
  /** Texts as flags take them, by the keys of options; `[name]` stands for the project's name. */
  readonly defaults: ReadonlyMap<string, string>;
  readonly locked: ReadonlyMap<string, LockedValue>;
  /** Questions of the team's own, in the order in which they are asked, behind ours. */
  readonly questions: readonly Option<AllAnswers>[];
  /** The names of all its questions, those included that this command does not ask. */
  readonly names: readonly string[];
}

/** Where no team has a say. */
export const NO_TEAM: TeamOptions = {
  name: '',
  defaults: new Map(),
  locked: new Map(),
  questions: [],
  names: [],
};

/** The options of a command, and behind them the team's questions, as the team wants them. */
export function withTeam(
  options: readonly Option<NewProjectAnswers>[],
  team: TeamOptions,
): readonly Option<AllAnswers>[] {
  const all: readonly Option<AllAnswers>[] = [...options, ...team.questions];
  return all.map((option) => {
    const locked = team.locked.get(option.key);
    return { ...withDefault(option, team.defaults), ...(locked ? { locked } : {}) };
  });
}

/** The answers to the team's questions among all. */
export function teamAnswers(team: TeamOptions, all: Readonly<Partial<AllAnswers>>): TeamAnswers {
  return Object.fromEntries(
    team.names.map((key) => [
      key,
      // A question may have the name of something that every object inherits.
      Object.hasOwn(all, key) ? (all[key] as TeamAnswer) : null,
    ]),
  );
}

/** An option with another default; one that does not go with the other answers gives way to ours. */
function withDefault(
  option: Option<AllAnswers>,
  defaults: ReadonlyMap<string, string>,
): Option<AllAnswers> {
  const text = defaults.get(option.key);
  if (text === undefined) {
    return option;
  }
  return {
    ...option,
    fallback: (known, around) => {
      const own = filledIn(text, known);
      return isMeantFor(option.key, known, defaults) && 'value' in option.parse(own, known)
        ? own
        : option.fallback(known, around);
    },
  };
}

/** A default that is made of the project's name: `com.acme.[name].driver`. */
export function filledIn(text: string, known: { readonly name?: string }): string {
  return text.replaceAll('[name]', known.name ?? 'Acme');
}

/** A leeway was chosen for an interval, where one is given with it; another one has another. */
function isMeantFor(
  key: string,
  known: Readonly<Partial<NewProjectAnswers>>,
  defaults: ReadonlyMap<string, string>,
): boolean {
  const interval = defaults.get('interval');
  return (
    key !== 'leeway' ||
    interval === undefined ||
    (known.interval !== undefined && formatDuration(known.interval) === interval)
  );
}
