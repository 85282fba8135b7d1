import type { Define } from '../source/defines.ts';
import { childIn } from '../source/syntax.ts';
import type { Macros } from './macros.ts';
import type { Place, Variable } from './model.ts';
import { fold, typeNameFrom } from './type-name.ts';

/** A word that stands for members: alone between them, with or without arguments. */
const ALONE = /\b(?=[A-Za-z_])(?<=[{};\n]\s*)(\w+)(?:[ \t]*\(([^()\n]*)\))?[ \t]*(?=[;}\r\n/])/g;

/**
 * Adds the members that a struct gets through macros, as in `struct X_IVars { X_DECLARE_IVARS }`.
 * Their node is the whole struct: the macro's body has no tree.
 *
 * @param fields as the grammar, which knows no macros, saw them
 */
export function withMacroMembers(
  struct: Place,
  fields: readonly Variable[],
  defines: Macros,
): readonly Variable[] {
  const { file, node } = struct;
  const body = childIn(node, 'body');
  const text = body ? file.text.slice(body.start, body.end) : '';
  const used = new Set<string>();
  const added: Variable[] = [];
  for (const { index, 1: name = '', 2: args } of text.matchAll(ALONE)) {
    const define = defines.at({ file, start: (body?.start ?? 0) + index }, name);
    for (const member of define ? expand(define, args).split(';') : []) {
      const read = readMember(member);
      if (read) {
        used.add(name);
        added.push({ file, node, ...read, value: null, isStatic: false });
      }
    }
  }
  return used.size === 0 ? fields : [...fields.flatMap((it) => withoutMacro(it, used)), ...added];
}

/** Without a semicolon behind it, the macro looks like the type of the member that comes next. */
function withoutMacro(field: Variable, macros: ReadonlySet<string>): Variable[] {
  const { file, node } = field;
  const text = fold(file.text.slice(node.start, node.end));
  const [start, name = ''] = /^(\w+)(?: ?\([^()]*\))? ?/.exec(text) ?? [''];
  if (!macros.has(name)) {
    return [field];
  }
  const read = readMember(text.slice(start.length).replace(/;$/, ''));
  return read ? [{ ...field, ...read }] : [];
}

function expand(define: Define, args: string | undefined): string {
  const given = args?.split(',').map((it) => it.trim()) ?? [];
  const values = new Map(define.params?.map((param, i) => [param, given[i] ?? '']));
  return define.body.replace(/\b[A-Za-z_]\w*/g, (word) => values.get(word) ?? word);
}

/** `IOTimerDispatchSource * timers[4]`, without its semicolon; null for anything else. */
function readMember(text: string): Pick<Variable, 'name' | 'type'> | null {
  const member = fold(text).replace(/ ?(?:=.*|\{.*\})$/, '');
  const [, type, name, array] = /^(\w.*?[\s*&>)])(\w+) ?((?:\[[^\]]*\] ?)*)$/.exec(member) ?? [];
  return type && name ? { name, type: typeNameFrom(`${type} ${array ?? ''}`) } : null;
}
