import { createTwoFilesPatch } from 'diff';
import type { Paint } from './paint.ts';

/**
 * What a changed file loses and gains, as a unified diff with three lines of context; without
 * colour, a patch that `git apply` and `patch` take.
 */
export function unifiedDiff(at: {
  path: string;
  before: string;
  after: string;
  paint: Paint;
}): string {
  const { paint } = at;
  const patch = createTwoFilesPatch(`a/${at.path}`, `b/${at.path}`, at.before, at.after, '', '', {
    context: 3,
    headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true },
  });
  const [from = '', to = '', ...hunks] = patch.split('\n');
  return [
    ...[from, to].map((line) => paint('bold', header(line))),
    ...hunks.map((line) => colour(line, paint)),
  ].join('\n');
}

/** A tab ends a name that has blanks in it; another name needs none. */
function header(line: string): string {
  const name = line.replace(/\t$/, '');
  return name.slice('--- '.length).includes(' ') ? `${name}\t` : name;
}

function colour(line: string, paint: Paint): string {
  if (line.startsWith('@@')) {
    return paint('cyan', line);
  }
  if (line.startsWith('+')) {
    return paint('green', line);
  }
  return line.startsWith('-') ? paint('red', line) : line;
}
