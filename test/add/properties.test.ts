import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { restyle } from '../../core/edit/restyle.ts';
import { loadParser } from '../../core/source/parse.ts';
import { anyStyle } from '../edit/styles.ts';
import { disguised, disguises } from '../support/disguise.ts';
import { add, plan, withoutInsertions } from './adding.ts';
import { driver, NAME, type Parts } from './drivers.ts';

const anyDriver: fc.Arbitrary<Parts> = fc.record({
  style: fc.constantFrom('IMPL' as const, '_Impl' as const, 'args-macro' as const),
  without: fc.subarray(['init', 'free', 'Start', 'Stop'] as const),
  exits: fc.constantFrom('last' as const, 'shared' as const, 'goto' as const, 'tail call' as const),
  ivars: fc.constantFrom('source' as const, 'header' as const, 'iig' as const, 'new' as const),
  power: fc.boolean(),
  finalNewline: fc.boolean(),
});

describe('a driver in any style, with anything in it that means nothing', () => {
  it('keeps every byte, has the timer once, and is understood as before', async () => {
    const parser = await loadParser();
    const problems = (files: Readonly<Record<string, string>>) =>
      Object.entries(files).reduce(
        (sum, [path, text]) => sum + parser.parse({ path, text }).problems.length,
        0,
      );
    let added = 0;
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(
        anyDriver,
        anyStyle,
        disguises,
        fc.constantFrom('default' as const, 'dedicated' as const),
        async (parts, style, noise, queue) => {
          const files = Object.fromEntries(
            Object.entries(driver(parts)).map(([path, text]) => {
              const restyled = restyle(text, style);
              return [path, path.endsWith('.cpp') ? disguised(restyled, noise) : restyled];
            }),
          );
          const outcome = await plan(files, { queue });
          if (outcome.kind === 'refusal') {
            refused += 1;
            expect(outcome.line).toBeGreaterThan(0);
            return;
          }
          const { files: edited, planned } = await add(files, { queue });
          expect(withoutInsertions(edited, planned)).toEqual(files);
          expect(problems(edited)).toBeLessThanOrEqual(problems(files));
          expect((await plan(edited, { queue })).kind).toBe('already-there');
          expect(edited[`${NAME}.cpp`]).toContain('StopPoll');
          added += 1;
        },
      ),
      { numRuns: 60 },
    );
    // What is refused has a test of its own; most drivers get their timer.
    expect(added).toBeGreaterThan(refused);
  });
});
