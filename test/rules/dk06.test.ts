import { describe, expect, it } from 'vitest';
import { foundBy, GATE_START, here, sluiceGate } from '../support/sluice-gate.ts';

const stopping = (body: string) => `\
    if (__c11_atomic_exchange(&ivars->closing, true, __ATOMIC_ACQ_REL)) {
        return kIOReturnSuccess;
    }
${body}
    return Stop(provider, SUPERDISPATCH);`;

const ON_MAIN = GATE_START.replace('ivars->wet, &GAUGE', 'ivars->main, &GAUGE');

describe('DK06', () => {
  it.each([
    ['Stop', stopping('    GAUGE->SetEnable(false);\n    OSSafeReleaseNULL(GAUGE); // here')],
    [
      'another queue than its own',
      stopping(
        '    ivars->main->DispatchSync(^{\n        OSSafeReleaseNULL(GAUGE); // here\n    });',
      ),
    ],
  ])('finds a release in %s', async (_case, stop) => {
    const gate = sluiceGate({ stop });
    expect(await foundBy('DK06', gate)).toEqual([`${here(gate)} error`]);
  });

  it('finds a release in free(), on whatever queue the timer is', async () => {
    const gate = sluiceGate({
      start: ON_MAIN,
      stop: stopping(''),
      free: '        OSSafeReleaseNULL(GAUGE); // here',
    });
    expect(await foundBy('DK06', gate)).toEqual([`${here(gate)} error`]);
  });

  it('finds a failing Start that releases what it has armed', async () => {
    const start = GATE_START.replace(
      '    if (!ok()) {',
      '    if (ok()) {\n        result = RegisterService();\n    }\n    if (!ok()) {',
    ).replace('OSSafeReleaseNULL(GAUGE);', 'OSSafeReleaseNULL(GAUGE); // here');
    const gate = sluiceGate({ start });
    expect(await foundBy('DK06', gate)).toEqual([`${here(gate)} error`]);
  });

  it.each([
    ['its own queue', { start: ON_MAIN, stop: stopping('    OSSafeReleaseNULL(GAUGE);') }],
    [
      'its own queue, by DispatchSync',
      {
        stop: stopping(
          '    ivars->wet->DispatchSync(^{\n        OSSafeReleaseNULL(GAUGE);\n    });',
        ),
      },
    ],
    [
      'a queue that was made that of the methods',
      {
        start: GATE_START.replace(
          '        result = IOTimerDispatchSource',
          '        SetDispatchQueue(kIOServiceDefaultQueueName, ivars->wet);\n        result = IOTimerDispatchSource',
        ),
        stop: stopping('    OSSafeReleaseNULL(GAUGE);'),
      },
    ],
    [
      'a path where it was never armed',
      {
        start: GATE_START.replace(/ {8}ivars->next = [^}]*/, ''),
        stop: stopping('    OSSafeReleaseNULL(GAUGE);'),
      },
    ],
    [
      'the way out of code that may have cancelled it',
      { stop: stopping('    ShutDown(ivars);\n    OSSafeReleaseNULL(GAUGE);') },
    ],
    [
      'Stop while somebody else holds it',
      {
        stop: stopping('    GAUGE->retain();\n    GAUGE->release();'),
        free: 'GAUGE->Cancel(^{});',
      },
    ],
  ])('is silent on %s', async (_case, gate) => {
    expect(await foundBy('DK06', sluiceGate(gate))).toEqual([]);
  });

  const audio = (base: string, end: string) => ({
    'Tone.iig': `\
#include <AudioDriverKit/${base}.iig>
class Tone : public ${base}
{
public:
    virtual kern_return_t StartIO(IOUserAudioStartStopFlags flags) override;
    virtual kern_return_t StopIO(IOUserAudioStartStopFlags flags) override;
    virtual void Hum(OSAction *a, uint64_t t) TYPE(IOTimerDispatchSource::TimerOccurred);
};
`,
    'Gate.cpp': `\
struct Tone_IVars {
    OSSharedPtr<IOTimerDispatchSource> clock;
};
kern_return_t Tone::StartIO(IOUserAudioStartStopFlags flags)
{
    return ivars->clock->WakeAtTime(kIOTimerClockUptimeRaw, clock_gettime_nsec_np(CLOCK_UPTIME_RAW), 0);
}
kern_return_t Tone::StopIO(IOUserAudioStartStopFlags flags)
{
    ${end}
    return kIOReturnSuccess;
}
`,
  });

  it('tells an audio object only for information', async () => {
    const tone = audio('IOUserAudioDevice', 'ivars->clock.reset(); // here');
    expect(await foundBy('DK06', tone)).toEqual([`${here(tone)} info`]);
    const helper = audio('OSObject', 'ivars->clock.reset(); // here');
    expect(await foundBy('DK06', helper)).toEqual([`${here(helper)} warning`]);
    const good = audio(
      'IOUserAudioDevice',
      'ivars->clock->Cancel(^{\n        ivars->clock.reset();\n    });',
    );
    expect(await foundBy('DK06', good)).toEqual([]);
  });

  it.each([
    ['releases it, too', '        OSSafeReleaseNULL(GAUGE);\n'],
    ['leaves it to free()', ''],
  ])(
    'is silent where Stop cancels deeper than calls are followed, and %s',
    async (_case, release) => {
      const depth = 20;
      const declarations = Array.from({ length: depth }, (_, i) => `    void End${i}() LOCALONLY;`);
      const last = `    GAUGE->Cancel(^{\n${release}        Stop(ivars->from, SUPERDISPATCH);\n    });`;
      const methods = Array.from(
        { length: depth },
        (_, i) =>
          `void SluiceGate::End${i}()\n{\n${i + 1 < depth ? `    End${i + 1}();` : last}\n}\n`,
      );
      const gate = sluiceGate({
        members: '    IOService *from;',
        declarations: declarations.join('\n'),
        stop: stopping('    ivars->from = provider;\n    End0();').replace(
          'return Stop(provider, SUPERDISPATCH)',
          'return kIOReturnSuccess',
        ),
        behind: methods.join('\n'),
        free: '        OSSafeReleaseNULL(GAUGE);',
      });
      expect(await foundBy('DK06', gate)).toEqual([]);
    },
  );
});
