import { describe, expect, it } from 'vitest';
import { missingLines, stepsOf } from './walk-through.ts';

const DOC = `# T

\`\`\`sh
never
\`\`\`

## Go

\`\`\`json a/b.json
{}
\`\`\`

\`\`\`sh fails
one
\`\`\`

\`\`\`text
x …
\`\`\`

\`\`\`yaml
a: 1
\`\`\`

## End
`;

describe('a walk-through', () => {
  it('has files and shell lines with their output, of its section alone', () => {
    expect(stepsOf(DOC, 'Go')).toEqual([
      { kind: 'file', path: 'a/b.json', text: '{}\n' },
      { kind: 'shell', script: 'one\n', fails: true, output: ['x …'] },
    ]);
    expect(() => stepsOf(DOC, 'Stop')).toThrow('there is no section Stop');
  });

  it('misses what is not printed, or not in that order', () => {
    expect(missingLines('a\nb (1) c\nd\n', ['a', 'b (1) …', '… d'])).toEqual([]);
    expect(missingLines('a\nb\n', ['b', 'a'])).toEqual(['a']);
    expect(missingLines('abc\n', ['a', 'c'])).toEqual(['a', 'c']);
  });
});
