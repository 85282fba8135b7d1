import type { TypeName } from '../dext/model.ts';
import { childIn, descend, namedChildren, type SyntaxNode } from '../source/syntax.ts';
import { evaluateAll, type Here } from './expressions.ts';
import { textOf } from './frame.ts';
import { typeOfPlace } from './memory.ts';
import { TRACKED } from './objects.ts';
import { declaredType } from './places.ts';
import type { State } from './state.ts';
import { isUnseenName } from './unseen-code.ts';
import type { Value } from './values.ts';

/*
 * Destructors, cleanup functions and macros that defer are not followed. Where one may have work
 * to do at the end of its scope, a path counts as one of which something was left out.
 */

/** Types whose objects hold a block and do not call it by themselves, or have no destructor at all. */
const IDLE =
  /^(?:auto|void|bool|char|short|int|long|float|double|function|move_only_function|\w+_t)$/;

const CLEANUP = /(?:__attribute__\s*\(\(|\[\[)[^;{}]*\bcleanup_*\s*\(/;

/** How far before a declaration its attributes may stand. */
const FAR = 120;

/** How macros are named that put work off to the end of the scope. */
const DEFERS = /defer|scope|finally|cleanup|(?:on|at)_?(?:exit|end|return)/i;

/** What one does at an end. */
const ENDS = /^(?:OSSafeRelease\w*|release|IOSafeDelete\w*|IODelete|IOFree|Stop)$/;

/** Whether a local may do something with what it is given where its scope ends. */
export function mayEndScope(
  here: Here,
  type: TypeName,
  args: readonly SyntaxNode[],
  state: State,
): boolean {
  const isIdle = IDLE.test(type.name) || here.engine.dext.records.has(type.name);
  if (type.isPointer || type.smart || isIdle || args.length === 0) {
    return false;
  }
  const [path] = evaluateAll(here, args, state.fork());
  return args.some((arg, index) => isWorkedOn(here, arg, path?.values[index], state));
}

/** A block, the driver, its provider, or a source, queue or action. */
function isWorkedOn(here: Here, arg: SyntaxNode, value: Value | undefined, state: State): boolean {
  const { engine, frame } = here;
  switch (value?.kind) {
    case 'block':
      return true;
    case 'address':
      return TRACKED.has(typeOfPlace(engine, value.place)?.name ?? '');
    case 'pointer':
      return (
        TRACKED.has(value.object.type) ||
        value.object === frame.self ||
        value.object === engine.provider ||
        value.object.type === frame.owner?.ivars?.name
      );
    default:
      return (
        /^(identifier|type_identifier|field_expression)$/.test(arg.type) &&
        TRACKED.has(declaredType(here, arg, state)?.name ?? '')
      );
  }
}

/** Whether a declaration names a function that is called where its scope ends. */
export function hasCleanup({ frame }: Here, declaration: SyntaxNode): boolean {
  const { text } = frame.file;
  const { start, end } = declaration;
  const before =
    text
      .slice(Math.max(0, start - FAR), start)
      .split(/[;{}]/)
      .at(-1) ?? '';
  return CLEANUP.test(before + text.slice(start, end));
}

/** `DEFER(OSSafeReleaseNULL(action));`, `SCOPE_EXIT { … };`: work that is put off by a macro out of sight. */
export function isDeferred(here: Here, node: SyntaxNode): boolean {
  const callee = childIn(node, node.type === 'call_expression' ? 'function' : 'type');
  if (!/^(call|compound_literal)_expression$/.test(node.type) || !callee) {
    return false;
  }
  const name = textOf(here.frame, callee);
  const rest = childIn(node, 'arguments') ?? childIn(node, 'value');
  return (
    isUnseenName(here, name) &&
    (DEFERS.test(name) || (rest !== undefined && namedChildren(rest).some((it) => isEnd(here, it))))
  );
}

function isEnd(here: Here, argument: SyntaxNode): boolean {
  return [...descend(argument)].some((it) => {
    const callee = it.type === 'call_expression' ? childIn(it, 'function') : undefined;
    return callee !== undefined && ENDS.test(textOf(here.frame, callee).replace(/^.*\W/s, ''));
  });
}
