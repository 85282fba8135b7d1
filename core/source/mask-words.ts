import type { Code } from './code.ts';
import type { Edit } from './edits.ts';
import type { MaskedMacro } from './mask.ts';
import type { Token } from './scan.ts';
import {
  ATTRIBUTE_CALLS,
  ATTRIBUTE_WORDS,
  IIG_CALLS,
  IIG_WORDS,
  TRAILING_SPECIFIERS,
  TYPE_WORDS,
} from './words.ts';

/** Which macros to hide, in the order of the text. */
export interface HiddenWords {
  readonly macros: readonly MaskedMacro[];
  readonly edits: readonly Edit[];
}

/**
 * Finds the macros that the grammar must not see, but only where they can be those macros.
 *
 * @param empty names that the file itself defines as nothing at all
 */
export function hideWords(code: Code, empty: ReadonlySet<string>): HiddenWords {
  const { text, tokens, brackets, scopes } = code;
  const macros: MaskedMacro[] = [];
  const edits: Edit[] = [];
  const isHidden = new Uint8Array(tokens.length);
  const hide = (from: number, to: number): void => {
    const [first, last] = [tokens[from] as Token, tokens[to] as Token];
    isHidden.fill(1, from, to + 1);
    const open = tokens[from + 1];
    macros.push({
      name: first.text,
      args: from === to || !open ? null : text.slice(open.end, last.start).trim(),
      start: first.start,
      end: last.end,
    });
    edits.push({ start: first.start, end: last.end });
  };
  for (let i = 0; i < tokens.length; i++) {
    const word = tokens[i] as Token;
    if (word.kind !== 'word') {
      continue;
    }
    const isCalled = tokens[i + 1]?.text === '(' && brackets.partnerOf(i + 1) !== -1;
    const close = isCalled ? brackets.partnerOf(i + 1) : i;
    if (word.text === '_Atomic' && isCalled) {
      hide(i, close);
      edits.pop();
      edits.push(
        { start: word.start, end: (tokens[i + 1] as Token).end },
        { start: (tokens[close] as Token).start, end: (tokens[close] as Token).end },
      );
      isHidden.fill(0, i + 2, close);
      i++;
    } else if (isCalled && ATTRIBUTE_CALLS.test(word.text)) {
      hide(i, close);
      i = close;
    } else if (ATTRIBUTE_WORDS.has(word.text) || word.text === '_Atomic') {
      hide(i, i);
    } else if (isIig(word.text, isCalled) && scopes[i] !== 'code' && decorates(i, close)) {
      hide(i, close);
      i = close;
    } else if (empty.has(word.text) && tokens[i + 1]?.text !== '(') {
      hide(i, i);
    }
  }
  return { macros, edits };

  /** Whether the word at `from` stands where an attribute can: behind a declarator or `class`. */
  function decorates(from: number, to: number): boolean {
    const next = tokens[to + 1];
    let before = from - 1;
    while (isHidden[before]) {
      before--;
    }
    const previous = tokens[before]?.text ?? '';
    if (previous === 'class' || previous === 'struct') {
      return next?.kind === 'word' && next.text !== 'final';
    }
    if (!next || (next.kind === 'punctuation' && !';{,)=:['.includes(next.text))) {
      return false;
    }
    if (previous === ')' || isPure(before)) {
      return true;
    }
    if (TRAILING_SPECIFIERS.has(previous)) {
      const earlier = tokens[before - 1]?.text ?? '';
      return earlier === ')' || TRAILING_SPECIFIERS.has(earlier);
    }
    return isDeclaredName(before) && next.text !== '=' && next.text !== ';';
  }

  /** `= 0` */
  function isPure(at: number): boolean {
    return tokens[at]?.text === '0' && tokens[at - 1]?.text === '=';
  }

  /** The name in `OSAction * action`, not the type in `(OSAction)`; `]` of an array as well. */
  function isDeclaredName(at: number): boolean {
    const token = tokens[at];
    if (token?.text === ']') {
      return true;
    }
    const type = tokens[at - 1];
    return (
      token?.kind === 'word' &&
      !TYPE_WORDS.has(token.text) &&
      type !== undefined &&
      (type.text === '*' || type.text === '&' || type.text === '>' || type.kind === 'word')
    );
  }
}

function isIig(word: string, isCalled: boolean): boolean {
  const name = word.startsWith('IIG_') ? word.slice(4) : word;
  return isCalled ? IIG_CALLS.has(name) : IIG_WORDS.has(name);
}
