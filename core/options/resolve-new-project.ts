import type { NewProjectAnswers } from './answers.ts';
import { NEW_OPTIONS } from './new-command.ts';
import type { NewProjectOptions } from './new-project-options.ts';
import { type AnswerSources, answered, resolveAnswers } from './resolve-answers.ts';

/**
 * Completes and validates the options of `new`; see resolveAnswers.
 *
 * @returns the options, and remarks to print on stderr, one line each
 */
export async function resolveNewProject(
  sources: AnswerSources,
): Promise<{ readonly options: NewProjectOptions; readonly notes: readonly string[] }> {
  const { answers, notes } = await resolveAnswers({ options: NEW_OPTIONS, sources });
  return { options: toOptions(answers), notes };
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
