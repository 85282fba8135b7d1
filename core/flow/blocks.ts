import { namedChildren, type SyntaxNode } from '../source/syntax.ts';
import type { Frame } from './frame.ts';
import type { Value } from './values.ts';

/** A block or lambda, with what it captured. */
export interface Block {
  /** The compound_statement. */
  readonly body: SyntaxNode;
  readonly params: readonly string[];
  /** The frame that it is written in. */
  readonly home: Frame;
  /** Locals as they were when the block was made; `__block` ones are read from `home`. */
  readonly captured: ReadonlyMap<string, Value>;
}

/** A block without a statement. */
export function isEmptyBlock(block: Block): boolean {
  return namedChildren(block.body).length === 0;
}
