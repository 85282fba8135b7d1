import type { Fix, Found } from './fix.ts';
import { eventsAt } from './places.ts';

/**
 * DK47: `super::Stop(provider)` becomes `Stop(provider, SUPERDISPATCH)`. By its text, since alone in
 * a statement it looks like the declaration of a variable.
 */
export function superDispatch(found: Found): Fix | null {
  const { file } = found;
  const [seen] = eventsAt(found, 'super');
  const { start, end } = seen?.event.site ?? { start: 0, end: 0 };
  const written = /^(\w+\s*::\s*)(Stop\s*\(\s*\w+)\s*\)\s*;?$/.exec(file.text.slice(start, end));
  const [, qualifier, call] = written ?? [];
  if (!qualifier || !call) {
    return null;
  }
  const name = start + qualifier.length;
  const behind = name + call.length;
  return {
    rule: 'DK47',
    title: 'super Stop is called with SUPERDISPATCH',
    edits: [
      { file, start, end: name, text: '' },
      { file, start: behind, end: behind, text: ', SUPERDISPATCH' },
    ],
  };
}
