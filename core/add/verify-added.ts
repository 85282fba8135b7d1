import { analyseWith } from '../check/analyse.ts';
import type { ClassModel, DextModel } from '../dext/model.ts';
import { modelOf } from '../dext/model-of.ts';
import { applyInsertions } from '../edit/apply-insertions.ts';
import type { Insertion } from '../edit/insertion.ts';
import { ProjectError } from '../errors.ts';
import { addedTimerNames, timerNames } from '../options/derived-names.ts';
import type { TimerOptions } from '../options/new-project-options.ts';
import type { Finding } from '../rules/finding.ts';
import type { SourceParser } from '../source/parse.ts';
import { positionOf, type SourceFile } from '../source/source-file.ts';

/** A timer that is planned, and what it is planned for. */
export interface Added {
  readonly dext: DextModel;
  readonly model: ClassModel;
  readonly timer: TimerOptions;
  readonly parser: SourceParser;
  readonly insertions: readonly Insertion[];
}

/**
 * Reads the edited texts again, in memory: they have to be understood as well as before, the class
 * has to have the timer, and no rule may find anything that it did not find before.
 *
 * @returns the texts of the files that change, by path
 * @throws ProjectError for the first thing that is not so
 */
export function verifyAdded(at: Added): Map<string, string> {
  const { dext, parser, insertions } = at;
  const changed = new Map(
    [...new Set(insertions.map((it) => it.file))].map((file) => [
      file.path,
      applyInsertions(file, insertions),
    ]),
  );
  const files = dext.files.map((file) => {
    const text = changed.get(file.path);
    return text === undefined ? file : parser.parse({ path: file.path, text });
  });
  for (const [index, file] of files.entries()) {
    requireUnderstood(dext.files[index] as SourceFile, file);
  }
  requireTimer(at, modelOf(files));
  requireNothingNew(at, files);
  return changed;
}

function requireUnderstood(before: SourceFile, after: SourceFile): void {
  const [problem] = after.problems.slice(before.problems.length);
  if (problem) {
    const { line } = positionOf(after, problem.offset);
    throw refusal(
      `${after.path}:${line}: the edited file would not be understood: ${problem.what}`,
    );
  }
}

function requireTimer({ model, timer }: Added, after: DextModel): void {
  const edited = after.classes.find(
    (it) => it.name === model.name && it.file.path === model.file.path,
  );
  const { handler, setUp, tick } = timerNames(timer.name);
  const { start, stop } = addedTimerNames(timer.name);
  for (const name of [handler, setUp, tick, start, stop, 'init', 'free', 'Start', 'Stop']) {
    const method = edited?.methods.get(name);
    if (method?.declarations.length !== 1 || method.definitions.length !== 1) {
      throw refusal(`${model.file.path}: ${model.name} would not have one ${name}`);
    }
  }
  const members = new Set(edited?.ivars?.fields.map((it) => it.name));
  if (!members.has(timerNames(timer.name).timerIvar)) {
    throw refusal(`${model.file.path}: the ivars of ${model.name} would lack the timer`);
  }
}

function requireNothingNew(at: Added, after: readonly SourceFile[]): void {
  const { dext, model, parser, insertions } = at;
  const known = analyseWith({ parser, sources: dext.files }).map(keyOf);
  for (const finding of analyseWith({ parser, sources: after })) {
    const index = known.indexOf(keyOf(finding));
    if (index !== -1) {
      known.splice(index, 1);
    } else if (finding.severity !== 'info' && isOurs(finding, model, insertions)) {
      const { path, line, rule, message } = finding;
      throw refusal(`${path}:${line}: ${rule} ${message}`);
    }
  }
}

/** What stays the same where only lines move; the old body of Start may have got another name. */
function keyOf({ rule, within, message }: Finding): string {
  return `${rule} ${within.replace(/::(Start|Init)Before\w+$/, (_, it) => (it === 'Start' ? '::Start' : '::init'))} ${message}`;
}

/**
 * Whether a finding has to do with the edit. In code that stays as it is, one more or less comes
 * of how far the paths through a class could be followed.
 */
function isOurs(finding: Finding, model: ClassModel, insertions: readonly Insertion[]): boolean {
  const method = finding.within.split('::').at(-1) ?? '';
  const isLifecycle = /^(?:init|free|Start|Stop|SetPowerState)$/.test(method);
  const isNew = insertions.some((it) => new RegExp(`\\b${model.name}::${method}\\b`).test(it.text));
  if (!finding.within.startsWith(model.name) || !(isLifecycle || isNew)) {
    return finding.rule === 'parse';
  }
  return !isPassedOn(finding, insertions);
}

/**
 * Start returns the error of its old body, which undid its own work or did not; and what its Stop
 * leaves open stays open where the timer fails, as it does whenever the driver is stopped.
 */
function isPassedOn({ rule, severity, path, line }: Finding, insertions: Added['insertions']) {
  const start = insertions.find((it) => /^the (?:new Start|start)$/.test(it.piece));
  if (rule !== 'DK34' || !start || start.file.path !== path) {
    return false;
  }
  const before = insertions
    .filter((it) => it.file === start.file && it.offset < start.offset)
    .reduce((sum, it) => sum + it.text.split('\n').length - 1, 0);
  const first = positionOf(start.file, start.offset).line + before;
  const lines = start.text.split('\n');
  const undo = first + lines.findIndex((it) => it.includes('Stop_Impl'));
  const isUndone = undo <= line && line < first + lines.length;
  return (first <= line && line < undo - 1) || (isUndone && severity === 'warning');
}

function refusal(message: string): ProjectError {
  return new ProjectError({
    code: 'unsafe-edit',
    message: `${message} Nothing was written.`.replace(/([^.]) Nothing/, '$1. Nothing'),
  });
}
