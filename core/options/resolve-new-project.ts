import type { NewProjectAnswers } from './answers.ts';
import { NEW_OPTIONS } from './new-command.ts';
import type { NewProjectOptions } from './new-project-options.ts';
import { type AnswerSources, answered, resolveAnswers } from './resolve-answers.ts';
import {
  type AllAnswers,
  NO_TEAM,
  type TeamAnswers,
  type TeamOptions,
  teamAnswers,
  withTeam,
} from './team-options.ts';

/**
 * Completes and validates the options of `new`; see resolveAnswers.
 *
 * @param team what team templates say of them
 * @returns the options, the answers to the team's questions, and remarks to print on stderr, one
 *   line each
 */
export async function resolveNewProject(
  sources: AnswerSources<AllAnswers>,
  team: TeamOptions = NO_TEAM,
): Promise<{
  readonly options: NewProjectOptions;
  readonly answers: TeamAnswers;
  readonly notes: readonly string[];
}> {
  const { answers, notes } = await resolveAnswers({
    options: withTeam(NEW_OPTIONS, team),
    sources,
  });
  return { options: toOptions(answers), answers: teamAnswers(team, answers), notes };
}

function toOptions(answers: Readonly<Partial<NewProjectAnswers>>): NewProjectOptions {
  return {
    name: answered(answers, 'name'),
    bundleId: answered(answers, 'bundleId'),
    provider: answered(answers, 'provider'),
    vendorId: answers.vendorId ?? null,
    productId: answers.productId ?? null,
    interfaceNumber: answers.interfaceNumber ?? null,
    configurationValue: answers.configurationValue ?? null,
    timers: [
      {
        name: answered(answers, 'timer'),
        interval: answered(answers, 'interval'),
        leeway: answered(answers, 'leeway'),
        mode: answered(answers, 'mode'),
        queue: answered(answers, 'queue'),
        clock: answered(answers, 'clock'),
      },
    ],
    power: answered(answers, 'power'),
  };
}
