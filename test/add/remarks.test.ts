import { describe, expect, it } from 'vitest';
import { findingsIn } from '../support/check.ts';
import { add } from './adding.ts';
import { driver, NAME } from './drivers.ts';

/** A driver whose Start ends in these lines, behind a super Start that has succeeded. */
const starting = (lines: string) => {
  const { [`${NAME}.cpp`]: source = '', ...files } = driver({ exits: 'tail call' });
  const end = '    return RegisterService();\n';
  expect(source).toContain(end);
  return { ...files, [`${NAME}.cpp`]: source.replace(end, lines) };
};

describe('an error of a Start that does not undo its work, which the new Start passes on', () => {
  it.each([
    ['a call in the last return', '    return RegisterService();\n'],
    ['one return for all', '    ret = RegisterService();\n    return ret;\n'],
    ['a label', '    if (ret) goto Exit;\n    ret = RegisterService();\nExit:\n    return ret;\n'],
  ])('is told of where check finds it: %s', async (_title, lines) => {
    const before = starting(lines);
    expect(await findingsIn(before)).toEqual([]);
    const { files, remarks, planned } = await add(before);
    expect(planned.start).toBe('around');
    const found = (await findingsIn(files)).filter((it) => it.severity !== 'info');
    expect(found).toMatchObject([{ rule: 'DK34', path: `${NAME}.cpp` }]);
    expect(remarks).toEqual(
      found.map((it) => expect.stringContaining(`${it.path}:${it.line}: DK34 ${it.message}`)),
    );
  });

  it('is told of once', async () => {
    const first = await add(starting('    return RegisterService();\n'));
    const second = await add(first.files, { name: 'Blink' });
    expect(second.remarks).toEqual([]);
  });

  it('is not told of where check found it before', async () => {
    const before = starting(
      '    ret = RegisterService();\n    if (ret) return ret;\n    return RegisterService();\n',
    );
    expect(await findingsIn(before)).toMatchObject([{ rule: 'DK34' }]);
    expect((await add(before)).remarks).toEqual([]);
  });
});
