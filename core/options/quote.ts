const LONGEST = 80;

/**
 * A person's text as it may stand in a one-line message: in double quotes, cut when it is very
 * long, with line breaks, control and invisible characters written as escapes, so that hostile
 * text can neither break the line nor steer a terminal.
 */
export function quote(text: string): string {
  const characters = [...text];
  const shown = characters.length > LONGEST ? characters.slice(0, LONGEST).join('') : text;
  const quoted = JSON.stringify(shown).replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, escaped);
  return shown === text ? quoted : `${quoted}… (${characters.length} characters)`;
}

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
