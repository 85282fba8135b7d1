import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { look } from './look.ts';
import { notOurs } from './other-runs.ts';
import { assertSafePath } from './safe-path.ts';
import type { WorkFolder } from './work-folder.ts';

const FORMAT = 'dext-timer commit 1';

/** What a commit is about to do outside its work folder, so that it can be undone. */
export interface Journal {
  /** Folders that are created, parents before children; relative to the root. */
  readonly folders: readonly string[];
  /** The files; their index names the staged bytes and the backup. */
  readonly files: readonly JournalFile[];
}

export interface JournalFile {
  /** Relative to the root, separated by `/`. */
  readonly path: string;
  /** A file is there before. */
  readonly replaces: boolean;
  /** Size of the new file in bytes. */
  readonly size: number;
}

/** A journal that was read back. */
export interface StoredJournal extends Journal {
  /** When it was written, in milliseconds by the clock of the disk. */
  readonly written: number;
}

/** Puts the journal in its place whole: a kill leaves it there complete, or not at all. */
export function writeJournal(at: { readonly work: WorkFolder; readonly journal: Journal }): void {
  const { folders, files } = at.journal;
  writeFileSync(at.work.draft, `${JSON.stringify({ format: FORMAT, folders, files }, null, 1)}\n`);
  renameSync(at.work.draft, at.work.journal);
}

/**
 * Reads the journal of a commit that was putting files in place.
 *
 * @returns null where there is none
 * @throws ProjectError with code `not-ours` or `unsafe-path`: the folder may have come with a
 *   repository from anywhere, so nothing in it is believed
 */
export function readJournal(work: WorkFolder): StoredJournal | null {
  const stats = look(work.journal);
  if (stats === null) {
    return null;
  }
  if (!stats.isFile()) {
    throw notOurs(work);
  }
  const journal = parsed(readFileSync(work.journal, 'utf8'));
  if (journal === null) {
    throw notOurs(work);
  }
  for (const path of [...journal.folders, ...journal.files.map((file) => file.path)]) {
    assertSafePath(path);
  }
  return { ...journal, written: stats.mtimeMs };
}

function parsed(text: string): Journal | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  return isJournal(value) ? value : null;
}

function isJournal(value: unknown): value is Journal {
  if (!isRecord(value) || value.format !== FORMAT) {
    return false;
  }
  const { folders, files } = value;
  return (
    Array.isArray(folders) &&
    folders.every((folder) => typeof folder === 'string') &&
    Array.isArray(files) &&
    files.every(isJournalFile)
  );
}

function isJournalFile(value: unknown): value is JournalFile {
  return (
    isRecord(value) &&
    typeof value.path === 'string' &&
    typeof value.replaces === 'boolean' &&
    typeof value.size === 'number'
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
