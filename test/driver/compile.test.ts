import { beforeAll, describe, expect, it } from 'vitest';
import { checkSyntax } from '../support/clang.ts';
import { matrix, project, timer } from '../support/matrix.ts';
import { rendered } from '../support/rendered.ts';

/** Options beside the matrix that print other C++: several timers, long and odd names. */
const others = [
  ['two timers on two queues', [timer(), timer({ name: 'Poll', queue: 'dedicated' })]],
  [
    'three timers, one a shot',
    [timer(), timer({ name: 'Poll' }), timer({ name: 'Once', mode: 'one-shot' as const })],
  ],
  ['a timer named by a run of capitals', [timer({ name: 'USBPoll', queue: 'dedicated' })]],
  [
    'the shortest and longest durations',
    [
      timer({ interval: 50_000n, leeway: 0n }),
      timer({ name: 'Daily', interval: 86_400_000_000_000n }),
    ],
  ],
] as const;

const variants = [
  ...matrix(),
  ...others.map(([title, timers]) => ({ title, options: project({ timers }) })),
  {
    title: 'names of 64 letters',
    options: project({ name: 'N'.repeat(64), timers: [timer({ name: 'T'.repeat(64) })] }),
  },
].map((variant, index) => ({ ...variant, folder: `v${index}` }));

describe('the emitted C++ compiles without a warning', () => {
  let diagnostics = '';

  beforeAll(async () => {
    const files: Record<string, string> = {};
    const sources: string[] = [];
    for (const { folder, options } of variants) {
      const tree = rendered(options);
      const base = `${options.name}Driver`;
      files[`${folder}/${base}.iig`] = tree.get(`Driver/${base}.iig`) ?? '';
      files[`${folder}/${base}.cpp`] = tree.get(`Driver/${base}.cpp`) ?? '';
      sources.push(`${folder}/${base}.cpp`);
    }
    files['broken/BrokenDriver.iig'] =
      files['v0/AcmeDriver.iig']?.replaceAll('Acme', 'Broken') ?? '';
    files['broken/BrokenDriver.cpp'] =
      files['v0/AcmeDriver.cpp']
        ?.replaceAll('Acme', 'Broken')
        .replace('OSAction *action = nullptr;', '') ?? '';
    sources.push('broken/BrokenDriver.cpp');
    diagnostics = (await checkSyntax({ files, sources })).diagnostics;
  }, 300_000);

  it.each(variants)('$title', ({ folder }) => {
    const lines = diagnostics.split('\n');
    expect(lines.filter((line) => line.includes(`${folder}/`))).toEqual([]);
  });

  it('and what does not compile is noticed', () => {
    expect(diagnostics).toContain('broken/BrokenDriver.cpp');
    expect(diagnostics).toContain("use of undeclared identifier 'action'");
  });
});
