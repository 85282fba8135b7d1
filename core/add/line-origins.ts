import type { Origin } from '../plan/change.ts';

/** A word, or what holds code together; stars and slashes aside, which comments are made of. */
const TOKEN = /[\p{L}\p{N}_$]+|[^\s\p{L}\p{N}_$/*]/gu;

interface Token {
  readonly text: string;
  /** Index of its line. */
  readonly line: number;
}

/**
 * The origin of each line of a text that was laid out anew: that of the line which its first word
 * stood in. So it does not matter where lines were broken, or what was left out or put in.
 *
 * @param rendered the text as its template made it
 * @param origins the origin of each of its lines
 * @param text the same after its layout was changed
 */
export function lineOrigins(
  rendered: string,
  origins: readonly Origin[],
  text: string,
): readonly Origin[] {
  const now = tokensOf(text);
  const found: (Origin | undefined)[] = linesOf(text).map(() => undefined);
  for (const [index, line] of sameTokens(tokensOf(rendered), now)) {
    const own = now[index]?.line ?? 0;
    found[own] ??= origins[line];
  }
  // A line without a word belongs to the one above; the head of a comment to what it begins.
  const above = (at: number) => found.slice(0, at).findLast((it) => it);
  const below = (at: number) => found.slice(at).find((it) => it);
  return linesOf(text).flatMap((line, at) => {
    const isHead = line.trim() === '/*';
    return found[at] ?? (isHead ? below(at) : above(at)) ?? below(at) ?? origins[0] ?? [];
  });
}

/** Without what follows the last line end, where that is nothing. */
function linesOf(text: string): string[] {
  return text.replace(/\n$/, '').split('\n');
}

function tokensOf(text: string): Token[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      [...line.matchAll(TOKEN)].map(([token]) => ({ text: token, line: index })),
    );
}

/** The longest sequence of tokens that both have: index in `now`, and line in `then`. */
function sameTokens(then: readonly Token[], now: readonly Token[]): [number, number][] {
  const width = now.length + 1;
  const longest = new Uint16Array((then.length + 1) * width);
  const at = (i: number, j: number) => longest[i * width + j] ?? 0;
  for (let i = then.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      longest[i * width + j] =
        then[i]?.text === now[j]?.text
          ? at(i + 1, j + 1) + 1
          : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const same: [number, number][] = [];
  for (let i = 0, j = 0; i < then.length && j < now.length; ) {
    if (then[i]?.text === now[j]?.text) {
      same.push([j, then[i]?.line ?? 0]);
      i++;
      j++;
    } else if (at(i + 1, j) >= at(i, j + 1)) {
      i++;
    } else {
      j++;
    }
  }
  return same;
}
