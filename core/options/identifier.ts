import type { Parsed } from './parsed.ts';
import { quote } from './quote.ts';
import { CPP_KEYWORDS, DRIVERKIT_MACROS, DRIVERKIT_NAME } from './reserved-names.ts';

const LONGEST = 64;

/**
 * Checks an UpperCamelCase name that becomes a C++ identifier: ASCII letters and digits, a capital
 * first, at most 64, nothing that C++, iig or DriverKit has taken.
 *
 * @param example a good one, for the message about a bad one
 */
export function parseIdentifier(text: string, example: string): Parsed<string> {
  const problem = problemOf(text, example);
  return problem === undefined ? { value: text } : { problem: `${quote(text)} ${problem}` };
}

function problemOf(text: string, example: string): string | undefined {
  if (CPP_KEYWORDS.has(text)) {
    return 'is a C++ keyword; choose another UpperCamelCase name.';
  }
  if (!/^[A-Z][A-Za-z0-9]*$/.test(text)) {
    return `is not an UpperCamelCase name; use ASCII letters and digits, a capital first, such as ${example}.`;
  }
  if (text.length > LONGEST) {
    return `is too long; a name has at most ${LONGEST} characters.`;
  }
  if (DRIVERKIT_MACROS.has(text)) {
    return 'is a macro of iig, the C headers or the build; choose another name.';
  }
  if (DRIVERKIT_NAME.test(text)) {
    return 'looks like a name of DriverKit (IO…, OS…); choose another name.';
  }
  return undefined;
}
