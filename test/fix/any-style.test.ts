import fc from 'fast-check';
import { expect, it } from 'vitest';
import { restyle } from '../../core/edit/restyle.ts';
import { lampDriver, START } from '../../core/rules/example-driver.ts';
import { scan } from '../../core/source/scan.ts';
import { anyStyle } from '../edit/styles.ts';
import { tryFixes } from './try-fixes.ts';

const FREE = (body: string) => `void LampDriver::free()
{
${body}
    IOSafeDeleteNULL(ivars, LampDriver_IVars, 1);
    super::free();
}`;

/** Something wrong, and how it is right. */
const PAIRS = [
  [{ start: START.replace('    OSSafeReleaseNULL(action);\n', '') }, {}],
  [
    { free: FREE('    OSSafeReleaseNULL(ivars->timer);\n    OSSafeReleaseNULL(ivars->queue);') },
    {
      free: FREE(
        '    if (ivars) {\n        OSSafeReleaseNULL(ivars->timer);\n        OSSafeReleaseNULL(ivars->queue);\n    }',
      ),
    },
  ],
  [{ start: START.replace('kIOTimerClockUptimeRaw', 'kIOTimerClockMachAbsoluteTime') }, {}],
  [
    { start: START.replace('        goto fail;', '        return false;') },
    { start: START.replace('        goto fail;', '        return kIOReturnError;') },
  ],
] as const;

const tokens = (text: string | undefined) => scan(text ?? '').map((it) => it.text);

it('a fix is the same in any style', () => {
  fc.assert(
    fc.property(anyStyle, fc.constantFrom(...PAIRS), (style, [wrong, right]) => {
      const inStyle = (parts: object) =>
        Object.fromEntries(
          Object.entries(lampDriver(parts)).map(([path, text]) => [path, restyle(text, style)]),
        );
      const plan = tryFixes(inStyle(wrong));
      expect(plan.findings).toEqual([]);
      const [, cpp] = plan.sources;
      const expected = inStyle(right)['LampDriver.cpp'];
      expect(tokens(cpp?.text)).toEqual(tokens(expected));
      // What is there is not laid out anew, and what comes is laid out as the rest.
      expect(cpp?.text).toBe(expected);
    }),
    { numRuns: 40 },
  );
});
