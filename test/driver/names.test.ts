import { describe, expect, it } from 'vitest';
import { SKELETON_NAMES, timerNames } from '../../core/options/derived-names.ts';
import type { NewProjectOptions } from '../../core/options/new-project-options.ts';
import { matrix, project, timer } from '../support/matrix.ts';
import { rendered } from '../support/rendered.ts';

const several = project({
  timers: [
    timer(),
    timer({ name: 'Poll', queue: 'dedicated' }),
    timer({ name: 'Once', mode: 'one-shot' }),
  ],
});

/** Every method, ivar, constant and macro that the emitted driver declares. */
function declared(options: NewProjectOptions): Set<string> {
  const tree = rendered(options);
  const iig = tree.get('Driver/AcmeDriver.iig') ?? '';
  const cpp = tree.get('Driver/AcmeDriver.cpp') ?? '';
  const ivars = /struct AcmeDriver_IVars\n\{\n([\s\S]*?)\n\};/.exec(cpp)?.[1] ?? '';
  return new Set(
    [
      ...iig.matchAll(/^ {4}[\w ]*?(\w+)\(/gm),
      ...ivars.matchAll(/(\w+);/g),
      ...cpp.matchAll(/^static (?:constexpr )?\w+ (\w+)/gm),
      ...cpp.matchAll(/^#define (\w+)/gm),
    ].map((match) => match[1] ?? ''),
  );
}

describe('a timer may not take a name that the driver has', () => {
  it.each([...matrix(), { title: 'several timers', options: several }])(
    'all of them are known: $title',
    ({ options }) => {
      const known = new Set<string>(SKELETON_NAMES);
      for (const { name, mode } of options.timers) {
        const { arm, ...names } = timerNames(name);
        for (const derived of [...Object.values(names), arm(mode)]) {
          known.add(derived);
        }
      }
      known.add('TYPE'); // not a name: it stands on the handler's second line
      const names = declared(options);
      expect(names).toContain('QuiesceHardware');
      expect(names).toContain('stopping');
      expect([...names].filter((name) => !known.has(name))).toEqual([]);
    },
  );
});
