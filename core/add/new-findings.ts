import { gravest } from '../check/gravest.ts';
import type { ClassModel, DextModel } from '../dext/model.ts';
import { type Insertion, originOf } from '../edit/insertion.ts';
import type { Origin } from '../plan/change.ts';
import type { Finding } from '../rules/finding.ts';
import { RULES } from '../rules/rules.ts';
import type { SourceParser } from '../source/parse.ts';
import { lifeOf } from './life.ts';
import { isPassedOn } from './passed-on.ts';

/** What a rule finds only since something was put in. */
export interface NewFinding extends Pick<Finding, 'rule' | 'severity' | 'message'> {
  readonly path: string;
  /** As the file would be where it is ours, as it is where it is the person's own line. */
  readonly line: number;
  /** The template line of a line that was put in; null for a line of the person's own. */
  readonly origin: Origin | null;
  /** It shows at a line that was put in, and comes of code that was there. */
  readonly isPassedOn: boolean;
}

/**
 * What the rules of check find in a class with its timer and not without it; infos aside. A fault
 * that was there before often shows elsewhere afterwards: in a body that is another method's now,
 * or at our return behind it. So it is known by what it says, by its line, or by its method.
 */
export function newFindings(at: {
  readonly dext: DextModel;
  readonly driver: ClassModel;
  readonly insertions: readonly Insertion[];
  readonly after: { readonly dext: DextModel; readonly model: ClassModel };
  readonly parser: SourceParser;
}): NewFinding[] {
  const { dext, driver, insertions, parser } = at;
  const later = findingsAbout({ ...at.after, parser }).filter((it) =>
    isAboutEdit(it, driver, insertions),
  );
  if (later.length === 0) {
    return [];
  }
  const known = new Set(findingsAbout({ dext, model: driver, parser }).flatMap(marksOf));
  return later.flatMap((finding) => {
    const place = placeBefore(finding, insertions);
    const line = 'origin' in place ? finding.line : place.line;
    const before = { ...finding, line: 'origin' in place ? -1 : place.line };
    if (marksOf(before).some((mark) => known.has(mark))) {
      return [];
    }
    const { rule, severity, message, path } = finding;
    const origin = 'origin' in place ? place.origin : null;
    const isOld = isPassedOn(finding, insertions);
    return [{ rule, severity, message, path, line, origin, isPassedOn: isOld }];
  });
}

function findingsAbout(at: Parameters<typeof lifeOf>[0]): Finding[] {
  const { subject } = lifeOf(at);
  const found = gravest(RULES.flatMap((rule) => rule.check(subject)));
  return found.filter((it) => it.severity !== 'info');
}

/**
 * Whether a finding can come of the edit. In code that stays as it is, one more or less comes of
 * how far the paths through a class could be followed.
 */
function isAboutEdit(
  { within }: Finding,
  driver: ClassModel,
  insertions: readonly Insertion[],
): boolean {
  const [owner, method = ''] = within.split('::').slice(-2);
  const isLifecycle = /^(?:init|free|Start|Stop|SetPowerState)$/.test(method);
  return (
    within === '' ||
    (owner === driver.name &&
      (isLifecycle || insertions.some((it) => it.text.includes(`${driver.name}::${method}`))))
  );
}

function marksOf({ rule, path, message, line, within }: Finding): string[] {
  return [
    JSON.stringify([rule, path, 'says', message]),
    JSON.stringify([rule, path, 'at', line]),
    JSON.stringify([rule, path, 'in', within]),
  ];
}

/** The line of something before anything was put in, or the template line that put it in. */
export function placeBefore(
  { path, line }: Pick<Finding, 'path' | 'line'>,
  insertions: readonly Insertion[],
): { readonly line: number } | { readonly origin: Origin } {
  let added = 0;
  const own = insertions
    .filter((it) => it.file.path === path)
    .toSorted((a, b) => a.offset - b.offset);
  for (const insertion of own) {
    const { file, offset, text } = insertion;
    const first = linesIn(file.text.slice(0, offset)) + added + 1;
    const lines = linesIn(text);
    if (first > line) {
      break;
    }
    if (line < first + lines) {
      return { origin: originOf(insertion, line - first) };
    }
    added += lines;
  }
  return { line: line - added };
}

function linesIn(text: string): number {
  return text.split('\n').length - 1;
}
