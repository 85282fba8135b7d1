import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** A hook's git tells its children where the repository is; ours must look at the folder. */
const OF_THE_CALLER = new Set([
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_PREFIX',
  'GIT_COMMON_DIR',
  'GIT_NAMESPACE',
]);

/**
 * What git does not ignore in a folder: paths relative to it. Submodules and repositories inside
 * are one path each, that of their folder.
 *
 * @param onUnread is told of a folder that may not be read, by its absolute path; it is passed over
 * @returns null where git cannot tell: it is not there, this is no work tree, or the folder itself
 *   is ignored
 */
export function gitFiles(folder: string, onUnread: (folder: string) => void): string[] | null {
  // Exit status 1: not ignored; 0: ignored; others: no work tree.
  if (git(folder, 'check-ignore', '--quiet', '.').status !== 1) {
    return null;
  }
  const listed = git(folder, 'ls-files', '-z', '--cached', '--others', '--exclude-standard');
  for (const [, unread = ''] of listed.stderr.matchAll(/could not open directory '(.+?)\/?': /g)) {
    onUnread(path.join(folder, unread));
  }
  return listed.status === 0 ? [...new Set(listed.stdout.split('\0'))].filter(Boolean) : null;
}

function git(folder: string, ...args: string[]) {
  const env = Object.entries(process.env).filter(([name]) => !OF_THE_CALLER.has(name));
  // A repository may name a program as its fsmonitor: looking at files must not run it.
  return spawnSync('git', ['-c', 'core.fsmonitor=false', ...args], {
    cwd: folder,
    env: { ...Object.fromEntries(env), LC_ALL: 'C' }, // its warnings are read
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
}
