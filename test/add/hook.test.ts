import { expect, it } from 'vitest';
import { lampDriver } from '../../core/rules/example-driver.ts';
import { lampDriverOnOwnQueue } from '../../core/rules/own-queue-driver.ts';
import { add } from './adding.ts';
import { driver } from './drivers.ts';

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

/** More than is followed: what Start does behind it is not seen. */
const LONG = Array.from(
  { length: 300 },
  (_, port) => `    if (CountPort(${port}) != 0) {\n        ++ivars->ports;\n    }`,
).join('\n');
const PORTS = '    int ports;\n    IODispatchQueue *queue;\n    IOTimerDispatchSource *timer;';

it('has no hook beside a timer of a Start that is too long to be followed', async () => {
  const ivars = `${PORTS}\n    uint64_t deadline;\n    bool stopping;`;
  const { files, planned } = await add(lampDriver({ ivars, onStart: LONG }), {}, 'LampDriver');
  expect(JSON.stringify(files)).not.toContain('QuiesceHardware');
  expect(planned.notes).toContainEqual(expect.stringContaining('QuiesceHardware is left out'));
});

/** A helper class that makes a timer which calls a handler of the driver, or of another one. */
const HELPER = `
void Metronome::Begin(IODispatchQueue *at, OSAction *beat)
{
    IOTimerDispatchSource *made = nullptr;
    if (::IOTimerDispatchSource::Create(at, &made) == kIOReturnSuccess) {
        beats = made;
    }
}
`;
const METRONOME = `
class Metronome
{
public:
    void Begin(IODispatchQueue *at, OSAction *beat);
    IOTimerDispatchSource *beats;
};`;

it('has no hook beside the timer of a helper that nobody is seen to call, for a handler', async () => {
  const files = lampDriver({ before: METRONOME, behind: HELPER });
  const { planned } = await add(files, {}, 'LampDriver');
  expect(planned.notes).toEqual([expect.stringContaining('QuiesceHardware is left out')]);
});

it('has its hook where no handler is declared that such a timer could call', async () => {
  const files = { ...driver(), 'Metronome.cpp': `${METRONOME}${HELPER}` };
  const { planned } = await add(files);
  expect(planned.notes).toEqual([]);
  expect(planned.needsHook).toBe(true);
});

it('says nothing where the hook is there already', async () => {
  const before = lampDriverOnOwnQueue({
    declarations: '    void QuiesceHardware(IOService *provider) LOCALONLY;',
    behind: 'void LampDriver::QuiesceHardware(IOService *)\n{\n}\n',
  });
  const { planned } = await add(before, {}, 'LampDriver');
  expect(planned.notes).toEqual([]);
});
