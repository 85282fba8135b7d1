import { readCode } from './code.ts';
import { type Preprocessed, preprocess } from './conditionals.ts';
import type { Define } from './defines.ts';
import { readDirective } from './directives.ts';
import { applyEdits, type Edit } from './edits.ts';
import { maskBlocks } from './mask-blocks.ts';
import { bridgeGaps } from './mask-gaps.ts';
import { hideLoneMacros } from './mask-lone-macros.ts';
import { maskTypeArguments } from './mask-type-arguments.ts';
import { hideWords } from './mask-words.ts';
import { scan, type Token } from './scan.ts';
import type { Conditional, ParseProblem } from './source-file.ts';

/*
 * Why a mask: the grammar is one of plain C++. A dext is more than that before the preprocessor
 * ran: `TYPE(…)` behind a method, `class KERNEL X`, blocks, and branches of which only one is ever
 * compiled. To the grammar each of these is an error, and its recovery may swallow a whole class.
 * So it sees a text in which they are blanks of the same length, or C++ that means the same.
 */

/** A word of DriverKit's that was hidden from the grammar: `TYPE(…)`, `LOCALONLY`, `QUEUENAME(…)`. */
export interface MaskedMacro {
  readonly name: string;
  /** The text between the parentheses, trimmed; null where there are none. */
  readonly args: string | null;
  readonly start: number;
  readonly end: number;
}

/** What the grammar gets to see of a file, and what it does not. */
export interface Masked {
  readonly text: string;
  readonly macros: readonly MaskedMacro[];
  readonly defines: readonly Define[];
  readonly conditionals: readonly Conditional[];
  /** Conditionals that do not end, or that nothing began. */
  readonly problems: readonly ParseProblem[];
  /** Brackets without a partner, which explain what the grammar makes of the rest. */
  readonly lonely: readonly Token[];
  /** The offset in the original of an offset in the masked text. */
  offsetIn(masked: number): number;
}

/** Turns a file into C++ that the grammar understands. */
export function mask(original: string): Masked {
  const all = scan(original);
  const { dead, conditionals, defines, problems } = preprocess({
    directives: all.filter((token) => token.kind === 'directive').map(readDirective),
    code: extentOf(all),
    length: original.length,
  });
  const live = withoutDead(all, dead);
  const code = readCode(
    original,
    live.filter((token) => token.kind !== 'directive'),
  );
  const words = hideWords(code, emptyOf(defines));
  const lone = hideLoneMacros(code);
  const edited = applyEdits(original, [
    ...dead,
    ...hideDirectives(live),
    ...words.edits,
    ...lone.edits,
    ...maskBlocks(code),
    ...maskTypeArguments(code),
    ...bridgeGaps(code),
  ]);
  return {
    // a zero ends the file for the grammar, and a byte order mark is no space to it
    text: edited.text.replace(/[\0\ufeff]/g, ' '),
    offsetIn: edited.offsetIn,
    macros: [...words.macros, ...lone.macros].sort((a, b) => a.start - b.start),
    defines,
    conditionals,
    problems,
    lonely: code.brackets.lonely,
  };
}

/** Names that stand for nothing. */
function emptyOf(defines: readonly Define[]): Set<string> {
  return new Set(defines.filter((it) => it.params === null && it.body === '').map((it) => it.name));
}

/** From the first token that is no directive to the last one. */
function extentOf(tokens: readonly Token[]): { start: number; end: number } {
  const isCode = (token: Token) => token.kind !== 'directive';
  return {
    start: tokens.find(isCode)?.start ?? 0,
    end: tokens.findLast(isCode)?.end ?? 0,
  };
}

function withoutDead(tokens: readonly Token[], dead: Preprocessed['dead']): Token[] {
  let next = 0;
  return tokens.filter(({ start }) => {
    while ((dead[next]?.end ?? Infinity) <= start) {
      next++;
    }
    return start < (dead[next]?.start ?? Infinity);
  });
}

/** All but the inclusions outside of brackets: the grammar knows them there, and only there. */
function hideDirectives(tokens: readonly Token[]): Edit[] {
  const edits: Edit[] = [];
  let depth = 0;
  for (const { kind, text, start, end } of tokens) {
    depth += '([{'.includes(text) ? 1 : ')]}'.includes(text) ? -1 : 0;
    if (kind === 'directive' && !(depth === 0 && /^#\s*(?:include|import)\b/.test(text))) {
      edits.push({ start, end });
    }
  }
  return edits;
}
