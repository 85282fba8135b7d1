import { beforeAll, describe, expect, it } from 'vitest';
import {
  buildDriver,
  compileRuntime,
  playScenarios,
  type Runtime,
  scenarioNames,
} from '../support/wasm-model.ts';
import { actionMutants } from './mutants/actions.ts';
import { hardwareMutants } from './mutants/hardware.ts';
import { driverOf, mutate, originals } from './mutants/mutant.ts';
import { startMutants } from './mutants/starting.ts';
import { stopMutants } from './mutants/stopping.ts';
import { tickMutants } from './mutants/ticking.ts';

const mutants = [
  ...actionMutants,
  ...stopMutants,
  ...hardwareMutants,
  ...startMutants,
  ...tickMutants,
];
const originalNames = Object.keys(originals) as (keyof typeof originals)[];

let runtime: Runtime;

beforeAll(async () => {
  runtime = await compileRuntime();
}, 300_000);

describe('the drivers that mutants are made from pass every scenario', () => {
  it.each(originalNames)('%s', async (name) => {
    const results = playScenarios(await buildDriver(runtime, driverOf(name)));
    expect(results.filter((result) => !result.ok).map((result) => result.output)).toEqual([]);
  });
});

describe(`${mutants.length} mistakes of real drivers compile, and are caught where one expects`, () => {
  it.each(mutants)('$mistake: $scenario', async (mutant) => {
    const module = await buildDriver(runtime, mutate(mutant));
    const only = scenarioNames().indexOf(mutant.scenario);
    const [result] = playScenarios(module, { only: [only] });

    expect(result?.output).toContain(mutant.says);
    expect(result?.output).toContain(`FAIL  ${mutant.scenario}`);
    expect(result?.ok).toBe(false);
  });
});
