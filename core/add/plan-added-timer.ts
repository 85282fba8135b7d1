import type { ClassModel, DextModel } from '../dext/model.ts';
import type { TimerOptions } from '../options/new-project-options.ts';
import type { TeamAnswers } from '../options/team-options.ts';
import { createRenderer } from '../render/renderer.ts';
import type { TemplateRoots } from '../render/template-roots.ts';
import { isTimerHandler } from '../rules/timers.ts';
import type { SourceParser } from '../source/parse.ts';
import { positionOf } from '../source/source-file.ts';
import { addedTimerView } from '../view/added-timer-view.ts';
import { insertionsOf } from './insertions-of.ts';
import type { AddOutcome, AlreadyThere } from './outcome.ts';
import { piecesOf } from './pieces.ts';
import { Refused } from './refused.ts';
import { surveyClass } from './survey.ts';

/** A timer, and the class that is to have it. */
export interface TimerToAdd {
  readonly dext: DextModel;
  readonly model: ClassModel;
  readonly timer: TimerOptions;
  readonly parser: SourceParser;
  /** Where templates come from, first match wins. */
  readonly roots: TemplateRoots;
  /** Answers to the questions of a team whose templates they are. */
  readonly answers?: TeamAnswers;
}

/**
 * Finds out what has to be inserted where, so that a class of somebody else's has a timer that is
 * set up and stopped safely. Looks at the model alone, and changes nothing.
 *
 * @throws TemplateError
 */
export function planAddedTimer(at: TimerToAdd): AddOutcome {
  const there = alreadyThere(at);
  if (there) {
    return there;
  }
  const { answers = {} } = at;
  const renderer = createRenderer(at.roots);
  try {
    const survey = surveyClass(at);
    const view = addedTimerView({ ...survey.facts, answers });
    const insertions = insertionsOf({ survey, view, renderer, model: at.model });
    const { start, notes } = survey;
    return {
      kind: 'planned',
      insertions,
      needsHook: survey.facts.needsHook,
      pieces: piecesOf(renderer, view),
      start: start.way,
      notes,
    };
  } catch (error) {
    if (!(error instanceof Refused)) {
      throw error;
    }
    const { code, file, offset, message } = error;
    return {
      kind: 'refusal',
      code,
      path: file.path,
      line: positionOf(file, offset).line,
      message,
      pieces: piecesOf(renderer, addedTimerView({ ...plainFacts(at), answers })),
    };
  }
}

/** A handler that no action is made for is none of a timer: then its name is taken. */
function alreadyThere({ dext, model, timer }: TimerToAdd): AlreadyThere | undefined {
  const declaration = model.methods.get(timer.name)?.declarations.find(isTimerHandler);
  const creation = new RegExp(`\\bCreateAction${timer.name}\\b`);
  if (!declaration || !dext.files.some(({ text }) => creation.test(text))) {
    return undefined;
  }
  return {
    kind: 'already-there',
    path: declaration.file.path,
    line: positionOf(declaration.file, declaration.node.start).line,
  };
}

/** What a person is shown who is to do it by hand. */
function plainFacts({ model, timer }: TimerToAdd) {
  return {
    className: model.name,
    timer,
    style: '_Impl' as const,
    hasPower: model.methods.has('SetPowerState'),
    needsHook: !model.methods.has('QuiesceHardware'),
    logMacro: null,
    namesNoRule: false,
    hasOwnStop: !model.methods.has('Stop'),
    isMadeByNew: false,
    missing: [],
    startBefore: null,
    initBefore: null,
    headers: [],
  };
}
