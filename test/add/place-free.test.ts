import { describe, expect, it } from 'vitest';
import { add } from './adding.ts';
import { driver, NAME } from './drivers.ts';

const SOURCE = `${NAME}.cpp`;
const DELETION = `    IOSafeDeleteNULL(ivars, ${NAME}_IVars, 1);\n`;

/** free() with another beginning of its body, once it has got a timer. */
async function freeOf(body: string): Promise<string> {
  const files = driver();
  const text = (files[SOURCE] ?? '').replace(DELETION, () => body);
  const edited = (await add({ ...files, [SOURCE]: text })).files[SOURCE] ?? '';
  return /::free\(\)\n\{\n([\s\S]*?)\n\}\n/.exec(edited)?.[1] ?? '';
}

const releases = (indent: string) =>
  `${indent}OSSafeReleaseNULL(ivars->pollTimer);\n${indent}OSSafeReleaseNULL(ivars->pollDefaultQueue);\n`;
const GUARDED = `    if (ivars) { // null where init failed (DK33)\n${releases('        ')}    }\n`;
const SUPER = '    super::free();';

describe('what a timer has left is released', () => {
  it('in a test of its own where the ivars are deleted without one', async () => {
    expect(await freeOf(DELETION)).toBe(GUARDED + DELETION + SUPER);
  });

  it('with the deletion where that stands in a test', async () => {
    const before = '    if (ivars != nullptr) {\n';
    const after = `        IODelete(ivars, ${NAME}_IVars, 1);\n    }\n`;
    expect(await freeOf(before + after)).toBe(before + releases('        ') + after + SUPER);
  });

  it('with what is released in a test before the deletion', async () => {
    const before = '    if (ivars)\n    {\n        ivars->turns = 0;\n';
    const after = `    }\n\n${DELETION}`;
    expect(await freeOf(before + after)).toBe(before + releases('        ') + after + SUPER);
  });

  it.each([
    [
      'may leave',
      '    if (ivars) {\n        if (ivars->open) {\n            return super::free();\n        }\n    }\n',
    ],
    ['is written in one line', '    if (ivars) { ivars->turns = 0; }\n'],
    ['tests more', '    if (ivars && ivars->open) {\n        ivars->turns = 0;\n    }\n'],
  ])('outside of a test that %s', async (_title, test) => {
    expect(await freeOf(test + DELETION)).toBe(test + GUARDED + DELETION + SUPER);
  });

  it.each([
    '    if (!ivars) {\n        super::free();\n        return;\n    }\n',
    '    if (ivars == nullptr)\n        return super::free();\n',
  ])('without a test behind one that returns', async (test) => {
    expect(await freeOf(test + DELETION)).toBe(test + releases('    ') + DELETION + SUPER);
  });

  it('without a test behind what goes through the ivars whether they are there or not', async () => {
    const use = '    OSSafeReleaseNULL(ivars->valve);\n';
    expect(await freeOf(use + DELETION)).toBe(use + releases('    ') + DELETION + SUPER);
  });

  it.each([
    '    if (HasValve()) {\n        ivars->turns = 0;\n    }\n',
    '    (void)(ivars && ivars->turns);\n',
    '    Report(sizeof(ivars->turns));\n',
    '    Later(^{ ivars->turns = 0; });\n',
    '#if DEBUG\n    ivars->turns = 0;\n#endif\n',
    '    // ivars->turns = 0;\n    Report(0);\n',
  ])('with a test behind what may not: %s', async (other) => {
    expect(await freeOf(other + DELETION)).toBe(other + GUARDED + DELETION + SUPER);
  });

  it('with a test behind one that only looks like it', async () => {
    const test = '    if (!ivars) {\n        ShutValve();\n    }\n';
    expect(await freeOf(test + DELETION)).toBe(test + GUARDED + DELETION + SUPER);
  });

  it('before the ivars are destroyed', async () => {
    const before = '    if (ivars) {\n        ShutValve();\n';
    const after = `        ivars->~${NAME}_IVars();\n    ${DELETION}    }\n`;
    expect(await freeOf(before + after)).toBe(before + releases('        ') + after + SUPER);
  });

  it('first of all where the ivars end in two places', async () => {
    const twice = `    if (ivars->open) {\n    ${DELETION}    } else {\n    ${DELETION}    }\n`;
    expect(await freeOf(twice)).toBe(`${GUARDED}\n${twice}${SUPER}`);
  });
});
