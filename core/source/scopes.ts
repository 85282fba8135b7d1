import type { Brackets } from './brackets.ts';
import type { Token } from './scan.ts';

/** Where a token stands: between declarations of a file or namespace, of a class, or elsewhere. */
export type Scope = 'file' | 'class' | 'code';

const CLASS_KEYS = new Set(['class', 'struct', 'union']);

/** The scope of each token, by its index; a token in parentheses has the scope around them. */
export function scopesOf(tokens: readonly Token[], brackets: Brackets): readonly Scope[] {
  const scopes: Scope[] = [];
  const around: Scope[] = [];
  let scope: Scope = 'file';
  for (const [index, { text }] of tokens.entries()) {
    if (text === '}' && brackets.partnerOf(index) !== -1) {
      scope = around.pop() ?? 'file';
    }
    scopes.push(scope);
    if (text === '{' && brackets.partnerOf(index) !== -1) {
      around.push(scope);
      scope = opened(tokens, index, scope);
    }
  }
  return scopes;
}

/** What the brace at an index opens, by the words before it. */
function opened(tokens: readonly Token[], brace: number, around: Scope): Scope {
  const last = tokens[brace - 1];
  if (!last || last.text === ')' || last.text === '=') {
    return 'code';
  }
  let found: Scope = 'code';
  for (let i = brace - 1; i >= 0; i--) {
    const text = tokens[i]?.text ?? '';
    if (text === ';' || text === '{' || text === '}') {
      break;
    }
    if (CLASS_KEYS.has(text)) {
      found = 'class';
    } else if (text === 'enum') {
      return 'code';
    } else if (text === 'namespace' || (text === 'extern' && last.kind === 'literal')) {
      return around;
    }
  }
  return found;
}
