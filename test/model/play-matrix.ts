import { beforeAll, describe, expect, it } from 'vitest';
import type { Combination } from '../support/matrix.ts';
import { rendered } from '../support/rendered.ts';
import {
  buildDriver,
  compileRuntime,
  driverIn,
  playScenarios,
  type Runtime,
  scenarioNames,
} from '../support/wasm-model.ts';

/** Tests that the drivers of these projects pass every scenario. */
export function playMatrix(title: string, combinations: readonly Combination[]): void {
  let runtime: Runtime;

  beforeAll(async () => {
    runtime = await compileRuntime();
  }, 300_000);

  describe(`${combinations.length} drivers, ${title}, pass ${scenarioNames().length} scenarios`, () => {
    it.each(combinations)('$title', async ({ options }) => {
      const tree = rendered(options);
      const results = playScenarios(await buildDriver(runtime, driverIn(tree)));
      const periodic = options.timers[0]?.mode === 'periodic';
      const name = options.timers[0]?.name;

      expect(results.filter((result) => !result.ok).map((result) => result.output)).toEqual([]);
      // That the driver does tick is in the words of these two.
      expect(results[1]?.output).toBe(
        `ok    1,000 periods: ${name} ${periodic ? 'is exact in each' : 'fires once'}\n`,
      );
      expect(results[0]?.output).toBe(
        'ok    start, ticks, stop: under 96 settings of the system\n',
      );
    });
  });
}
