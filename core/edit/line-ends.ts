/** So many lines around a place say how lines end there. */
const NEAR = 20;

/** How most lines end. */
export function lineEndOf(text: string): '\n' | '\r\n' {
  const crlf = text.split('\r\n').length - 1;
  return crlf * 2 > text.split('\n').length - 1 ? '\r\n' : '\n';
}

/** How lines end at a place: in a file that mixes both, what most of those around it do. */
export function lineEndAt(text: string, offset: number): '\n' | '\r\n' {
  const before = feeds(text, offset, -1);
  const behind = feeds(text, offset, 1);
  const near = [...before, ...behind];
  const crlf = near.filter((at) => text[at - 1] === '\r').length;
  return crlf * 2 > near.length ? '\r\n' : '\n';
}

/** The next line feeds in a direction. */
function feeds(text: string, offset: number, step: 1 | -1): number[] {
  const found: number[] = [];
  let at = step === 1 ? offset : offset - 1;
  while (found.length < NEAR && at >= 0 && at < text.length) {
    const next = step === 1 ? text.indexOf('\n', at) : text.lastIndexOf('\n', at);
    if (next === -1) {
      break;
    }
    found.push(next);
    at = next + step;
  }
  return found;
}

/** Ends every line in the given way, whatever it had. */
export function withLineEnd(text: string, lineEnd: '\n' | '\r\n'): string {
  return text.replace(/\r?\n/g, lineEnd);
}
