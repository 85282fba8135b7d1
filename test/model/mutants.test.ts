import { beforeAll, describe, expect, it } from 'vitest';
import { project } from '../support/matrix.ts';
import { rendered } from '../support/rendered.ts';
import {
  buildDriver,
  compileRuntime,
  driverIn,
  playScenarios,
  type Runtime,
  scenarioNames,
} from '../support/wasm-model.ts';
import { mutants, mutate } from './mutants/catalogue/mutants.ts';

let runtime: Runtime;
const passed = new Map<string, Promise<readonly string[]>>();

/** The names of the scenarios that a driver passes; each driver is played once. */
function scenariosPassed(tree: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const { files } = driverIn(tree);
  const key = Object.values(files).join();
  const play = async () =>
    playScenarios(await buildDriver(runtime, driverIn(tree)))
      .filter((result) => result.ok)
      .map((result) => result.name);
  if (!passed.has(key)) passed.set(key, play());
  return passed.get(key) ?? play();
}

beforeAll(async () => {
  runtime = await compileRuntime();
}, 300_000);

describe(`${mutants.length} mistakes of real drivers, each caught where one expects`, () => {
  it.each(mutants)('$id: $expect.scenario', async (mutant) => {
    const original = rendered(project(mutant.options));
    const broken = await buildDriver(runtime, driverIn(mutate(original, mutant)));
    const only = scenarioNames().indexOf(mutant.expect.scenario);
    const [result] = playScenarios(broken, { only: [only] });

    expect(result?.ok).toBe(false);
    expect(result?.output).toContain(`FAIL  ${mutant.expect.scenario}`);
    expect(result?.output).toMatch(mutant.expect.symptom);
    expect(await scenariosPassed(original)).toContain(mutant.expect.scenario);
  });
});
