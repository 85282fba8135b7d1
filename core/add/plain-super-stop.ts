import type { ClassModel, Definition } from '../dext/model.ts';
import { SUPER_DISPATCH } from '../dext/super-dispatch.ts';
import { reachable } from '../flow/outside-writes.ts';
import { addedTimerNames } from '../options/derived-names.ts';
import { isTimerHandler } from '../rules/timers.ts';
import { childIn, descend, type SyntaxNode } from '../source/syntax.ts';

/**
 * Whether a Stop calls super Stop in a statement of its own body that no return or jump stands
 * before, so that it is reached whatever the rest does. What a timer that was added before has put
 * there returns only to come back.
 */
export function hasPlainSuperStop(stop: Definition, model: ClassModel): boolean {
  const text = (node: SyntaxNode) => textOf(stop, node);
  const firstPasses = new Set(timersOf(model).map((it) => addedTimerNames(it).stop));
  const isFirstPass = (node: SyntaxNode) => {
    const condition = node.type === 'if_statement' && childIn(node, 'condition');
    const called = condition && /^\(\s*!\s*(\w+)\(\w+\)\s*\)$/.exec(text(condition))?.[1];
    return firstPasses.has(called || '');
  };
  for (const statement of stop.body.children.filter((it) => !isFirstPass(it))) {
    const parts = [...descend(statement, (it) => it.type !== 'lambda_expression')];
    if (/^(?:return|expression)_statement$|^declaration$/.test(statement.type)) {
      if (parts.some((it) => isSuperStop(stop, it))) {
        return true;
      }
    }
    if (parts.some((it) => /^(?:return|goto)_statement$/.test(it.type))) {
      return false;
    }
  }
  return false;
}

/** Whether Stop, or a method that it leads to, calls super Stop somewhere, in a block perhaps. */
export function namesSuperStop({ methods }: ClassModel): boolean {
  const bodies = new Map([...methods.values()].map((it) => [it.name, it.definitions] as const));
  return [...reachable(bodies, ['Stop'])]
    .flatMap((name) => bodies.get(name) ?? [])
    .some((it) => [...descend(it.body)].some((node) => isSuperStop(it, node)));
}

function isSuperStop(method: Definition, node: SyntaxNode): boolean {
  const text = textOf(method, node);
  return (
    node.type === 'call_expression' &&
    /^(?:super\s*::\s*)?Stop$/.test(textOf(method, childIn(node, 'function') ?? node)) &&
    (SUPER_DISPATCH.test(text) || text.startsWith('super'))
  );
}

function textOf({ file }: Definition, node: SyntaxNode): string {
  return file.text.slice(node.start, node.end);
}

/** The names of a class's timers. */
function timersOf({ methods }: ClassModel): string[] {
  return [...methods.values()]
    .filter((it) => it.declarations.some(isTimerHandler))
    .map((it) => it.name);
}
