import { applyEdits, type Edit, modify, parseTree } from 'jsonc-parser';

/**
 * Notes in a manifest which templates were ejected. Every byte that is there stays, but for versions
 * that were noted before.
 *
 * @param manifest JSON that has been read without fault
 */
export function noteEjected(
  manifest: string,
  templates: readonly string[],
  version: string,
): string {
  return templates.reduce((text, template) => noted(text, template, version), manifest);
}

function noted(text: string, template: string, version: string): string {
  const isFirst = !hasKey(text, 'ejected');
  // Formatting by the library would reach into the lines around; the place alone is taken from it.
  const [edit] = modify(
    text,
    isFirst ? ['ejected'] : ['ejected', template],
    isFirst ? {} : version,
    {},
  );
  if (!edit) {
    throw new Error('there is no place for a note in the manifest');
  }
  const next = applyEdits(text, [edit.length > 0 ? edit : laidOut(text, edit, isFirst ? 1 : 2)]);
  return isFirst ? noted(next, template, version) : next;
}

/** On a line of its own, where the file has lines. */
function laidOut(text: string, edit: Edit, depth: number): Edit {
  const [, eol, indent] = /\{(\r?\n)([ \t]+)"/.exec(text) ?? [];
  if (eol === undefined || indent === undefined) {
    return edit;
  }
  const property = edit.content.replace(/^,/, '');
  const line = `${eol}${indent.repeat(depth)}${property}`;
  return edit.content.startsWith(',')
    ? { ...edit, content: `,${line}` }
    : { ...edit, content: `${line}${eol}${indent.repeat(depth - 1)}` };
}

function hasKey(text: string, key: string): boolean {
  const properties = parseTree(text)?.children ?? [];
  return properties.some((it) => it.children?.[0]?.value === key);
}
