const LONGEST = 80;

/** No literal: V8 checks those when it reads the code, and by Unicode's tables at each start. */
const INVISIBLE = String.raw`[\p{C}\p{Zl}\p{Zp}]`;

/**
 * A person's text as it may stand in a one-line message: in double quotes, cut when it is very
 * long, with line breaks, control and invisible characters written as escapes, so that hostile
 * text can neither break the line nor steer a terminal.
 */
export function quote(text: string): string {
  const characters = [...text];
  const shown = characters.length > LONGEST ? characters.slice(0, LONGEST).join('') : text;
  const quoted = escapeInvisible(JSON.stringify(shown));
  return shown === text ? quoted : `${quoted}… (${characters.length} characters)`;
}

/** Writes line breaks, control and invisible characters as escapes: `\u{1b}`. */
export function escapeInvisible(text: string): string {
  return text.replaceAll(new RegExp(INVISIBLE, 'gu'), escaped);
}

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
