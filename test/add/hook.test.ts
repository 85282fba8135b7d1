import { expect, it } from 'vitest';
import { lampDriver } from '../../core/rules/example-driver.ts';
import { lampDriverOnOwnQueue } from '../../core/rules/own-queue-driver.ts';
import { add } from './adding.ts';

it('calls the hook once, when the timer that is added is gone', async () => {
  const { files, planned } = await add(lampDriver(), {}, 'LampDriver');
  expect(files['LampDriver.cpp']).toMatch(/void LampDriver::QuiesceHardware\(IOService \*\)\s*\{/);
  expect(files['LampDriver.cpp']).toContain('QuiesceHardware(provider);');
  expect(planned.notes).toEqual([]);
});

it('has no hook beside a timer that ticks on another queue, and says so', async () => {
  const before = lampDriverOnOwnQueue();
  const { files, planned } = await add(before, {}, 'LampDriver');
  expect(JSON.stringify(files)).not.toContain('QuiesceHardware');
  const lines = (before['LampDriver.cpp'] ?? '').split('\n');
  const made = lines.findIndex((it) => it.includes('IOTimerDispatchSource::Create')) + 1;
  expect(planned.notes).toEqual([
    expect.stringMatching(new RegExp(`^LampDriver\\.cpp:${made}: QuiesceHardware is left out: `)),
  ]);
});

it('says nothing where the hook is there already', async () => {
  const before = lampDriverOnOwnQueue({
    declarations: '    void QuiesceHardware(IOService *provider) LOCALONLY;',
    behind: 'void LampDriver::QuiesceHardware(IOService *)\n{\n}\n',
  });
  const { planned } = await add(before, {}, 'LampDriver');
  expect(planned.notes).toEqual([]);
});
