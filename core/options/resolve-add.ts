import { UsageError } from '../errors.ts';
import { ADD_OPTIONS, CLASS_OPTION, type PlaceOption, PROJECT_OPTION } from './add-command.ts';
import type { TimerOptions } from './new-project-options.ts';
import { type Given, labelOf } from './option.ts';
import { type AnswerSources, acceptGiven, answered, resolveAnswers } from './resolve-answers.ts';
import {
  type AllAnswers,
  type TeamAnswers,
  type TeamOptions,
  teamAnswers,
  withTeam,
} from './team-options.ts';

/** Where the timer is to go, as far as the command line says it. */
export interface GivenPlace {
  /** A folder, as typed. */
  readonly project: string | null;
  readonly className: string | null;
}

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
 * @param of.team what team templates say; defaults that the project remembers are among it
 */
export async function resolveAddedTimer(of: {
  readonly sources: AnswerSources<AllAnswers>;
  readonly team: TeamOptions;
}): Promise<{
  readonly timer: TimerOptions;
  readonly answers: TeamAnswers;
  readonly notes: readonly string[];
}> {
  const options = withTeam(ADD_OPTIONS, of.team);
  const { answers, notes } = await resolveAnswers({ options, sources: of.sources });
  return { timer: timerIn(answers), answers: teamAnswers(of.team, answers), notes };
}

function timerIn(answers: Readonly<Partial<AllAnswers>>): TimerOptions {
  return {
    name: answered(answers, 'timer'),
    interval: answered(answers, 'interval'),
    leeway: answered(answers, 'leeway'),
    mode: answered(answers, 'mode'),
    queue: answered(answers, 'queue'),
    clock: answered(answers, 'clock'),
  };
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
