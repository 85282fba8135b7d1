import { childIn, namedChildren, type SyntaxNode } from '../source/syntax.ts';
import { type Here, one, type Result } from './expressions.ts';
import { type Frame, textOf } from './frame.ts';
import type { State } from './state.ts';
import { NO_TAGS, type Value } from './values.ts';

/** A block or lambda, with what it captures at this point of the path. */
export function block(here: Here, node: SyntaxNode, state: State): Result[] {
  const body = childIn(node, 'body');
  if (!body) {
    return one(state, here.engine.unknown(NO_TAGS));
  }
  const captures = childIn(node, 'captures');
  const byReference = captures !== undefined && textOf(here.frame, captures).includes('&');
  const prefix = /^f\d+:/;
  const captured = new Map(
    [...state.memory].flatMap(([key, value]): [string, Value][] =>
      prefix.test(key) && !byReference && !here.engine.shared.has(key) ? [[key, value]] : [],
    ),
  );
  noteCaptures(here, node, captured, state);
  const params = parameterNames(here.frame, node);
  return one(state, { kind: 'block', block: { body, params, home: here.frame, captured } });
}

/** A block's copy of a smart pointer holds the object for as long as the block is there. */
function noteCaptures(
  here: Here,
  node: SyntaxNode,
  captured: ReadonlyMap<string, Value>,
  state: State,
): void {
  const text = textOf(here.frame, node);
  for (const [key, value] of captured) {
    const name = key.slice(key.indexOf(':') + 1);
    const isHeld = here.engine.localTypes.get(key)?.smart && !here.engine.references.has(key);
    if (isHeld && value.kind === 'pointer' && new RegExp(`\\b${name}\\b`).test(text)) {
      here.engine.emit(state, here.frame, node, {
        kind: 'escape',
        object: value.object,
        to: 'a block',
      });
    }
  }
}

function parameterNames(frame: Frame, lambda: SyntaxNode): string[] {
  const declarator = childIn(lambda, 'declarator');
  const list = declarator && childIn(declarator, 'parameters');
  if (!list) {
    return [];
  }
  return namedChildren(list).flatMap((param) => {
    const text = textOf(frame, param).replace(/\[[^\]]*\]/g, '');
    const name = /(\w+)\s*$/.exec(text)?.[1];
    return childIn(param, 'declarator') && name ? [name] : [];
  });
}
