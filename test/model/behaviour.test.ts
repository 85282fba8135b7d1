import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  buildDriver,
  compileRuntime,
  namesIn,
  playScenarios,
  type ScenarioResult,
} from '../support/wasm-model.ts';

const read = (file: string) => readFileSync(new URL(`behaviour/${file}`, import.meta.url), 'utf8');
const behaviours = read('behaviours.cpp');
const names = namesIn(behaviours);

let results: ScenarioResult[] = [];

beforeAll(async () => {
  const runtime = await compileRuntime({
    scenarios: { 'behaviours.cpp': behaviours, 'probe.h': read('probe.h') },
  });
  const files = Object.fromEntries(
    ['ProbeDriver.iig', 'ProbeDriver.cpp', 'probe.h'].map((file) => [file, read(file)]),
  );
  const driver = await buildDriver(runtime, { files, className: 'ProbeDriver' });
  results = playScenarios(driver, { only: names.map((_, index) => index) });
}, 300_000);

describe('the model does what is known of DriverKit', () => {
  it.each(names.map((name, index) => ({ name, index })))('$name', ({ name, index }) => {
    const end = name.split(' | ')[1];
    const result = results[index];

    if (end === undefined) {
      expect(result?.output).toBe(`ok    ${name}\n`);
    } else {
      expect(result?.output).toContain(`FAIL  ${name}`);
      expect(result?.output).toContain(end);
      expect(result?.ok).toBe(false);
    }
  });
});
