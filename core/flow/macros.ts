import type { SourceFile } from '../source/source-file.ts';
import { childIn, childOf, namedChildren, type SyntaxNode } from '../source/syntax.ts';
import { isDriverKitFunction } from './driverkit-functions.ts';
import type { Here } from './expressions.ts';
import { type Frame, siteOf, textOf } from './frame.ts';

/** A macro of the sources, expanded where it is used. */
export interface Expansion {
  readonly frame: Frame;
  readonly node: SyntaxNode;
}

const DEEPEST = 24;

/** Expands a macro without parentheses, `_timer` for `ivars->timer`; undefined where it is none. */
export function expandName(here: Here, node: SyntaxNode): Expansion | undefined {
  const name = textOf(here.frame, node);
  const define = here.engine.dext.defines.at(siteOf(here.frame, node), name);
  if (!define || define.params || define.body === '' || define.body === name) {
    return undefined;
  }
  return expansion(here, node, { body: define.body, as: 'expression' });
}

/**
 * Expands a call of a macro, with its arguments put in as text: as statements where the call is
 * one, otherwise as an expression.
 */
export function expandCall(here: Here, node: SyntaxNode): Expansion | undefined {
  const callee = childIn(node, 'function');
  const args = childIn(node, 'arguments');
  const define =
    callee && here.engine.dext.defines.at(siteOf(here.frame, node), textOf(here.frame, callee));
  if (!define || !args) {
    return undefined;
  }
  if (isDriverKitFunction(define.name)) {
    return undefined; // a stand-in for tests, or a fallback: it does what DriverKit's own does
  }
  const isStatement = node.parent?.type === 'expression_statement';
  if (isStatement && !here.engine.relevance.isRelevantMacro(define.name)) {
    return undefined;
  }
  if (!define.params) {
    // `#define STOP_TIMER CancelTimer`: the name of something that can be called.
    const inside = `${define.body}${textOf(here.frame, args)}`;
    return /^[\w:>.-]+$/.test(define.body)
      ? expansion(here, node, { body: inside, as: 'expression' })
      : undefined;
  }
  const values = argumentsIn(here.frame, args);
  const as = isStatement ? 'statements' : 'expression';
  return expansion(here, node, { body: substitute(define.body, define.params, values), as });
}

function expansion(
  here: Here,
  node: SyntaxNode,
  of: { readonly body: string; readonly as: 'expression' | 'statements' },
): Expansion | undefined {
  const { engine, frame } = here;
  if (frame.depth > DEEPEST) {
    return undefined;
  }
  const text = of.as === 'statements' ? `void m() { ${of.body}; }` : `void m() { (${of.body}); }`;
  const file = engine.expansions.get(text) ?? engine.parser.parse({ path: frame.file.path, text });
  engine.expansions.set(text, file);
  const found = body(file, of.as);
  return found
    ? {
        frame: { ...frame, file, site: siteOf(frame, node), depth: frame.depth + 1 },
        node: found,
      }
    : undefined;
}

function body(file: SourceFile, as: 'expression' | 'statements'): SyntaxNode | undefined {
  if (file.problems.length > 0) {
    return undefined;
  }
  const definition = childOf(file.root, 'function_definition');
  const block = definition && childIn(definition, 'body');
  if (!block || as === 'statements') {
    return block;
  }
  const [statement] = namedChildren(block);
  return statement && namedChildren(statement)[0];
}

/** Arguments as the preprocessor sees them, between commas: one that is empty is one too. */
function argumentsIn(frame: Frame, list: SyntaxNode): string[] {
  const values = [''];
  for (const child of list.children.slice(1, -1)) {
    const text = textOf(frame, child);
    if (/^,+$/.test(text)) {
      values.push(...[...text].map(() => ''));
    } else if (child.type !== 'comment') {
      values.push(`${values.pop()} ${text}`.trim());
    }
  }
  return values;
}

/** Puts arguments in place of parameters, as the preprocessor would: whole words, `##` glues. */
function substitute(text: string, params: readonly string[], values: readonly string[]): string {
  const isVariadic = params.at(-1)?.endsWith('...') === true;
  const named = isVariadic ? params.slice(0, -1) : params;
  const rest = values.slice(named.length).join(', ');
  return text
    .replace(/(?<!#)#\s*(\w+)/g, (whole, name: string) => (params.includes(name) ? '""' : whole))
    .replace(/\b[A-Za-z_]\w*\b/g, (word) => {
      const index = named.indexOf(word);
      if (index !== -1) {
        return values[index] ?? '';
      }
      return word === '__VA_ARGS__' ? rest : word;
    })
    .replace(/,[ \t]*##[ \t]*(?=\)|$)/g, '')
    .replace(/[ \t]*##[ \t]*/g, '');
}
