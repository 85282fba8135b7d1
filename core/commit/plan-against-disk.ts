import type { OutputFile, Plan } from '../plan/change.ts';
import { inspect } from './inspect.ts';

/**
 * Compares files that we mean to write with what is on disk. Reads only.
 *
 * @param at.root absolute path of an existing folder
 * @param at.project as in a plan: no link may lead out of it
 * @param at.files what to write; the order is kept
 * @returns the plan: each file together with what stands in its place now
 * @throws ProjectError, where a file may not go: code `unsafe-path` for a path that leaves the
 *   project (through a symbolic link, too) or is there twice, `not-a-file` where something other
 *   than a plain file is in the way, `disk` where the disk cannot be read
 */
export function planAgainstDisk(at: {
  readonly root: string;
  readonly project?: string;
  readonly files: readonly OutputFile[];
}): Plan {
  const { targets } = inspect(at);
  const changes = at.files.map((file, index) => ({
    ...file,
    before: targets[index]?.before ?? null,
  }));
  return { root: at.root, project: at.project, changes };
}
