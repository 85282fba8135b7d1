import { format } from '@wasm-fmt/clang-format';
import { describe, expect, it } from 'vitest';
import { matrix, project, timer } from '../support/matrix.ts';
import { rendered } from '../support/rendered.ts';

const several = project({
  timers: [
    timer(),
    timer({ name: 'Poll', queue: 'dedicated' }),
    timer({ name: 'Once', mode: 'one-shot' }),
  ],
});

describe('the emitted C++ is what the emitted .clang-format makes of it', () => {
  it.each([...matrix(), { title: 'several timers', options: several }])('$title', ({ options }) => {
    const tree = rendered(options);
    const style = tree.get('.clang-format') ?? '';
    const source = tree.get('Driver/AcmeDriver.cpp') ?? '';
    expect(style).toContain('BasedOnStyle');
    expect(format(source, 'AcmeDriver.cpp', style)).toBe(source);
  });

  it('which is not so for C++ in another style', () => {
    const style = rendered(project()).get('.clang-format') ?? '';
    expect(format('int f(int* a) { return *a; }\n', 'a.cpp', style)).toBe(
      'int f(int *a)\n{\n    return *a;\n}\n',
    );
  });
});
