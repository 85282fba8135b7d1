import type { Site } from '../flow/events.ts';
import { childIn, descend, namedChildren, type SyntaxNode } from '../source/syntax.ts';

/** The call at a site, as written there; undefined where a macro stands in its place. */
export function callAt(site: Site, method: RegExp): SyntaxNode | undefined {
  const { file, start, end } = site;
  for (const node of descend(file.root, (it) => it.start <= start && it.end >= end)) {
    const callee = node.type === 'call_expression' ? childIn(node, 'function') : undefined;
    if (callee && node.start === start && node.end === end) {
      return method.test(textIn(site, callee)) ? node : undefined;
    }
  }
  return undefined;
}

/** The arguments of a call. */
export function argumentsOf(call: SyntaxNode): SyntaxNode[] {
  const list = childIn(call, 'arguments');
  return list ? namedChildren(list) : [];
}

/** The text of a node in the file of a site. */
export function textIn({ file }: Site, node: SyntaxNode): string {
  return file.text.slice(node.start, node.end);
}
