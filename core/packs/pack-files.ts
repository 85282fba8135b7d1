import { existsSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { onDisk } from '../commit/disk-error.ts';
import { isLeftover } from '../render/template-roots.ts';
import { TEMPLATES } from './manifest.ts';
import { packFault } from './pack-fault.ts';

/** Bounds far above any pack that makes sense, and far below what a machine can hold. */
const MAX_FILES = 2_000;
const MAX_BYTES = 16 * 1024 * 1024;

/** The parts of a template root; a file in another folder would never be used. */
export const PARTS = ['project', 'timer', 'add', 'hooks', 'header', 'provider', 'readme'] as const;

const LINK =
  'this is a symbolic link; a pack holds files and folders, so that nothing from outside of it gets into a project.';

/** A file of a pack. */
export interface PackFile {
  /** Relative to its `templates` folder. */
  readonly template: string;
  readonly bytes: Buffer;
}

/**
 * All templates of a pack, sorted.
 *
 * @param at.folder absolute path of the pack
 * @param at.shown the same as messages show it, with a `/` at the end; '' for the working directory
 * @throws ProjectError for a symbolic link, a file that could never be used, or too much of all
 */
export function readPackFiles(at: {
  readonly folder: string;
  readonly shown: string;
}): readonly PackFile[] {
  const root = path.join(at.folder, TEMPLATES);
  if (lstatSync(root, { throwIfNoEntry: false })?.isSymbolicLink()) {
    throw packFault(`${at.shown}${TEMPLATES}`, LINK);
  }
  const files: PackFile[] = [];
  let bytes = 0;
  for (const template of existsSync(root) ? walk(root, '', at.shown) : []) {
    const shown = `${at.shown}${TEMPLATES}/${template}`;
    const place = path.join(root, template);
    bytes += statSync(place).size;
    if (files.length === MAX_FILES || bytes > MAX_BYTES) {
      throw packFault(
        `${at.shown}${TEMPLATES}`,
        `a pack has at most ${MAX_FILES} files and ${MAX_BYTES / 1024 / 1024} MiB.`,
      );
    }
    if (!PARTS.some((part) => template.startsWith(`${part}/`))) {
      const parts = PARTS.map((part) => `${part}/`).join(', ');
      throw packFault(shown, `templates are in ${parts}; here it would never be used.`);
    }
    files.push({
      template,
      bytes: onDisk({ verb: 'read', path: shown }, () => readFileSync(place)),
    });
  }
  return files.sort((a, b) => (a.template < b.template ? -1 : 1));
}

function* walk(root: string, below: string, shown: string): Generator<string> {
  const folder = path.join(root, below);
  const entries = onDisk({ verb: 'read', path: `${shown}${TEMPLATES}/${below}` }, () =>
    readdirSync(folder, { withFileTypes: true }),
  );
  for (const entry of entries) {
    const inside = below === '' ? entry.name : `${below}/${entry.name}`;
    if (isLeftover(entry.name)) {
      continue;
    }
    if (entry.isDirectory()) {
      yield* walk(root, inside, shown);
    } else if (entry.isFile()) {
      yield inside;
    } else {
      const what = entry.isSymbolicLink()
        ? LINK
        : 'this is no file; a pack holds files and folders.';
      throw packFault(`${shown}${TEMPLATES}/${inside}`, what);
    }
  }
}
