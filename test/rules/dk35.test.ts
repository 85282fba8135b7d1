import { expect, it } from 'vitest';
import { pump } from '../support/pump.ts';
import { expectedHere, foundBy } from '../support/rule-findings.ts';

const starting = (body: string, behind = '') =>
  pump({
    declared: '    kern_return_t go() LOCALONLY;',
    members: '    IOTimerDispatchSource *second;',
    start: `kern_return_t IMPL(PumpService, Start) {
    kern_return_t kr = Start(provider, SUPERDISPATCH);
    if (kr == 0) kr = prime();
    if (kr == 0) {
${body}
    }
    if (kr != 0) {
        OSSafeReleaseNULL(mStrokes);
        Stop(provider, SUPERDISPATCH);
    }
    return kr;
}`,
    behind,
  });

const GO = (mark = '') => `kern_return_t PumpService::go() {
    return mStrokes->WakeAtTime(kIOTimerClockUptimeRaw, mNext, 0);${mark}
}`;

it('warns of a timer that is armed in a helper before the last step', async () => {
  const files = starting(
    `        kr = go();
        if (kr == 0) kr = RegisterService();`,
    GO(' // here'),
  );
  expect(await foundBy('DK35', files)).toEqual(expectedHere(files, 'DK35 warning'));
});

it('warns where Start returns what a later step returns', async () => {
  const files = starting(
    `        mStrokes->WakeAtTime(kIOTimerClockUptimeRaw, mNext, 0); // here
        return RegisterService();`,
    GO(),
  );
  expect(await foundBy('DK35', files)).toEqual(expectedHere(files, 'DK35 warning'));
});

it('is silent on arming last, and on steps behind it that fail nothing', async () => {
  const files = starting(
    `        kr = RegisterService();
        if (kr == 0) kr = go();
        if (kr == 0) SetProperties(NULL);`,
    GO(),
  );
  expect(await foundBy('DK35', files)).toEqual([]);
});

it('is silent where a second timer cannot be armed', async () => {
  const files = starting(
    `        kr = IOTimerDispatchSource::Create(mOwn, &ivars->second);
        if (kr == 0) kr = go();
        if (kr == 0) kr = ivars->second->WakeAtTime(kIOTimerClockUptimeRaw, mNext, 0);`,
    GO(),
  );
  expect(await foundBy('DK35', files)).toEqual([]);
});
