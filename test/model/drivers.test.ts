import { beforeAll, describe, expect, it } from 'vitest';
import { buildDriver, compileRuntime, playScenarios, type Runtime } from '../support/wasm-model.ts';
import { driverFiles, drivers } from './drivers/drivers.ts';

let runtime: Runtime;

beforeAll(async () => {
  runtime = await compileRuntime();
}, 300_000);

describe('drivers written by hand end as their teardown is known to end', () => {
  it.each(drivers)('$folder: $teardown', async (driver) => {
    const { className } = driver;
    const module = await buildDriver(runtime, { files: driverFiles(driver), className });
    const failed = playScenarios(module).filter((result) => !result.ok);

    if (driver.outcome === 'passes') {
      expect(failed.map((result) => result.output)).toEqual([]);
    } else {
      const { scenario, symptom } = driver.outcome;
      expect(failed.find((result) => result.name === scenario)?.output).toMatch(symptom);
    }
  });
});
