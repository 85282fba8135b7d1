import type { ClassModel, Definition, DextModel } from '../dext/model.ts';
import { childIn, descend, namedChildren, type SyntaxNode } from '../source/syntax.ts';
import { isKnownByName, isNamedAsMacro } from './unseen-code.ts';

/** What a body gives to code out of sight: the driver as a whole, or members by name. */
export interface HandedOver {
  readonly isWhole: boolean;
  readonly members: readonly string[];
}

/** What of the driver a body gives to functions and macros that are not among the sources. */
export function handedOver(
  dext: DextModel,
  model: ClassModel,
  { file, body }: Definition,
): HandedOver {
  const text = (node: SyntaxNode) => file.text.slice(node.start, node.end);
  const members: string[] = [];
  let isWhole = false;
  for (const call of descend(body)) {
    const callee = call.type === 'call_expression' ? childIn(call, 'function') : undefined;
    const list = callee && childIn(call, 'arguments');
    const args = list ? namedChildren(list) : [];
    if (!callee || callee.type === 'field_expression' || isKnownByName(text(callee), args[0])) {
      continue;
    }
    const name = text(callee);
    const method = model.methods.get(name.replace(/_Impl$/, ''));
    if (dext.functions.has(name) || dext.defines.has(name) || method?.definitions.length === 1) {
      continue;
    }
    const isMacro = call.parent?.type === 'expression_statement' && isNamedAsMacro(name);
    isWhole ||=
      method !== undefined || isMacro || args.some((it) => /^\*?(ivars|this)$/.test(text(it)));
    members.push(...args.flatMap((it) => /(\w+)$/.exec(text(it))?.[1] ?? []));
  }
  return { isWhole, members };
}
