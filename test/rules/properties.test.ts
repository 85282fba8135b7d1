import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyse } from '../../core/check/analyse.ts';
import type { Example } from '../../core/rules/rule.ts';
import { RULES } from '../../core/rules/rules.ts';
import { findingsIn } from '../support/check.ts';
import { disguised, disguises } from '../support/disguise.ts';

/** Examples that between them have macros, blocks, gotos, helpers and declarations to find. */
const EXAMPLES = ['DK01', 'DK05', 'DK08', 'DK29', 'DK33', 'DK37', 'DK44'].flatMap((id) =>
  RULES.filter((it) => it.id === id).map((it) => ({ id, files: withoutMarks(it.bad) })),
);

function withoutMarks(files: Example): Example {
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [name, text.replace(/ *\/\/ DK\d.*$/gm, '')]),
  );
}

/** What is found, in the order of the text, without lines and columns. */
async function found(files: Example) {
  return (await findingsIn(files)).map(({ line, column, related, ...rest }) => ({
    ...rest,
    related: related.map((it) => it.what),
  }));
}

describe('what is found', () => {
  it.each(EXAMPLES)(
    'in the example of $id does not hang on how it is written',
    async ({ files }) => {
      const expected = await found(files);
      expect(expected.length).toBeGreaterThan(0);
      await fc.assert(
        fc.asyncProperty(disguises, disguises, async (forCode, forHeader) => {
          const other = {
            'LampDriver.iig': disguised(files['LampDriver.iig'] ?? '', forHeader),
            'LampDriver.cpp': disguised(files['LampDriver.cpp'] ?? '', forCode),
          };
          expect(await found(other)).toEqual(expected);
        }),
        { numRuns: 12 },
      );
    },
  );

  it.each(EXAMPLES)('in the example of $id is the same each time', async ({ files }) => {
    const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
    expect(await analyse(sources)).toEqual(await analyse(sources));
  });
});
