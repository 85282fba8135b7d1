import path from 'node:path';
import { ProjectError } from '../errors.ts';
import { sha256Hex } from '../hash.ts';
import type { Plan } from '../plan/change.ts';
import type { SourceFile } from '../source/source-file.ts';
import { bytesOf } from './disk-file.ts';
import type { OpenDext } from './open-dext.ts';
import { rootOf } from './root-of.ts';

/** One file as it is and as it is to be, for a person. */
export interface TextChange {
  /** Relative to the plan's root, separated by `/`. */
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** What commit writes, and the same as texts. */
export interface Edit {
  readonly plan: Plan;
  readonly texts: readonly TextChange[];
}

/**
 * Makes the plan of new texts. Files that somebody changes before it is committed are refused then,
 * since the plan holds the hash of what was read.
 *
 * @throws ProjectError for a file that is no UTF-8: it could not be written back as it was
 */
export function editOf(dext: OpenDext, changed: ReadonlyMap<SourceFile, string>): Edit {
  const files = [...changed].map(([source, text]) => {
    const file = dext.onDisk.get(source);
    if (!file) {
      throw new Error(`${source.path} was not read`);
    }
    if (file.foreignLine !== null) {
      throw new ProjectError({
        code: 'not-utf8',
        message: `${file.path}:${file.foreignLine}: this is not UTF-8, so the file cannot be changed safely; save it as UTF-8 first.`,
      });
    }
    return { file, text };
  });
  const root = rootOf(
    dext.where.folder,
    files.map(({ file }) => file.place),
  );
  const inRoot = files
    .map(({ file, text }) => ({
      file,
      text,
      path: path.relative(root, file.place).replaceAll(path.sep, '/'),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    plan: {
      root,
      changes: inRoot.map(({ file, text, path: inside }) => ({
        path: inside,
        bytes: bytesOf(file, text),
        // The file that is there keeps its own permissions.
        mode: 0o644,
        origins: () => [],
        before: sha256Hex(file.bytes),
      })),
    },
    texts: inRoot.map(({ file, text, path: inside }) => ({
      path: inside,
      before: new TextDecoder('utf-8', { ignoreBOM: true }).decode(file.bytes),
      after: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytesOf(file, text)),
    })),
  };
}
