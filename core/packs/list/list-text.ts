import type { Paint } from '../../show/paint.ts';
import { plural } from '../../show/plural.ts';
import { unifiedDiff } from '../../show/unified-diff.ts';
import { PARTS } from '../pack-files.ts';
import type { EjectedState } from './ejected-state.ts';
import { type ListedTemplate, OURS } from './inventory.ts';

/** What each part of a template root is, above its list. */
const TITLES: Readonly<Record<(typeof PARTS)[number], string>> = {
  project: 'Files of a new project',
  timer: 'Timer code',
  add: 'Timer code in a class of somebody else',
  hooks: 'Hooks, which a person fills in',
  header: 'Headers of files',
  provider: 'Text of the providers',
  readme: 'Parts of the README',
};

/** The list for a person, and the differences behind it. */
export function listText(at: {
  readonly templates: readonly ListedTemplate[];
  readonly paint: Paint;
}): string {
  const { templates, paint } = at;
  const groups = PARTS.map((part) => ({
    title: TITLES[part],
    lines: linesOf(
      templates.filter((it) => it.path.startsWith(`${part}/`)),
      paint,
    ),
  })).filter(({ lines }) => lines.length > 0);
  const diffs = templates.flatMap(({ path, ejected }) =>
    ejected?.texts ? [unifiedDiff({ path, ...ejected.texts, paint })] : [],
  );
  return [
    ...groups.map(({ title, lines }) => `${paint('bold', `${title}:`)}\n${lines.join('')}`),
    `${summaryOf(templates)}\n`,
    ...diffs.map((it, index) => (index === 0 ? `Ours since they were ejected:\n\n${it}` : it)),
  ].join('\n');
}

/** Path, whose it is, and what there is to say of it; below that, what it is for. */
function linesOf(templates: readonly ListedTemplate[], paint: Paint): string[] {
  const width = Math.max(...templates.map((it) => it.path.length));
  const byWidth = Math.max(...templates.map((it) => it.by.length));
  return templates.map((it) => {
    const notes = notesOn(it);
    const by = notes === '' ? it.by : it.by.padEnd(byWidth);
    const line = `${it.path.padEnd(width)}  ${by}  ${notes}`.trimEnd();
    const isPlain = it.by === OURS && it.removedBy === null;
    const isWrong = it.unused !== null || it.ejected?.since === 'changed';
    const shown = isPlain ? line : paint(isWrong ? 'yellow' : it.removedBy ? 'dim' : 'green', line);
    const purpose = it.is === null ? '' : `${paint('dim', `      ${it.is}`)}\n`;
    return `  ${shown}\n${purpose}`;
  });
}

function notesOn(of: ListedTemplate): string {
  const { removedBy, overrides, isAdded, unused, ejected } = of;
  if (removedBy !== null) {
    return `removed by ${removedBy}`;
  }
  const over = overrides.map((it) => (it === OURS ? 'ours' : it)).join(', ');
  const place = over !== '' ? `over ${over}` : isAdded && unused === null ? 'added' : '';
  const never =
    unused === null ? '' : `never used${unused === '' ? '' : `; did you mean ${unused}?`}`;
  return [place, never, ejected ? ejectedNote(ejected) : ''].filter((it) => it !== '').join('; ');
}

const SINCE: Readonly<Record<EjectedState['since'], string>> = {
  same: '',
  changed: '; ours has changed since',
  gone: '; ours is gone since',
  unknown: '; the copy of ours is gone, so nobody can tell what has changed since',
};

function ejectedNote({ from, since }: EjectedState): string {
  return `ejected from ${from}${SINCE[since]}`;
}

function summaryOf(templates: readonly ListedTemplate[]): string {
  const there = templates.filter((it) => it.removedBy === null);
  const owners = [...new Set(there.map((it) => it.by))].map(
    (owner) => `${there.filter((it) => it.by === owner).length} of ${owner}`,
  );
  const removed = templates.length - there.length;
  const gone = removed === 0 ? '' : `; ${removed} removed`;
  return `${plural(there.length, 'template')}: ${owners.join(', ')}${gone}.`;
}
