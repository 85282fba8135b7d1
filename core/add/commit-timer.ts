import { commit } from '../commit/commit.ts';
import { confirmWriting } from '../confirm-writing.ts';
import type { Face } from '../face.ts';
import type { Switches } from '../options/switches.ts';
import { formatSteps } from '../show/next-steps.ts';
import type { Paint } from '../show/paint.ts';
import { timerView } from '../view/timer-view.ts';
import type { Outcome, PlannedTimer } from './add-timer.ts';
import { addedAsJson, fileLines, patchOf, piecesText, realPieces } from './show-added.ts';

type Change = Extract<Outcome, { readonly kind: 'change' }>;

/**
 * show → commit. Shows what would change and asks for a yes, unless told otherwise; writes
 * everything or nothing; prints what happened.
 *
 * @throws Cancelled, UsageError, ProjectError; then nothing has changed
 */
export async function commitTimer(at: {
  readonly planned: PlannedTimer;
  readonly switches: Switches;
  readonly face: Face;
}): Promise<void> {
  const { planned, switches, face } = at;
  const { outcome, project } = planned;
  if (outcome.kind === 'by hand') {
    printPieces({ planned, outcome, json: switches.json, face });
    return;
  }
  if (outcome.kind === 'already there') {
    const files = outcome.files.map((path) => ({ path, action: 'identical' as const }));
    face.print(
      switches.json
        ? addedAsJson({ project, files, next: [] })
        : `${planned.driver.name} has the timer ${planned.timer.name} already; nothing was changed.\n`,
    );
    return;
  }
  for (const note of outcome.notes) {
    face.note(`Note: ${note}\n`);
  }
  if (switches.dryRun) {
    printDryRun({ planned, outcome, json: switches.json, face });
  } else {
    if (!switches.yes) {
      await confirmWriting({
        face,
        shown: () => shownChange(planned, outcome, face.paint.note),
        message: `Add ${planned.timer.name} to ${planned.driver.name}?`,
      });
    }
    commit(outcome.edit.plan);
    printResult({ planned, outcome, json: switches.json, face });
  }
}

function shownChange(planned: PlannedTimer, { edit }: Change, paint: Paint): string {
  return `${patchOf(edit.texts, paint)}\n${summary(planned)}\n${fileLines(edit.texts, paint)}`;
}

function printDryRun(at: { planned: PlannedTimer; outcome: Change; json: boolean; face: Face }) {
  const { planned, outcome, face } = at;
  if (at.json) {
    face.print(asJson(planned, outcome, false));
    return;
  }
  const paint = face.paint.print;
  const { texts } = outcome.edit;
  face.print(`${summary(planned)}\n${fileLines(texts, paint)}\n${patchOf(texts, paint)}`);
  face.note('Nothing was written (--dry-run).\n');
}

function printResult(at: { planned: PlannedTimer; outcome: Change; json: boolean; face: Face }) {
  const { planned, outcome, face } = at;
  if (at.json) {
    face.print(asJson(planned, outcome, true));
    return;
  }
  const paint = face.paint.print;
  const done = paint('green', `${planned.timer.name} is added to ${planned.driver.name}:`);
  const files = fileLines(outcome.edit.texts, paint);
  face.print(`${done}\n${files}\nNext:\n${formatSteps(outcome.next)}`);
}

function printPieces(at: {
  planned: PlannedTimer;
  outcome: Extract<Outcome, { readonly kind: 'by hand' }>;
  json: boolean;
  face: Face;
}): void {
  const { planned, outcome, face } = at;
  const { reason } = outcome;
  const pieces = realPieces(outcome.pieces);
  if (reason !== null) {
    face.note(`Note: ${reason}\n`);
  }
  face.print(
    at.json
      ? addedAsJson({ project: planned.project, files: [], next: [], pieces })
      : piecesText(pieces, face.paint.print),
  );
  face.note('Nothing was written (--manual).\n');
}

function asJson(planned: PlannedTimer, outcome: Change, isWritten: boolean): string {
  const files = outcome.edit.texts.map(({ path }) => ({ path, action: 'change' as const }));
  const next = isWritten ? outcome.next : [];
  return addedAsJson({ project: planned.project, files, next });
}

/** What the class gets, in one line. */
function summary({ driver, timer }: PlannedTimer): string {
  const { rhythm } = timerView({ driverClass: driver.name, timer });
  const queue = timer.queue === 'default' ? 'the Default queue' : 'a queue of its own';
  return `${driver.name} gets the timer ${timer.name}: ${rhythm}, on ${queue}.`;
}
