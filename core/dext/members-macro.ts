import type { Define } from '../source/defines.ts';
import type { SyntaxNode } from '../source/syntax.ts';
import type { Place, Variable } from './model.ts';
import { fold, typeNameFrom } from './type-name.ts';

/** A word that stands for members: alone between them, with or without arguments. */
const ALONE = /\b(?=[A-Za-z_])(?<=[{};\n]\s*)(\w+)(?:[ \t]*\([^()\n]*\))?[ \t]*(?=[;}\r\n/])/g;

/**
 * The members that a struct gets through macros, as in `struct X_IVars { X_DECLARE_IVARS }`. Their
 * node is the whole struct: the macro's body has no tree.
 */
export function membersOfMacros(
  struct: Place,
  body: SyntaxNode,
  defines: ReadonlyMap<string, Define>,
): Variable[] {
  const text = struct.file.text.slice(body.start, body.end);
  const found: Variable[] = [];
  for (const [, name] of text.matchAll(ALONE)) {
    const define = defines.get(name ?? '');
    for (const member of define ? define.body.split(';') : []) {
      const read = readMember(member);
      if (read) {
        const { file, node } = struct;
        found.push({ file, node, ...read, value: null, isStatic: false });
      }
    }
  }
  return found;
}

/** `IOTimerDispatchSource * timers[4]`, without its semicolon; null for anything else. */
function readMember(text: string): Pick<Variable, 'name' | 'type'> | null {
  const member = fold(text).replace(/ ?(?:=.*|\{.*\})$/, '');
  const [, type, name, array] = /^(\w.*?[\s*&>)])(\w+) ?((?:\[[^\]]*\] ?)*)$/.exec(member) ?? [];
  return type && name ? { name, type: typeNameFrom(`${type} ${array ?? ''}`) } : null;
}
