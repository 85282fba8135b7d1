import { realpathSync } from 'node:fs';
import path from 'node:path';

/** `yo` itself runs this process, not a program that has an environment of its own. */
export function runsUnderYo(argv: readonly string[]): boolean {
  const [, script] = argv;
  if (script === undefined) {
    return false;
  }
  try {
    const parts = realpathSync(script).split(path.sep);
    return parts.slice(-3).join('/') === 'yo/lib/cli.js';
  } catch {
    // Not a file: `node -e` and the like.
    return false;
  }
}

/**
 * Our own arguments on the command line of `yo`, exactly as the shell handed them over. What `yo`
 * makes of them has lost too much: in `--yes Foo` the name became the value of the flag, 007 is 7.
 *
 * @param at.argv the whole line, from the path of Node on
 * @param at.namespace ours, for example `dext-timer:app`
 * @returns undefined where the line does not name us, as when we are picked from the menu of `yo`
 */
export function ownArguments(at: {
  readonly argv: readonly string[];
  readonly namespace: string;
}): string[] | undefined {
  const short = at.namespace.replace(/:app$/, '');
  const names = [at.namespace, short, `generator-${short}`];
  const line = at.argv.slice(2);
  const index = line.findIndex((argument) => names.includes(argument));
  return index === -1 ? undefined : line.toSpliced(index, 1);
}
