import type { Code } from '../../source/code.ts';
import { applyReplacements, type Replacement } from '../replacement.ts';
import type { Style } from '../style.ts';
import { codeOf } from './code-of.ts';
import { type FunctionHead, functionHeads } from './function-heads.ts';
import { placeName } from './place-name.ts';

/** Method heads as `IMPL(C, M)`, and names on a line of their own, where the style has it so. */
export function withHeads(text: string, style: Style): string {
  const inStyle = style.method === 'IMPL' ? withIMPL(text) : text;
  const code = codeOf(inStyle);
  return applyReplacements(
    inStyle,
    functionHeads(code).flatMap((head) => {
      const isIMPL = code.tokens[head.name]?.text === 'IMPL';
      return placeName(code, head, isIMPL ? style.implName : style.functionName);
    }),
  );
}

function withIMPL(text: string): string {
  const code = codeOf(text);
  return applyReplacements(
    text,
    functionHeads(code).flatMap((head) => asIMPL(code, head) ?? []),
  );
}

function asIMPL({ text, tokens }: Code, { name, open, close }: FunctionHead): Replacement | null {
  const start = tokens[name]?.start ?? 0;
  const end = tokens[close]?.end ?? 0;
  const written = text.slice(start, tokens[open]?.start ?? 0);
  const [, owner, method] = /^(\w+(?:::\w+)*)::(\w+)_Impl$/.exec(written) ?? [];
  const hasComment = /\/[/*]/.test(text.slice(start, end));
  return owner && method && !hasComment ? { start, end, text: `IMPL(${owner}, ${method})` } : null;
}
