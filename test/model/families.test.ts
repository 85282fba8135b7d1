import { expect, it } from 'vitest';
import { project } from '../support/matrix.ts';
import { rendered } from '../support/rendered.ts';
import {
  buildDriver,
  compileRuntime,
  driverIn,
  playScenarios,
  testsIn,
} from '../support/wasm-model.ts';

const ids = { vendorId: 1, productId: 2 };

it.each([
  project(),
  project({ provider: 'usb-interface', ...ids, interfaceNumber: 0, configurationValue: 1 }),
  project({ provider: 'pci', ...ids }),
  project({ provider: 'hid', ...ids }),
])('a project plays its driver with the stubs that it has itself: $provider', async (options) => {
  const tree = rendered(options);
  const runtime = await compileRuntime({ read: testsIn(tree) });
  const driver = await buildDriver(runtime, driverIn(tree));
  const results = playScenarios(driver, { only: [0, 4] });
  expect(results.map((it) => it.ok || it.output)).toEqual([true, true]);
});
