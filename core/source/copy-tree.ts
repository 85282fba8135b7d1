import type { TreeCursor } from 'web-tree-sitter';
import type { SyntaxNode } from './syntax.ts';

type Draft = { -readonly [K in keyof SyntaxNode]: SyntaxNode[K] } & { children: SyntaxNode[] };

/** How many nodes are copied between two looks at the clock. */
const STRIDE = 4_096;

/**
 * Copies a tree by cursor, without recursion: code nests deeper than the stack is.
 *
 * @returns undefined where `isOver` said so before the end
 */
export function copyTree(at: {
  readonly cursor: TreeCursor;
  readonly offsetIn: (masked: number) => number;
  readonly isOver: () => boolean;
  /** Told of every place where the grammar lost its way. */
  readonly onProblem: (node: SyntaxNode, kind: 'unexpected' | 'missing') => void;
}): SyntaxNode | undefined {
  const { cursor, offsetIn } = at;
  const make = (parent: Draft | null): Draft => {
    const node: Draft = {
      type: cursor.nodeType,
      named: cursor.nodeIsNamed,
      field: cursor.currentFieldName,
      start: offsetIn(cursor.startIndex),
      end: offsetIn(cursor.endIndex),
      children: [],
      parent,
    };
    parent?.children.push(node);
    return node;
  };
  const root = make(null);
  let node = root;
  for (let count = 1; ; count++) {
    if (count % STRIDE === 0 && at.isOver()) {
      return undefined;
    }
    if (node.type === 'ERROR') {
      at.onProblem(node, 'unexpected');
    } else if (cursor.nodeIsMissing) {
      at.onProblem(node, 'missing');
    }
    if (cursor.gotoFirstChild()) {
      node = make(node);
      continue;
    }
    while (!cursor.gotoNextSibling()) {
      if (!cursor.gotoParent()) {
        return root;
      }
      node = (node.parent ?? root) as Draft;
    }
    node = make((node.parent ?? root) as Draft);
  }
}
