import { expect, it } from 'vitest';
import { matrix, project } from '../support/matrix.ts';
import { rendered } from '../support/rendered.ts';
import {
  buildDriver,
  compileRuntime,
  driverIn,
  playScenarios,
  scenarioNames,
} from '../support/wasm-model.ts';

// A contributor's window into the model. Both may be set from outside:
//   DRIVER='pci dedicated periodic uptime power' SCENARIO='Stop twice' npx vitest run test/model/timeline
const wantedDriver = process.env.DRIVER ?? 'usb-device default periodic uptime power';
const wantedScenario = process.env.SCENARIO ?? 'start, ticks, stop';

it(`${wantedScenario}: ${wantedDriver}`, async () => {
  const options = matrix().find(({ title }) => title === wantedDriver)?.options;
  const number = scenarioNames().indexOf(wantedScenario);
  if (!options)
    throw new Error(
      `DRIVER is none of: ${matrix()
        .map(({ title }) => title)
        .join(', ')}`,
    );
  if (number < 0) throw new Error(`SCENARIO is none of: ${scenarioNames().join(', ')}`);

  const driver = await buildDriver(await compileRuntime(), driverIn(rendered(options)));
  const [quiet] = playScenarios(driver, { only: [number] });
  const [verbose] = playScenarios(driver, { only: [number], verbose: true });
  if (process.env.DRIVER || process.env.SCENARIO) console.log(verbose?.output);

  expect(quiet?.output).toMatch(/^ok .*\n$/);
  expect(verbose?.output).toMatch(/^ +\d+ +\d+\.\d{6} ms {2}Default +Stop$/m);
  expect(verbose?.output).toMatch(/^ +\d+ +\d+\.\d{6} ms {2}\S+ +driver freed$/m);
}, 300_000);

it('a periodic timer that is not armed again is found out', async () => {
  const source = driverIn(rendered(project()));
  const path = 'Driver/AcmeDriver.cpp';
  const text = source.files[path]?.replace(
    / {4}ret = ivars->heartbeatTimer->WakeAtTime[^;]*;/,
    '    ret = kIOReturnSuccess;',
  );
  const files = { ...source.files, [path]: text ?? '' };
  const driver = await buildDriver(await compileRuntime(), {
    ...source,
    files,
    modes: { Heartbeat: 'periodic' },
  });
  const [result] = playScenarios(driver, { only: [scenarioNames().indexOf('1,000 periods')] });

  expect(result?.output).toContain('Heartbeat ticked once and was not armed again (DK21)');
  expect(result?.ok).toBe(false);
}, 300_000);
