import type { Code } from './code.ts';
import type { Edit } from './edits.ts';
import type { Token } from './scan.ts';

/** Macros of DriverKit's and of C that take the name of a type; to the grammar they are calls. */
const TAKES_TYPE =
  /^(?:IO(?:New|Delete|SafeDelete|Malloc|Free)\w*|OSDynamicCast|OSRequiredCast|OSTypeAlloc|OSTypeID|OSTypeIDInst|va_arg|__builtin_available|(?:__)?container_of)$/;

/** What a type consists of. */
const IN_TYPES = new Set(['::', '<', '>', '*', '&', ',']);

/**
 * Writes types that are arguments as single names: `IONew(uint8_t, n)`, `IONew(IODMACommand *, n)`
 * and `va_arg(list, unsigned int)` are calls then, with arguments at the same places. So are the
 * platforms in `__builtin_available(driverkit 21, *)`.
 */
export function maskTypeArguments({ text, tokens, brackets }: Code): Edit[] {
  const edits: Edit[] = [];
  for (const [at, word] of tokens.entries()) {
    const close = brackets.partnerOf(at + 1);
    if (word.kind !== 'word' || tokens[at + 1]?.text !== '(' || !TAKES_TYPE.test(word.text)) {
      continue;
    }
    if (word.text === '__builtin_available' && close > at + 2) {
      const [start, end] = [(tokens[at + 2] as Token).start, (tokens[close - 1] as Token).end];
      edits.push({ start, end, text: asName(text.slice(start, end)) });
      continue;
    }
    for (let from = at + 2; from < close; ) {
      const to = endOfArgument(tokens, from, close);
      const [first, last] = [tokens[from] as Token, tokens[to - 1] as Token];
      if (first && last && isType(tokens.slice(from, to))) {
        const old = text.slice(first.start, last.end);
        edits.push({ start: first.start, end: last.end, text: asName(old) });
      }
      from = to + 1;
    }
  }
  return edits;
}

/** The index of the comma or parenthesis that ends an argument; commas in `<…>` do not. */
function endOfArgument(tokens: readonly Token[], from: number, close: number): number {
  let depth = 0;
  for (let i = from; i < close; i++) {
    const text = tokens[i]?.text ?? '';
    if (text === ',' && depth <= 0) {
      return i;
    }
    depth += '([{<'.includes(text) ? 1 : ')]}>'.includes(text) ? -1 : 0;
  }
  return close;
}

function isType(tokens: readonly Token[]): boolean {
  const isMadeOfTypes = tokens.every(({ kind, text }) => kind === 'word' || IN_TYPES.has(text));
  const last = tokens.at(-1)?.text ?? '';
  return (
    isMadeOfTypes && (last === '*' || last === '>' || tokens.every((it) => it.kind === 'word'))
  );
}

/** As long as it was, with line ends where they were; a name over lines ends with its first one. */
function asName(type: string): string {
  const [line = ''] = /^[^\r\n]*/.exec(type) ?? [];
  const isName =
    /^\w+$/.test(line) &&
    !/^(?:u?int\d*_t|size_t|bool|char|short|int|long|float|double|signed|unsigned|void)$/.test(
      line,
    );
  const name = isName ? line : `T${'_'.repeat(Math.max(0, line.trimEnd().length - 1))}`;
  return name.padEnd(line.length) + type.slice(line.length).replace(/[^\r\n]/g, ' ');
}
