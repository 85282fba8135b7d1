import { planAddedTimer } from '../../add/plan-added-timer.ts';
import { UnsafeEdit, verifyEdit } from '../../add/verify-edit.ts';
import type { SourceText } from '../../check/analyse.ts';
import { modelOf } from '../../dext/model-of.ts';
import { applyInsertions } from '../../edit/apply-insertions.ts';
import { MODES, QUEUES, type TimerOptions } from '../../options/new-project-options.ts';
import { resolveAddedTimer } from '../../options/resolve-add.ts';
import type { AllAnswers, TeamAnswers } from '../../options/team-options.ts';
import { lampDriver } from '../../rules/example-driver.ts';
import { addFault } from './check-files.ts';
import { answerFacets, conditionsOf, distinctBy, questionsOf } from './combinations.ts';
import type { Occurrence } from './findings.ts';
import { sampleAnswers } from './sample-answers.ts';
import type { Trial } from './trial.ts';

/** A timer that is added to a class, to see what becomes of it. */
interface Adding {
  readonly timer: TimerOptions;
  readonly answers: TeamAnswers;
}

/** A class that timers are added to. */
export interface AddedTo {
  /** As it is told: `somebody else's class`. */
  readonly title: string;
  readonly className: string;
  readonly sources: readonly SourceText[];
  /** What the project of the class says of itself; questions may depend on it. */
  readonly facts: Readonly<Partial<AllAnswers>>;
}

/** A class that no template of anybody has written. */
export function foreignClass(): AddedTo {
  const sources = Object.entries(lampDriver()).map(([path, text]) => ({ path, text }));
  return { title: 'somebody else', className: 'LampDriver', sources, facts: {} };
}

/**
 * Adds timers to a class with the pack's templates: on each queue, in each mode, and with each
 * answer to its questions; and judges the class as `add` would.
 *
 * @returns what was tried
 */
export async function tryAdding(trial: Trial, to: AddedTo): Promise<readonly Occurrence[]> {
  const { parser } = trial;
  const dext = modelOf(to.sources.map((it) => parser.parse(it)));
  const model = dext.classes.find((it) => it.name === to.className);
  if (!model) {
    return []; // told of where the driver itself was judged
  }
  const tried: Occurrence[] = [];
  for (const { timer, answers } of await addings(trial, to)) {
    const occurrence = { in: 'add', facets: facetsOf({ timer, answers }, to) } as const;
    tried.push(occurrence);
    try {
      const { roots } = trial.team;
      const planned = planAddedTimer({ dext, model, timer, parser, roots, answers });
      if (planned.kind === 'planned') {
        const { insertions, needsHook } = planned;
        const files = new Set(insertions.map((it) => it.file));
        const changed = new Map(
          [...files].map((file) => [file, applyInsertions(file, insertions)] as const),
        );
        const edit = { insertions, needsHook, changed };
        verifyEdit({ dext, driver: model, handler: timer.name, parser, ...edit });
      } else if (planned.kind === 'refusal') {
        const { path, line, message } = planned;
        trial.findings.add({ path, line, severity: 'error', message }, occurrence);
      }
    } catch (error) {
      addEditFault(trial, error, occurrence);
    }
  }
  return tried;
}

function addEditFault({ findings }: Trial, error: unknown, occurrence: Occurrence): void {
  if (!(error instanceof UnsafeEdit)) {
    addFault(findings, error, occurrence);
    return;
  }
  const { path, line, what, origin } = error.fault;
  const place = origin ? { path: origin.template, line: origin.line } : { path, line };
  findings.add({ ...place, severity: 'error', message: what }, occurrence);
}

async function addings({ team }: Trial, to: AddedTo): Promise<Adding[]> {
  const options = team.optionsFor('add');
  const questions = questionsOf(team, options);
  const first = questions.map((it) => [it.name, sampleAnswers(it)[0] ?? ''] as const);
  const timers = QUEUES.flatMap((queue) => MODES.map((mode) => ({ queue, mode })));
  const others = questions.flatMap((question) =>
    sampleAnswers(question)
      .slice(1)
      .map((answer) => [...conditionsOf(question, questions), [question.name, answer] as const]),
  );
  const lines = [
    ...timers.map((it) => [...first, ...Object.entries(it)]),
    ...others.map((it) => [...first, ...it]),
  ];
  const all = await Promise.all(
    lines.map((line) => {
      const given = [...line, ['timer', 'Specimen'] as const].filter(
        ([key]) => !options.locked.has(key),
      );
      const sources = {
        given: new Map(given),
        yes: true,
        folderName: '',
        canAsk: false,
        ask: async () => undefined,
        facts: to.facts,
      };
      return resolveAddedTimer({ sources, team: options });
    }),
  );
  // Where the pack locks a queue or a mode, or does not ask, several are the same.
  return distinctBy(all, ({ timer, answers }) => [timer, answers]);
}

function facetsOf({ timer, answers }: Adding, { title }: AddedTo): Map<string, string> {
  return new Map([
    ['class of', title],
    ['queue', timer.queue],
    ['mode', timer.mode],
    ...answerFacets(answers),
  ]);
}
