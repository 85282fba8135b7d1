import type { Finding } from '../rules/finding.ts';
import { readSourceFile } from '../source/read-source-file.ts';
import type { SourceText } from './analyse.ts';
import type { Source } from './find-sources.ts';

/** The text of a source, or what is to be said of a file that has none for us. */
export function readSource(source: Source): SourceText | Finding {
  const bytes = readSourceFile(source.place);
  // A byte order mark goes, so that columns are those of an editor.
  return typeof bytes === 'string'
    ? notRead(source, bytes)
    : { path: source.path, text: new TextDecoder().decode(bytes), isNamed: source.isNamed };
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
