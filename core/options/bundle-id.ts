import type { Parsed } from './parsed.ts';
import { quote } from './quote.ts';

const LONGEST = 155;

/**
 * Checks the bundle id of a dext. Apple (CFBundleIdentifier): a reverse-DNS string of letters,
 * digits, hyphens and periods. As in DNS a part is never empty and has no hyphen at its ends; a
 * leading one would also look like an option to codesign. Three parts or more, because the app's
 * id is the same without the last part and should still be reverse-DNS.
 */
export function parseBundleId(text: string): Parsed<string> {
  const problem = problemOf(text);
  return problem === undefined
    ? { value: text }
    : { problem: `${quote(text)} ${problem}, such as com.example.Acme.driver.` };
}

function problemOf(text: string): string | undefined {
  const foreign = /[^A-Za-z0-9.-]/u.exec(text)?.[0];
  const parts = text.split('.');
  if (foreign !== undefined) {
    return `has ${quote(foreign)}; a bundle id is ASCII letters, digits, hyphens and periods`;
  }
  if (parts.length < 3) {
    return 'is too short for a bundle id; give three parts or more, separated by periods';
  }
  if (parts.includes('')) {
    return 'has an empty part; each part of a bundle id is at least one letter or digit';
  }
  if (parts.some((part) => part.startsWith('-') || part.endsWith('-'))) {
    return 'has a hyphen at the end of a part; a part begins and ends with a letter or digit';
  }
  if (text.length > LONGEST) {
    return `has ${text.length} characters; a bundle id has at most ${LONGEST}`;
  }
  return undefined;
}
