/**
 * What a table has under a name of the sources' own: a function of theirs may be called `toString`,
 * which every object has.
 */
export function lookup<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
