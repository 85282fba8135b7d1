import { beforeAll, describe, expect, it } from 'vitest';
import {
  buildDriver,
  compileRuntime,
  playScenarios,
  type Runtime,
  scenarioNames,
} from '../support/wasm-model.ts';
import { filesOf, SHAPES, type Shape } from './fixtures/shapes.ts';

let runtime: Runtime;

beforeAll(async () => {
  runtime = await compileRuntime();
}, 300_000);

const plistOf = (provider: string) =>
  `<dict><key>IOProviderClass</key><string>${provider}</string></dict>`;

/** Compiles a driver without a warning and links it with the model. */
function build({ className, life, timer }: Shape, files: Readonly<Record<string, string>>) {
  const { provider, headers, writesInStop } = life;
  // Behind QuiesceHardware the model lets nobody write, which holds for drivers that `new` wrote.
  // The Stop of others may well be what quiesces.
  const named = Object.entries(files).map(([file, text]) => [
    file,
    writesInStop ? text.replaceAll('QuiesceHardware', 'Quiesce') : text,
  ]);
  return buildDriver(runtime, {
    files: { ...Object.fromEntries(named), ...headers },
    className,
    modes: { Poll: timer.mode ?? 'periodic' },
    ...(provider === undefined ? {} : { plist: plistOf(provider) }),
  });
}

/** Rounds of scenarios that fail, with the reason: `Stop twice (both at once): super Stop …`. */
function failures(module: WebAssembly.Module): string[] {
  return playScenarios(module)
    .filter((it) => !it.ok)
    .map(({ name, output }) => `${name}: ${output.split('\n')[1]?.trim()}`);
}

describe.each(SHAPES)('$folder', (shape) => {
  const before = filesOf(shape, 'before');
  const after = { ...before, ...filesOf(shape, 'after') };

  it('lives with its timer as well as without', async () => {
    const added = await build(shape, after);
    const failed = failures(added);
    const isFaultless = failed.length === 0 || shape.life.isFaultless;
    const known = isFaultless ? [] : failures(await build(shape, before));
    // In a random order Stop may be called twice, too, if time allows.
    const isKnown = (it: string) =>
      known.includes(it) || known.includes(it.replace('random order', 'Stop twice'));
    expect(failed.filter((it) => !isKnown(it))).toEqual([]);

    const number = scenarioNames().indexOf('start, ticks, stop');
    const [result] = playScenarios(added, { only: [number], verbose: true });
    const [, life = ''] = result?.output.split('--- start, ticks, stop: settings') ?? [];
    const stop = life.search(/ {2}Stop$/m);
    const gone = life.indexOf('timer source freed');
    expect(life.indexOf('PollTick()')).toBeGreaterThan(0);
    expect(stop).toBeGreaterThan(life.lastIndexOf('PollTick()'));
    expect(gone).toBeGreaterThan(stop);
    expect(life.indexOf(shape.life.teardown, stop)).toBeGreaterThan(gone);
    expect(life.indexOf('super Stop', stop)).toBeGreaterThan(gone);
  }, 300_000);
});
