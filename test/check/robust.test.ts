import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyse } from '../../core/check/analyse.ts';
import { findingsIn } from '../support/check.ts';
import { driverSources } from '../support/driver-sources.ts';
import { project } from '../support/matrix.ts';

const driver = driverSources(project());
const cpp = 'Driver/AcmeDriver.cpp';
const text = driver[cpp] ?? '';

/** A driver with `Cancel(nullptr)` in it: what has to be found whatever else is checked. */
const broken = {
  'B/B.iig': driver['Driver/AcmeDriver.iig']?.replaceAll('Acme', 'B') ?? '',
  'B/B.cpp': text.replaceAll('Acme', 'B').replace(/->Cancel\(\^\{[^}]*\}\);/, '->Cancel(nullptr);'),
};

function nested(open: string, close: string, times: number, inside = ''): string {
  const body = open.repeat(times) + inside + close.repeat(times);
  return text.replace(/(::HeartbeatTick\(\)\n\{\n)/, (head) => `${head}${body}\n`);
}

describe('a file that nobody would write', () => {
  it.each([
    ['deep parentheses', nested('(', ')', 5000, '1')],
    ['deep braces', nested('{', '}', 5000)],
    ['deep ifs', nested('if (ivars->x) {', '}', 2000)],
    ['deep blocks', nested('f(^{', '});', 1000)],
    ['deep calls', nested('f(', ')', 3000, '1')],
    ['deep operators', nested('!', '', 5000, 'x;')],
    ['a long sum', nested('1 + ', '', 5000, '1;')],
    [
      'names that every object has',
      nested(
        'toString(1); this->valueOf(2); util::hasOwnProperty(3); ivars->heartbeatTimer->constructor(4); __proto__(5);',
        '',
        1,
      ),
    ],
    ['a long chain of else', nested('if (a) { b(); } else ', '', 2000, '{ c(); }')],
  ])('is gone through: %s', async (_what, code) => {
    expect(code.length).toBeGreaterThan(text.length);
    const files = { ...driver, ...broken, [cpp]: code };
    const found = await findingsIn(files);
    expect(found.map((it) => `${it.path} ${it.rule}`)).toContain('B/B.cpp DK04');
  });

  it('is gone through where it is a driver cut off anywhere', async () => {
    for (let end = 0; end < text.length; end += 197) {
      const found = await findingsIn({ ...driver, [cpp]: text.slice(0, end) });
      expect(Array.isArray(found)).toBe(true);
    }
  });

  it('is gone through where it is a driver with anything in it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            at: fc.integer({ min: 0, max: text.length }),
            text: fc.oneof(
              fc.string({ unit: 'binary', maxLength: 12 }),
              fc.constantFrom(
                '{',
                '}',
                '(',
                ')',
                ';',
                '^{',
                '#if 0\n',
                '\n#endif\n',
                '"',
                "'",
                '/*',
                '*/',
              ),
            ),
          }),
          { minLength: 1, maxLength: 5 },
        ),
        async (insertions) => {
          let changed = text;
          for (const it of insertions) {
            changed = changed.slice(0, it.at) + it.text + changed.slice(it.at);
          }
          const found = await findingsIn({ ...driver, ...broken, [cpp]: changed });
          expect(found.map((it) => `${it.path} ${it.rule}`)).toContain('B/B.cpp DK04');
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('a file of a dext that is not understood', () => {
  const parseIn = async (files: Record<string, string>) =>
    (await findingsIn(files)).filter((it) => it.rule === 'parse').map((it) => it.path);
  const brace = text.indexOf('}', text.indexOf('HeartbeatNow()'));

  it.each([
    [
      'a brace missing, which swallows the methods behind it',
      text.slice(0, brace) + text.slice(brace + 1),
    ],
    ['only its beginning', text.split('\n').slice(0, 40).join('\n')],
    ['nothing but an include of DriverKit', '#include <DriverKit/DriverKit.h>\nint f( { ] ;\n'],
    ['a method in it', 'int a;\nvoid AcmeDriver::Later() { if (x { } }\n'],
    ['a method in it, by IMPL', 'int a;\nkern_return_t IMPL(AcmeDriver, Later) { if (x { } }\n'],
  ])('is told of: %s', async (_what, code) => {
    expect(await parseIn({ ...driver, [cpp]: code })).toEqual([cpp]);
  });

  it('is other code where it has nothing to do with the dext, unless it was named', async () => {
    const other = { path: 'lib/other.cpp', text: 'int a;\nint f( { ] ;\nint g() { return 1; }\n' };
    expect(await parseIn({ ...driver, [other.path]: other.text })).toEqual([]);
    expect((await analyse([other])).map((it) => it.rule)).toEqual([]);
    expect((await analyse([{ ...other, isNamed: true }])).map((it) => it.rule)).toEqual(['parse']);
  });
});
