import { UsageError } from '../../errors.ts';
import {
  CLOCKS,
  MODES,
  type NewProjectOptions,
  PROVIDERS,
  QUEUES,
} from '../../options/new-project-options.ts';
import { resolveNewProject } from '../../options/resolve-new-project.ts';
import type { TeamAnswers, TeamOptions } from '../../options/team-options.ts';
import type { PackQuestion } from '../manifest.ts';
import { packFault } from '../pack-fault.ts';
import type { TeamTemplates } from '../team-templates.ts';
import { sampleAnswers } from './sample-answers.ts';

/** One kind of project that a pack is tried with. */
export interface Combination {
  readonly options: NewProjectOptions;
  readonly answers: TeamAnswers;
  /** What tells it from the others: `provider` → `pci`, and the same for questions. */
  readonly facets: ReadonlyMap<string, string>;
}

/** A name that no pack is likely to have written into a template by mistake. */
const NAME = 'Specimen';

/** Each answer to a question is tried with at most that many combinations of our options. */
const TRIES = 5;

/**
 * Every combination of provider, queue, mode, clock and power, with the default answers to the
 * pack's questions; and each other answer with some of them. What the pack locks stays as it is.
 *
 * @throws ProjectError where a question cannot be answered
 */
export async function combinationsOf(team: TeamTemplates): Promise<readonly Combination[]> {
  const options = team.optionsFor('new');
  const questions = questionsOf(team, options);
  const forced = questions
    .filter((it) => it.preset === null && !options.defaults.has(it.name))
    .map((it) => [it.name, sampleAnswers(it)[0] ?? ''] as const);
  const base = await Promise.all(
    ourOptions(options).map((given) => resolved([...given, ...forced], options)),
  );
  const more: Combination[] = [];
  for (const question of questions) {
    for (const answer of sampleAnswers(question)) {
      const wanted = [
        ...forced,
        ...conditionsOf(question, questions),
        [question.name, answer],
      ] as const;
      const tried = await Promise.all(
        ourOptions(options).map((given) => resolved([...given, ...wanted], options)),
      );
      const asked = tried.filter((it) => it.answers[question.name] !== null);
      more.push(...evenly(distinct(asked), TRIES, more.length));
    }
  }
  return distinct([...base, ...more]);
}

/** The questions that a command asks and that are not locked, as their packs say them. */
export function questionsOf(team: TeamTemplates, options: TeamOptions): PackQuestion[] {
  const all = team.packs.flatMap((it) => it.manifest.questions);
  return options.questions
    .filter((it) => !options.locked.has(it.key))
    .flatMap(({ key }) => all.find((it) => it.name === key) ?? []);
}

/** Answers to other questions without which this one is not asked. */
export function conditionsOf(
  question: PackQuestion,
  all: readonly PackQuestion[],
): (readonly [string, string])[] {
  return [...question.when].flatMap(([key, [first]]) => {
    const other = all.find((it) => it.name === key);
    return other && first !== undefined ? [...conditionsOf(other, all), [key, first] as const] : [];
  });
}

type GivenEntries = readonly (readonly [string, string])[];

/** The combinations of our own options, without those that the pack locks. */
function ourOptions({ locked, defaults }: TeamOptions): GivenEntries[] {
  const ids = (provider: string): GivenEntries =>
    provider === 'resources'
      ? []
      : ([
          ['vendorId', '0x05AC'],
          ['productId', '0x8005'],
        ] as const);
  return PROVIDERS.flatMap((provider) =>
    QUEUES.flatMap((queue) =>
      MODES.flatMap((mode) =>
        CLOCKS.flatMap((clock) =>
          ['true', 'false'].map((power) =>
            Object.entries({ name: NAME, provider, queue, mode, clock, power })
              .concat(ids(locked.get('provider')?.text ?? provider).map(([key, id]) => [key, id]))
              .filter(([key]) => !locked.has(key) && !(key.endsWith('Id') && defaults.has(key))),
          ),
        ),
      ),
    ),
  );
}

async function resolved(given: GivenEntries, team: TeamOptions): Promise<Combination> {
  const sources = {
    given: new Map(given),
    yes: true,
    folderName: NAME,
    canAsk: false,
    ask: async () => undefined,
  };
  try {
    const { options, answers } = await resolveNewProject(sources, team);
    return { options, answers, facets: facetsOf(options, answers) };
  } catch (error) {
    throw error instanceof UsageError ? packFault(team.name, error.message) : error;
  }
}

function facetsOf(options: NewProjectOptions, answers: TeamAnswers): Map<string, string> {
  const [timer] = options.timers;
  return new Map([
    ['provider', options.provider],
    ['queue', timer?.queue ?? ''],
    ['mode', timer?.mode ?? ''],
    ['clock', timer?.clock ?? ''],
    ['power', options.power ? 'on' : 'off'],
    ...answerFacets(answers),
  ]);
}

/** Answers to questions as they tell a combination from others. */
export function answerFacets(answers: TeamAnswers): [string, string][] {
  return Object.entries(answers).map(([name, answer]) => [
    name,
    answer === null ? 'not asked' : String(answer),
  ]);
}

function distinct(all: readonly Combination[]): Combination[] {
  return distinctBy(all, ({ options, answers }) => [options, answers]);
}

/** Each of what is the same once: what is told of it by plain data, durations included. */
export function distinctBy<T>(all: readonly T[], tell: (one: T) => unknown): T[] {
  const keyOf = (it: T) =>
    JSON.stringify(tell(it), (_key, value: unknown) =>
      typeof value === 'bigint' ? `${value}n` : value,
    );
  return [...new Map(all.map((it) => [keyOf(it), it])).values()];
}

/** Some of many, spread over all of them; another start gives others. */
function evenly<T>(all: readonly T[], count: number, start: number): T[] {
  if (all.length <= count) {
    return [...all];
  }
  const step = all.length / count;
  return Array.from({ length: count }, (_, index) => {
    const at = Math.floor(index * step + (start % step));
    return all[at % all.length] as T;
  });
}
