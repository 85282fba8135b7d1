import { readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import type { SourceText } from '../check/analyse.ts';
import type { Source } from '../check/find-sources.ts';
import { onDisk } from '../commit/disk-error.ts';
import { ProjectError } from '../errors.ts';
import { sha256Hex } from '../hash.ts';
import type { Change, Plan } from '../plan/change.ts';

const MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** A source whose text is to be another one. */
export interface ChangedSource {
  readonly source: Source;
  readonly before: SourceText;
  readonly after: SourceText;
}

/**
 * The plan that writes changed sources. Everything of a file that is not changed keeps its bytes,
 * a byte order mark too.
 *
 * @throws ProjectError where a file is not as it was read, or is not UTF-8 throughout
 */
export function toPlan(cwd: string, changed: readonly ChangedSource[]): Plan {
  const places = changed.map(({ source }) =>
    onDisk({ verb: 'read', path: source.path }, () => realpathSync(source.place)),
  );
  const root = rootOf(realpathSync(cwd), places);
  const changes = changed.map((it, index): Change => {
    const place = places[index] as string;
    const bytes = onDisk({ verb: 'read', path: it.source.path }, () => readFileSync(place));
    return {
      path: path.relative(root, place).replaceAll(path.sep, '/'),
      bytes: newBytes(it, bytes),
      mode: 0o644,
      origins: () => [],
      before: sha256Hex(bytes),
    };
  });
  return { root, changes };
}

/** A run that is killed is put in order by the next one, which looks from its folder upwards. */
function rootOf(cwd: string, places: readonly string[]): string {
  const folders = places.map((it) => path.dirname(it));
  const common = [cwd, ...folders].reduce(sharedFolder);
  return common === path.parse(cwd).root ? folders.reduce(sharedFolder) : common;
}

function sharedFolder(one: string, other: string): string {
  let folder = one;
  while (path.relative(folder, other).startsWith('..')) {
    folder = path.dirname(folder);
  }
  return folder;
}

function newBytes({ source, before, after }: ChangedSource, bytes: Buffer): Buffer {
  const head = bytes.subarray(0, MARK.length).equals(MARK) ? MARK : Buffer.alloc(0);
  if (!Buffer.concat([head, Buffer.from(before.text)]).equals(bytes)) {
    throw new ProjectError({
      code: 'not-utf8',
      message: `${source.path} is not UTF-8 throughout, or has just been changed; nothing was written. Leave it out, or convert it.`,
    });
  }
  return Buffer.concat([head, Buffer.from(after.text)]);
}
