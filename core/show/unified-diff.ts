import { createTwoFilesPatch } from 'diff';
import type { Paint } from './paint.ts';

/** What a changed file loses and gains, as a unified diff with three lines of context. */
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
  return patch
    .replaceAll('\t\n', '\n')
    .split('\n')
    .map((line) => colour(line, paint))
    .join('\n');
}

function colour(line: string, paint: Paint): string {
  if (line.startsWith('+++') || line.startsWith('---')) {
    return paint('bold', line);
  }
  if (line.startsWith('@@')) {
    return paint('cyan', line);
  }
  if (line.startsWith('+')) {
    return paint('green', line);
  }
  return line.startsWith('-') ? paint('red', line) : line;
}
