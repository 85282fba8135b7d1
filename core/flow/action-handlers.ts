import type { DextModel } from '../dext/model.ts';
import { childIn, descend, namedChildren } from '../source/syntax.ts';
import { definitionsIn } from './relevance.ts';

/**
 * Which method's action is created into which member or local, by the member's name. For code that
 * uses an action in one method and creates it in another; where names meet, nothing is known.
 */
export function actionHandlers(dext: DextModel): ReadonlyMap<string, string> {
  const found = new Map<string, string | null>();
  for (const { file, body } of definitionsIn(dext)) {
    for (const node of descend(body)) {
      const callee = node.type === 'call_expression' ? childIn(node, 'function') : undefined;
      const name = callee && /CreateAction(\w+)$/.exec(file.text.slice(callee.start, callee.end));
      const list = childIn(node, 'arguments');
      const out = name && list ? namedChildren(list).at(-1) : undefined;
      const place = out && /(\w+)(?:\.attach\(\))?$/.exec(file.text.slice(out.start, out.end));
      if (name?.[1] && place?.[1]) {
        const before = found.get(place[1]);
        found.set(place[1], before === undefined || before === name[1] ? name[1] : null);
      }
    }
  }
  return new Map([...found].flatMap(([key, value]) => (value ? [[key, value]] : [])));
}
