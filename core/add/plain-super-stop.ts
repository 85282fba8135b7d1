import type { ClassModel, Definition } from '../dext/model.ts';
import { SUPER_DISPATCH } from '../dext/super-dispatch.ts';
import { addedTimerNames } from '../options/derived-names.ts';
import { isTimerHandler } from '../rules/timers.ts';
import { childIn, descend, type SyntaxNode } from '../source/syntax.ts';

/**
 * Whether a Stop calls super Stop in a statement of its own body that no return or jump stands
 * before, so that it is reached whatever the rest does. What a timer that was added before has put
 * there returns only to come back.
 */
export function hasPlainSuperStop(stop: Definition, model: ClassModel): boolean {
  const text = (node: SyntaxNode) => stop.file.text.slice(node.start, node.end);
  const isSuperStop = (node: SyntaxNode) =>
    node.type === 'call_expression' &&
    /^(?:super\s*::\s*)?Stop$/.test(text(childIn(node, 'function') ?? node)) &&
    (SUPER_DISPATCH.test(text(node)) || text(node).startsWith('super'));
  const firstPasses = new Set(timersOf(model).map((it) => addedTimerNames(it).stop));
  const isFirstPass = (node: SyntaxNode) => {
    const condition = node.type === 'if_statement' && childIn(node, 'condition');
    const called = condition && /^\(\s*!\s*(\w+)\(\w+\)\s*\)$/.exec(text(condition))?.[1];
    return firstPasses.has(called || '');
  };
  for (const statement of stop.body.children.filter((it) => !isFirstPass(it))) {
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

/** The names of a class's timers. */
function timersOf({ methods }: ClassModel): string[] {
  return [...methods.values()]
    .filter((it) => it.declarations.some(isTimerHandler))
    .map((it) => it.name);
}
