import type { DextModel } from '../dext/model.ts';
import type { Site } from '../flow/events.ts';
import { childIn, descend, enclosing, namedChildren, type SyntaxNode } from '../source/syntax.ts';
import { textIn } from './source-nodes.ts';

/**
 * Whether nobody can look at what a call returns: it is thrown away, or goes into a local that is
 * written again or left before it is read.
 */
export function isUnused(dext: DextModel, site: Site, call: SyntaxNode): boolean {
  let at = call;
  while (at.parent && ['parenthesized_expression', 'cast_expression'].includes(at.parent.type)) {
    at = at.parent;
  }
  const { parent } = at;
  if (parent?.type === 'expression_statement') {
    return true;
  }
  const variable = parent && local(site, parent, at);
  const statement = parent?.parent;
  return Boolean(variable && statement && isLost(dext, site, variable, statement));
}

/** The name of the local that is given a value: `ret = …`, `kern_return_t ret = …`. */
function local(site: Site, parent: SyntaxNode, value: SyntaxNode): string | undefined {
  if (parent.type === 'init_declarator' && childIn(parent, 'value') === value) {
    const name = childIn(parent, 'declarator');
    return name?.type === 'identifier' ? textIn(site, name) : undefined;
  }
  const isPlain =
    parent.type === 'assignment_expression' &&
    childIn(parent, 'right') === value &&
    childIn(parent, 'operator')?.type === '=' &&
    parent.parent?.type === 'expression_statement';
  const left = isPlain ? childIn(parent, 'left') : undefined;
  return left?.type === 'identifier' && isDeclaredHere(site, left) ? textIn(site, left) : undefined;
}

/** A local of the same function, not a member or a variable that somebody else reads. */
function isDeclaredHere(site: Site, name: SyntaxNode): boolean {
  const body = enclosing(name, 'function_definition');
  const block = enclosing(name, 'lambda_expression');
  if (!body || block) {
    return false;
  }
  const text = textIn(site, name);
  for (const node of descend(body)) {
    const isDeclarator = node.field === 'declarator' || node.parent?.type === 'declaration';
    if (node.type === 'identifier' && isDeclarator && textIn(site, node) === text) {
      return node.parent?.type === 'declaration' || node.parent?.type === 'init_declarator';
    }
  }
  return false;
}

/** What comes next in the same block writes the local anew, without a look at it. */
function isLost(dext: DextModel, site: Site, variable: string, statement: SyntaxNode): boolean {
  const list = statement.parent;
  if (list?.type !== 'compound_statement') {
    return false;
  }
  const siblings = namedChildren(list);
  for (const next of siblings.slice(siblings.indexOf(statement) + 1)) {
    if (next.type === 'labeled_statement') {
      return false;
    }
    if (mentions(site, next, variable)) {
      return isOverwrite(site, next, variable);
    }
    if (jumps(dext, site, next, variable)) {
      return false;
    }
  }
  return false;
}

function isOverwrite(site: Site, statement: SyntaxNode, variable: string): boolean {
  const [expression] = namedChildren(statement);
  if (statement.type !== 'expression_statement' || expression?.type !== 'assignment_expression') {
    return false;
  }
  const left = childIn(expression, 'left');
  const right = childIn(expression, 'right');
  return (
    childIn(expression, 'operator')?.type === '=' &&
    left?.type === 'identifier' &&
    textIn(site, left) === variable &&
    right !== undefined &&
    !mentions(site, right, variable)
  );
}

function mentions(site: Site, node: SyntaxNode, variable: string): boolean {
  return new RegExp(`\\b${variable}\\b`).test(textIn(site, node));
}

/** Control may get to where the local is read: by a goto, or in a macro that says no more. */
function jumps(dext: DextModel, site: Site, node: SyntaxNode, variable: string): boolean {
  const words = new RegExp(`\\b(goto|${variable})\\b`);
  for (const inside of descend(node)) {
    const macros = inside.type === 'identifier' ? dext.defines.named(textIn(site, inside)) : [];
    if (inside.type === 'goto_statement' || macros.some((it) => words.test(it.body))) {
      return true;
    }
  }
  return false;
}
