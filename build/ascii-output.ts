import type { Plugin } from 'rolldown';

/**
 * Writes what is not ASCII as escapes. V8 keeps a source with a single character beyond Latin-1
 * in two bytes a character, which makes a lot of code slower to start.
 */
export function asciiOutput(): Plugin {
  return {
    name: 'ascii-output',
    // Not renderChunk: what it returns is printed once more, with the characters in strings again.
    generateBundle(_options, bundle) {
      for (const output of Object.values(bundle)) {
        if (output.type === 'chunk') {
          output.code = toAscii(output.code);
        }
      }
    },
  };
}

/** JavaScript that means the same, in ASCII. */
export function toAscii(code: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is all of ASCII
  return code.replace(/[^\x00-\x7f]/g, (unit) => `\\u${hex4(unit)}`);
}

function hex4(unit: string): string {
  return unit.charCodeAt(0).toString(16).padStart(4, '0');
}
