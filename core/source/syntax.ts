/**
 * A node of tree-sitter-cpp's tree, copied out of the parser's memory as plain data. Types and
 * fields are the grammar's own names (`function_definition`, `declarator` …).
 */
export interface SyntaxNode {
  readonly type: string;
  readonly named: boolean;
  /** The field that it is in its parent, for example `body`. */
  readonly field: string | null;
  /** Offsets in the text of the file, in UTF-16 units; `end` is behind the last one. */
  readonly start: number;
  readonly end: number;
  readonly children: readonly SyntaxNode[];
  /** Null for the root. */
  readonly parent: SyntaxNode | null;
}

/** The first child in a field of that name. */
export function childIn(node: SyntaxNode, field: string): SyntaxNode | undefined {
  return node.children.find((child) => child.field === field);
}

/** The first child of a type. */
export function childOf(node: SyntaxNode, type: string): SyntaxNode | undefined {
  return node.children.find((child) => child.type === type);
}

/** The children that are not punctuation or comments. */
export function namedChildren(node: SyntaxNode): SyntaxNode[] {
  return node.children.filter((child) => child.named && child.type !== 'comment');
}

/** The node and everything below it, in the order of the text; `into` says where to go down. */
export function* descend(
  node: SyntaxNode,
  into: (node: SyntaxNode) => boolean = () => true,
): Generator<SyntaxNode> {
  const stack = [node];
  for (let next = stack.pop(); next; next = stack.pop()) {
    yield next;
    if (into(next)) {
      for (let i = next.children.length - 1; i >= 0; i--) {
        stack.push(next.children[i] as SyntaxNode);
      }
    }
  }
}

/** The nearest node of a type at or above a node. */
export function enclosing(node: SyntaxNode, type: string): SyntaxNode | undefined {
  for (let at: SyntaxNode | null = node; at; at = at.parent) {
    if (at.type === type) {
      return at;
    }
  }
  return undefined;
}
