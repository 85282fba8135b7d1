import { PARTIALS } from '../partials.ts';

const KNOWN = PARTIALS.map(({ name, is }) => ({
  path: new RegExp(`^${name.replace('<kind>', '[a-z-]+')}\\.ejs$`),
  is,
}));

/**
 * What a partial of ours is for, in a few words.
 *
 * @param path relative to `templates/`
 * @returns null for a file of a project, whose name says it, and for what is not ours
 */
export function purposeOf(path: string): string | null {
  return KNOWN.find((it) => it.path.test(path))?.is ?? null;
}
