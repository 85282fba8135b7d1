import { childIn } from '../source/syntax.ts';
import type { Place } from './model.ts';

/** `static`, or in a namespace without a name: other files may have one of the same name. */
export function isOfItsFile(place: Place): boolean {
  const { node } = place;
  if (node.type === 'field_declaration' || node.type === 'enumerator') {
    return false;
  }
  if (hasStorage(place, 'static')) {
    return true;
  }
  for (let at = node.parent; at; at = at.parent) {
    if (at.type === 'namespace_definition' && !childIn(at, 'name')) {
      return true;
    }
  }
  return false;
}

/** Whether a declaration says `static`, `extern` and so on. */
export function hasStorage({ file, node }: Place, storage: string): boolean {
  return node.children.some(
    (it) => it.type === 'storage_class_specifier' && file.text.slice(it.start, it.end) === storage,
  );
}
