import type { ClassModel, DextModel } from '../dext/model.ts';
import { modelOf } from '../dext/model-of.ts';
import type { Insertion } from '../edit/insertion.ts';
import { ProjectError } from '../errors.ts';
import type { Origin } from '../plan/change.ts';
import { isOwnTemplate } from '../render/template-roots.ts';
import type { SourceParser } from '../source/parse.ts';
import { positionOf, type SourceFile } from '../source/source-file.ts';
import { outOfSight } from '../verify/in-plain-sight.ts';
import { hasHook } from '../verify/skeleton-gate.ts';
import { type NewFinding, newFindings, placeBefore } from './new-findings.ts';

/** What is about to be put into a class. */
export interface EditToVerify {
  readonly dext: DextModel;
  readonly driver: ClassModel;
  readonly handler: string;
  /** The hook QuiesceHardware comes with the timer. */
  readonly needsHook: boolean;
  readonly insertions: readonly Insertion[];
  /** The new text of each file that changes. */
  readonly changed: ReadonlyMap<SourceFile, string>;
  readonly parser: SourceParser;
}

/**
 * Looks at the sources as they would be, before anything is written: they parse as well as before,
 * the class has all that it had and the handler, and the rules of check find nothing that they did
 * not find before.
 *
 * @returns remarks on the person's own code, which is seen in a new light
 * @throws UnsafeEdit for the first thing that is wrong
 */
export function verifyEdit(at: EditToVerify): string[] {
  const { dext, driver, changed, parser } = at;
  const after = new Map(
    [...changed].map(([file, text]) => [file, parser.parse({ path: file.path, text })] as const),
  );
  for (const [file, now] of after) {
    refuseWorseParse(file, now, at.insertions);
  }
  const model = modelOf(dext.files.map((file) => after.get(file) ?? file));
  const now = model.classes.find(
    (it) => it.name === driver.name && it.file.path === driver.file.path,
  );
  if (!now) {
    throw unsafe(driver.file.path, 1, `the class ${driver.name} would not be found any more.`);
  }
  refuseLostMethods({ driver, now, handler: at.handler });
  if (at.needsHook && !hasHook(now)) {
    throw unsafe(driver.file.path, 1, 'DK11 the method QuiesceHardware would not be found.');
  }
  for (const file of after.values()) {
    refuseHidden(file, at.insertions);
  }
  const found = newFindings({ ...at, after: { dext: model, model: now } });
  const [fatal] = found.filter(
    (it) => !it.isPassedOn && (it.origin !== null || it.severity === 'error'),
  );
  if (fatal) {
    const { path, line, rule, message, origin } = fatal;
    throw unsafe(path, line, `${rule} ${message}`, origin);
  }
  return found.map(remarkOf);
}

/** As check will say it, since it will. */
function remarkOf({ path, line, rule, message, isPassedOn }: NewFinding): string {
  const reason = isPassedOn
    ? ' This comes of code that was there before, and check reports it from now on.'
    : '';
  return `${path}:${line}: ${rule} ${message}${reason}`;
}

function refuseWorseParse(
  before: SourceFile,
  after: SourceFile,
  insertions: readonly Insertion[],
): void {
  if (after.problems.length > before.problems.length) {
    const known = new Set(before.problems.map((it) => it.what));
    const problem = after.problems.find((it) => !known.has(it.what)) ?? after.problems[0];
    const { line } = positionOf(after, problem?.offset ?? 0);
    const place = placeBefore({ path: after.path, line }, insertions);
    const origin = 'origin' in place ? place.origin : null;
    throw unsafe(after.path, line, `this would not parse: ${problem?.what}.`, origin);
  }
}

/** What was put in is in plain sight of the rules; what hides the person's own code is theirs. */
function refuseHidden(file: SourceFile, insertions: readonly Insertion[]): void {
  for (const { line, message } of outOfSight(file)) {
    const place = placeBefore({ path: file.path, line }, insertions);
    if ('origin' in place) {
      throw unsafe(file.path, line, message, place.origin);
    }
  }
}

/** Nothing that the class had is hidden by what was put in, and what was put in is seen. */
function refuseLostMethods(at: {
  readonly driver: ClassModel;
  readonly now: ClassModel;
  readonly handler: string;
}): void {
  const { driver, now, handler } = at;
  const { path } = driver.file;
  for (const { name, declarations, definitions } of driver.methods.values()) {
    const method = now.methods.get(name);
    if (
      (method?.declarations.length ?? 0) < declarations.length ||
      (method?.definitions.length ?? 0) < definitions.length
    ) {
      throw unsafe(path, 1, `${driver.name}::${name} would not be found any more.`);
    }
  }
  const added = now.methods.get(handler);
  if (added?.declarations.length !== 1 || added.definitions.length !== 1) {
    throw unsafe(path, 1, `the handler ${handler} would not be found.`);
  }
}

/** What is wrong with an edit, and where. */
export interface EditFault {
  readonly path: string;
  /** As the file would be. */
  readonly line: number;
  readonly what: string;
  /** The template line that wrote it, where that is known. */
  readonly origin: Origin | null;
}

/** The refusal of an edit. */
export class UnsafeEdit extends ProjectError {
  readonly fault: EditFault;

  constructor(fault: EditFault) {
    const { path, line, what, origin } = fault;
    // What a team's own template does wrong is no better by hand.
    const help =
      origin && !isOwnTemplate(origin.template)
        ? 'Nothing was changed.'
        : 'Nothing was changed; --manual prints what to add by hand.';
    const from = origin ? ` (from ${origin.template}:${origin.line})` : '';
    super({
      code: 'unsafe-output',
      message: `${path}:${line} (as it would be)${from}: ${what} ${help}`,
    });
    this.fault = fault;
  }
}

function unsafe(path: string, line: number, what: string, origin: Origin | null = null) {
  return new UnsafeEdit({ path, line, what, origin });
}
