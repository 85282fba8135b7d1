import { expect, it } from 'vitest';
import { brief, findingsIn } from '../support/check.ts';

function fan(declaration: string) {
  return {
    'Fan.iig': `class Fan : public IOService\n{\npublic:\n    virtual kern_return_t Start(IOService *) override;\n    ${declaration}\n};\n`,
  };
}

it.each([
  'virtual void Spin(OSAction *a, uint64_t t)\n TYPE(IOTimerDispatchSource::TimerOccurred)\n QUEUENAME(FanQueue);',
  'virtual void Spin(OSAction *a, uint64_t t)\n \n QUEUENAME(FanQueue) TYPE(IOTimerDispatchSource::TimerOccurred);',
])('finds QUEUENAME where it stands: %s', async (declaration) => {
  expect(brief(await findingsIn(fan(declaration)))).toEqual(['Fan.iig:7 DK30 warning']);
});

it('says nothing of QUEUENAME at other methods', async () => {
  const declaration =
    'virtual void Came(OSAction *a) TYPE(Fan::Called) QUEUENAME(FanQueue);\nvirtual void Spin(OSAction *a, uint64_t t) TYPE(IOTimerDispatchSource::TimerOccurred);\nvirtual void Turn() QUEUENAME(FanQueue);';
  expect(brief(await findingsIn(fan(declaration)))).toEqual([]);
});
