import type { Definition } from '../dext/model.ts';
import { childIn, descend, type SyntaxNode } from '../source/syntax.ts';

/**
 * Whether a Stop calls super Stop in a statement of its own body that no return or jump stands
 * before, so that it is reached whatever the rest does.
 */
export function hasPlainSuperStop(stop: Definition): boolean {
  const text = (node: SyntaxNode) => stop.file.text.slice(node.start, node.end);
  const isSuperStop = (node: SyntaxNode) =>
    node.type === 'call_expression' &&
    /^(?:super\s*::\s*)?Stop$/.test(text(childIn(node, 'function') ?? node)) &&
    /\bSUPERDISPATCH\b|^super/.test(text(node));
  for (const statement of stop.body.children) {
    const parts = [...descend(statement, (it) => it.type !== 'lambda_expression')];
    if (/^(?:return|expression)_statement$|^declaration$/.test(statement.type)) {
      if (parts.some(isSuperStop)) {
        return true;
      }
    }
    if (parts.some((it) => /^(?:return|goto)_statement$/.test(it.type))) {
      return false;
    }
  }
  return false;
}
