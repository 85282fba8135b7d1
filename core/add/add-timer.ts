import path from 'node:path';
import type { ClassModel } from '../dext/model.ts';
import { applyInsertions } from '../edit/apply-insertions.ts';
import { ProjectError } from '../errors.ts';
import type { TimerOptions } from '../options/new-project-options.ts';
import type { TeamAnswers } from '../options/team-options.ts';
import type { TemplateRoots } from '../render/template-roots.ts';
import type { NextStep } from '../show/next-steps.ts';
import { type Edit, editOf } from './changes.ts';
import { stepsAfterAdding } from './next-steps.ts';
import type { OpenDext } from './open-dext.ts';
import type { Piece, Planned, Refusal } from './outcome.ts';
import type { planAddedTimer } from './plan-added-timer.ts';
import { rootOf } from './root-of.ts';
import { verifyEdit } from './verify-edit.ts';

/** Decides what goes where. */
export type PlanAddedTimer = typeof planAddedTimer;

/** A timer in a class that is there: planned and verified, and not written yet. */
export interface PlannedTimer {
  readonly driver: ClassModel;
  readonly timer: TimerOptions;
  /** Absolute path of the project; paths of files are relative to it. */
  readonly project: string;
  readonly outcome: Outcome;
}

export type Outcome =
  | {
      readonly kind: 'change';
      readonly edit: Edit;
      readonly next: readonly NextStep[];
      /** For stderr, one line each. */
      readonly notes: readonly string[];
    }
  | { readonly kind: 'already there'; readonly files: readonly string[] }
  | {
      readonly kind: 'by hand';
      readonly pieces: readonly Piece[];
      /** Why it could not be done, where that is so. */
      readonly reason: string | null;
    };

/**
 * model → insertions → new texts → verify. Writes nothing.
 *
 * @param at.roots where templates come from, with `answers` to the questions of their team
 * @param at.manual the pieces are wanted, whether or not they could be put in
 * @throws ProjectError where it cannot be sure, with file and line
 */
export function planTimer(at: {
  readonly dext: OpenDext;
  readonly driver: ClassModel;
  readonly timer: TimerOptions;
  readonly manual: boolean;
  readonly planAddedTimer: PlanAddedTimer;
  readonly roots: TemplateRoots;
  readonly answers: TeamAnswers;
}): PlannedTimer {
  const { dext, driver, timer, manual, roots, answers } = at;
  const { model, parser } = dext;
  const added = at.planAddedTimer({ dext: model, model: driver, timer, parser, roots, answers });
  const { folder } = dext.where;
  const plannedAs = (outcome: Outcome, project = folder) => ({ driver, timer, project, outcome });
  if (added.kind === 'already-there') {
    const { root, files } = filesOf(dext, driver);
    return plannedAs({ kind: 'already there', files }, root);
  }
  if (added.kind === 'refusal') {
    if (!manual) {
      throw refused(added);
    }
    return plannedAs({ kind: 'by hand', pieces: added.pieces, reason: reasonOf(added) });
  }
  // What a team's templates print for a person passes the same gates as what they write.
  const change = manual && roots.length === 1 ? null : changeOf({ ...at, added });
  return manual || change === null
    ? plannedAs({ kind: 'by hand', pieces: added.pieces, reason: null })
    : plannedAs(...change);
}

function changeOf(at: {
  readonly dext: OpenDext;
  readonly driver: ClassModel;
  readonly timer: TimerOptions;
  readonly added: Planned;
}): [Outcome, project: string] {
  const { dext, driver, timer, added } = at;
  const { insertions, needsHook } = added;
  const changed = new Map(
    insertions.map(({ file }) => [file, applyInsertions(file, insertions)] as const),
  );
  const edit = editOf(dext, changed);
  const { model, parser } = dext;
  const handler = timer.name;
  const edited = { insertions, needsHook, changed };
  const remarks = verifyEdit({ dext: model, driver, handler, parser, ...edited });
  const next = stepsAfterAdding({ driver, timer: timer.name, insertions });
  return [{ kind: 'change', edit, next, notes: [...added.notes, ...remarks] }, edit.plan.root];
}

function refused(refusal: Refusal): ProjectError {
  return new ProjectError({
    code: refusal.code,
    message: `${reasonOf(refusal)} Nothing was changed; --manual prints what to add by hand.`,
  });
}

/** In one line, as compilers say it. */
function reasonOf({ path: file, line, message }: Refusal): string {
  return `${file}:${line}: ${message}${/[.!?]$/.test(message) ? '' : '.'}`;
}

/** The files that make up a class, and the folder that their paths are relative to. */
function filesOf(dext: OpenDext, driver: ClassModel): { root: string; files: string[] } {
  const definitions = [...driver.methods.values()].flatMap((it) => it.definitions);
  const places = [driver, ...definitions].map((it) => dext.onDisk.get(it.file)?.place ?? '');
  const root = rootOf(dext.where.folder, places);
  const inside = places.map((place) => path.relative(root, place).replaceAll(path.sep, '/'));
  return { root, files: [...new Set(inside)].sort() };
}
