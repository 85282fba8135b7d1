import type { Action } from '../plan/change.ts';
import { type Paint, plain } from './paint.ts';

export interface ShownFile {
  readonly path: string;
  readonly action: Action;
}

interface Folder {
  readonly folders: Map<string, Folder>;
  readonly files: Map<string, Action>;
}

const COLOURS = { create: 'green', change: 'yellow', identical: 'dim' } as const;

/** A folder with more files than this, all to be created, is one line of the short tree. */
const SHORT = 8;

/**
 * A plan as a tree, one line a file, the action behind it where it is not "create".
 *
 * @param at.whole list every file; otherwise big folders of new files are one line with a count
 */
export function tree(at: { files: readonly ShownFile[]; whole?: boolean; paint?: Paint }): string {
  const top = emptyFolder();
  for (const file of at.files) {
    const parts = file.path.split('/');
    const name = parts.pop() ?? '';
    parts.reduce(subfolder, top).files.set(name, file.action);
  }
  return lines({ folder: top, indent: '', whole: at.whole ?? false, paint: at.paint ?? plain })
    .map((line) => `${line}\n`)
    .join('');
}

function lines(at: { folder: Folder; indent: string; whole: boolean; paint: Paint }): string[] {
  const { folder, indent, paint } = at;
  const result: string[] = [];
  for (const [name, below] of sorted(folder.folders)) {
    const actions = allActions(below);
    const isTop = indent === '';
    if (!at.whole && !isTop && actions.length > SHORT && actions.every((it) => it === 'create')) {
      result.push(`${indent}${name}/  ${paint('dim', `${actions.length} files`)}`);
    } else {
      result.push(`${indent}${name}/`, ...lines({ ...at, folder: below, indent: `${indent}  ` }));
    }
  }
  for (const [name, action] of sorted(folder.files)) {
    const note = action === 'create' ? '' : `  ${action}`;
    result.push(`${indent}${paint(COLOURS[action], name + note)}`);
  }
  return result;
}

function allActions(folder: Folder): Action[] {
  return [...folder.files.values(), ...[...folder.folders.values()].flatMap(allActions)];
}

function sorted<T>(entries: Map<string, T>): [string, T][] {
  return [...entries].sort(([a], [b]) => a.localeCompare(b, 'en'));
}

function emptyFolder(): Folder {
  return { folders: new Map(), files: new Map() };
}

function subfolder(folder: Folder, name: string): Folder {
  const below = folder.folders.get(name) ?? emptyFolder();
  folder.folders.set(name, below);
  return below;
}
