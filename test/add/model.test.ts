import { beforeAll, describe, expect, it } from 'vitest';
import {
  buildDriver,
  compileRuntime,
  playScenarios,
  type Runtime,
  type ScenarioResult,
  scenarioNames,
} from '../support/wasm-model.ts';
import { add } from './adding.ts';
import { driver, NAME, type Parts } from './drivers.ts';

let runtime: Runtime;

beforeAll(async () => {
  runtime = await compileRuntime();
}, 300_000);

/** A Stop that bears to be called twice, as the scenarios do. */
const GUARDED = `\
    if (ivars->open) {
        return kIOReturnSuccess;
    }
    ivars->open = true;
    ShutValve();
    return Stop(provider, SUPERDISPATCH);
`;

const HID_PLIST = '<dict><key>IOProviderClass</key><string>IOHIDInterface</string></dict>';

async function play(
  files: Readonly<Record<string, string>>,
  modes: Record<string, string>,
): Promise<ScenarioResult[]> {
  return playScenarios(
    await buildDriver(runtime, {
      files,
      className: NAME,
      modes,
      ...(/HID/.test(files[`${NAME}.iig`] ?? '') ? { plist: HID_PLIST } : {}),
    }),
  );
}

const LIVES: readonly (readonly [string, Parts])[] = [
  ['Start with an exit for success', { stop: GUARDED }],
  ['Start with one exit for all', { stop: GUARDED, exits: 'shared', style: 'IMPL' }],
  ['goto, tabs, SetPowerState', { stop: GUARDED, exits: 'goto', indent: '\t', power: true }],
  ['no method at all', { without: ['init', 'free', 'Start', 'Stop', 'ivars'] }],
  [
    'a HID device without Start',
    { stop: GUARDED, base: 'IOUserHIDEventService', without: ['Start'] },
  ],
];

describe('a driver that got a timer lives through every scenario of the model', () => {
  it.each(LIVES)(
    '%s',
    async (_title, parts) => {
      for (const queue of ['default', 'dedicated'] as const) {
        const { files } = await add(driver(parts), { queue });
        const failed = (await play(files, { Poll: 'periodic' })).filter((it) => !it.ok);
        expect(failed.map((it) => it.output)).toEqual([]);
      }
    },
    300_000,
  );

  it('with three timers', async () => {
    let files: Record<string, string> = driver({ stop: GUARDED, power: true });
    ({ files } = await add(files));
    ({ files } = await add(files, { name: 'Blink', queue: 'dedicated' }));
    ({ files } = await add(files, { name: 'Watchdog', mode: 'one-shot' }));
    const modes = { Poll: 'periodic', Blink: 'periodic', Watchdog: 'one-shot' };
    const failed = (await play(files, modes)).filter((it) => !it.ok);
    expect(failed.map((it) => it.output)).toEqual([]);
  }, 300_000);

  it('fails where the Stop that was there bears no second call, and nowhere else', async () => {
    const { files } = await add(driver());
    const failed = (await play(files, { Poll: 'periodic' })).filter((it) => !it.ok);
    for (const { name } of failed) {
      expect(name).toMatch(/^(?:Stop twice|each call of Start fails|random order)$/);
    }
  }, 300_000);

  it('runs the teardown that was there once the timer is gone', async () => {
    const { files } = await add(driver({ stop: GUARDED }), { queue: 'dedicated' });
    const module = await buildDriver(runtime, {
      files,
      className: NAME,
      modes: { Poll: 'periodic' },
    });
    const number = scenarioNames().indexOf('start, ticks, stop');
    const [result] = playScenarios(module, { only: [number], verbose: true });
    const output = result?.output ?? '';
    const gone = output.indexOf('timer source freed');
    expect(gone).toBeGreaterThan(output.indexOf('timer fires'));
    expect(output.indexOf('QuiesceHardware()')).toBeGreaterThan(gone);
    expect(output.indexOf('ShutValve()')).toBeGreaterThan(output.indexOf('QuiesceHardware()'));
  }, 300_000);
});
