import { didYouMean } from '../../did-you-mean.ts';
import { UsageError } from '../../errors.ts';
import { quote } from '../../options/quote.ts';

/**
 * Finds the templates that somebody names: each by its path, or all of a folder.
 *
 * @param names as given; `hooks` and `hooks/` are the folder
 * @param all the templates that there are
 * @returns sorted, each once
 * @throws UsageError for a name that is none, with the one that was likely meant
 */
export function chosenTemplates(names: readonly string[], all: readonly string[]): string[] {
  if (names.length === 0) {
    throw new UsageError({
      code: 'usage',
      message:
        'Nothing is named to eject; give paths as templates list shows them, or folders such as hooks/.',
    });
  }
  return [...new Set(names.flatMap((name) => templatesNamed(name, all)))].sort();
}

function templatesNamed(name: string, all: readonly string[]): readonly string[] {
  if (all.includes(name)) {
    return [name];
  }
  const folder = name.replace(/\/*$/, '/');
  const inside = all.filter((it) => it.startsWith(folder));
  if (inside.length > 0) {
    return inside;
  }
  const folders = new Set(all.map((it) => it.slice(0, it.lastIndexOf('/') + 1)));
  const near = didYouMean(name, [...all, ...folders]) ?? all.find((it) => it === `${name}.ejs`);
  const help = near ? `did you mean ${quote(near)}?` : 'templates list shows them all.';
  throw new UsageError({
    code: 'usage',
    message: `${quote(name)} is no template of ours, and no folder of them; ${help}`,
  });
}
