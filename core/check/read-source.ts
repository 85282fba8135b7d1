import { readFileSync, statSync } from 'node:fs';
import { errno } from '../commit/look.ts';
import type { Finding } from '../rules/finding.ts';
import type { SourceText } from './analyse.ts';
import type { Source } from './find-sources.ts';

const LARGEST = 5 * 1024 * 1024;

/** The text of a source, or what is to be said of a file that has none for us. */
export function readSource(source: Source): SourceText | Finding {
  try {
    if (statSync(source.place).size > LARGEST) {
      return notRead(source, 'it is larger than 5 MB');
    }
    const bytes = readFileSync(source.place);
    if (bytes.includes(0)) {
      return notRead(source, 'it is not text: there is a NUL byte in it');
    }
    // A byte order mark goes, so that columns are those of an editor.
    return { path: source.path, text: new TextDecoder().decode(bytes), isNamed: source.isNamed };
  } catch (error) {
    const code = errno(error);
    if (code === undefined) {
      throw error;
    }
    const why = code === 'EACCES' || code === 'EPERM' ? 'there is no permission to read it' : code;
    return notRead(source, why);
  }
}

function notRead(source: Source, why: string): Finding {
  return {
    rule: 'parse',
    severity: 'warning',
    message: `This file was not checked: ${why}.`,
    advice: 'Leave it out with "ignore" in the configuration, or put it right.',
    path: source.path,
    line: 1,
    column: 1,
    related: [],
    within: '',
  };
}
