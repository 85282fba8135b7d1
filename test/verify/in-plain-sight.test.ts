import { describe, expect, it } from 'vitest';
import { loadParser } from '../../core/source/parse.ts';
import { outOfSight } from '../../core/verify/in-plain-sight.ts';

const parser = await loadParser();

const linesIn = (text: string) =>
  outOfSight(parser.parse({ path: 'A.cpp', text })).map((it) => it.line);

describe('a conditional', () => {
  it.each([
    ['a call in it', '#if DEBUG\n    QuiesceHardware(provider);\n#endif\n'],
    ['a call in its other branch', '#if DEBUG\n#else\n    timer->Cancel(^{});\n#endif\n'],
    ['a call in one inside', '#if A\n#if B\n    x = Stop(p, SUPERDISPATCH);\n#endif\n#endif\n'],
  ])('may not decide over the life of the timer: %s', (_what, lines) => {
    expect(linesIn(`int a;\n${lines}`)).toContain(2);
  });

  it.each([
    ['a comment', '// Start of the trace'],
    ['a longer comment', '/* Stop is\n far */'],
    ['a string', 'Log("Stop is far");'],
    ['a name that only begins like one', 'StopWatch();'],
  ])('may have such a word where it is none of code: %s', (_what, line) => {
    expect(linesIn(`int a;\n#if DEBUG\nvoid f() { ${line}\n}\n#endif\n`)).toEqual([]);
  });
});
