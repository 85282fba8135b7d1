import { UsageError } from '../errors.ts';
import { ADD_OPTIONS, CLASS_OPTION, type PlaceOption, PROJECT_OPTION } from './add-command.ts';
import type { NewProjectAnswers } from './answers.ts';
import { formatDuration } from './duration.ts';
import type { TimerOptions } from './new-project-options.ts';
import { type Given, labelOf, type Option } from './option.ts';
import { type AnswerSources, acceptGiven, answered, resolveAnswers } from './resolve-answers.ts';

/** Where the timer is to go, as far as the command line says it. */
export interface GivenPlace {
  /** A folder, as typed. */
  readonly project: string | null;
  readonly className: string | null;
}

/** Texts that count as defaults in place of ours, by the key of their option. */
export type Defaults = ReadonlyMap<string, string>;

/**
 * Validates all that the command line of `add` gives, before anything is looked at on disk.
 *
 * @throws UsageError naming the flag
 */
export function readGivenPlace(given: Given): GivenPlace {
  acceptGiven({ options: ADD_OPTIONS, given });
  return { project: readPlace(given, PROJECT_OPTION), className: readPlace(given, CLASS_OPTION) };
}

/**
 * Completes and validates the timer of `add`; see resolveAnswers.
 *
 * @param of.defaults count before ours: those that the project remembers
 */
export async function resolveAddedTimer(of: {
  readonly sources: AnswerSources;
  readonly defaults: Defaults;
}): Promise<TimerOptions> {
  const options = ADD_OPTIONS.map((option) => withDefault(option, of.defaults));
  const { answers } = await resolveAnswers({ options, sources: of.sources });
  return {
    name: answered(answers, 'timer'),
    interval: answered(answers, 'interval'),
    leeway: answered(answers, 'leeway'),
    mode: answered(answers, 'mode'),
    queue: answered(answers, 'queue'),
    clock: answered(answers, 'clock'),
  };
}

/** A default that does not go with the other answers gives way to ours. */
function withDefault<K extends keyof NewProjectAnswers>(
  option: Option<NewProjectAnswers, K>,
  defaults: Defaults,
): Option<NewProjectAnswers, K> {
  const text = defaults.get(option.key);
  if (text === undefined) {
    return option;
  }
  return {
    ...option,
    fallback: (known, around) =>
      isMeantFor(option.key, known, defaults) && 'value' in option.parse(text, known)
        ? text
        : option.fallback(known, around),
  };
}

/** A leeway was chosen for an interval; another interval has another one. */
function isMeantFor(
  key: string,
  known: Readonly<Partial<NewProjectAnswers>>,
  defaults: Defaults,
): boolean {
  return (
    key !== 'leeway' ||
    (known.interval !== undefined && formatDuration(known.interval) === defaults.get('interval'))
  );
}

function readPlace(given: Given, option: PlaceOption): string | null {
  const raw = given.get(option.key);
  if (raw === undefined) {
    return null;
  }
  const parsed = option.parse(raw);
  if ('problem' in parsed) {
    const flag = labelOf(option);
    throw new UsageError({ code: 'usage', message: `${flag}: ${parsed.problem}`, flag });
  }
  return parsed.value;
}
