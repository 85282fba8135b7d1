import { describe, expect, it } from 'vitest';
import { type PumpParts, pump } from '../support/pump.ts';
import { expectedHere, foundBy } from '../support/rule-findings.ts';

const starting = (body: string, parts: PumpParts = {}) =>
  pump({
    members: '    IOUSBHostDevice *device; bool wet;',
    start: `kern_return_t PumpService::Start_Impl(PumpService_Start_Args) {\n${body}\n}`,
    ...parts,
  });

/** Start opens the provider by a cast, fails behind it, and leaves the rest to Stop. */
const closingByCast = (cast: string) =>
  starting(
    `    kern_return_t kr = Start(provider, SUPERDISPATCH);
    if (kr) return Stop(provider, SUPERDISPATCH), kr;
    auto *pump = OSDynamicCast(IOUSBHostDevice, provider);
    if (pump == nullptr || pump->Open(this, 0, NULL) != 0) {
        Stop(provider, SUPERDISPATCH);
        return kIOReturnNoDevice;
    }
    kr = prime();
    if (kr != 0) {
        Stop_Impl(provider);
        return kr; // here
    }
    return kIOReturnSuccess;`,
    {
      stop: `kern_return_t PumpService::Stop_Impl(PumpService_Stop_Args) {
    auto *pump = ${cast};
    if (pump) { pump->Close(this, 0); }
    return Stop(provider, SUPERDISPATCH);
}`,
    },
  );

describe('DK34', () => {
  it('finds each early return behind super Start, and none before it', async () => {
    const files = starting(`    if (!mMain && ivars->next == 7) { return kIOReturnNoSpace; }
    kern_return_t kr = Start(provider, SUPERDISPATCH);
    if (kr) return kr;
    ivars->device = OSDynamicCast(IOUSBHostDevice, provider);
    if (!ivars->device) return kIOReturnUnsupported; // here
    kr = prime();
    if (kr) return kr; // here
    return mStrokes->WakeAtTime(kIOTimerClockUptimeRaw, mNext, 0);`);
    expect(await foundBy('DK34', files)).toEqual(expectedHere(files, 'DK34 error'));
  });

  it('finds a second super Stop, behind one in a helper', async () => {
    const files = starting(
      `    kern_return_t kr = Start(provider, SUPERDISPATCH);
    if (kr == 0) kr = prime();
    if (kr != 0) {
        dry(provider);
        Stop(provider, SUPERDISPATCH); // here
    }
    return kr;`,
      {
        declared: '    void dry(IOService *from) LOCALONLY;',
        behind: `void PumpService::dry(IOService *from) {
    OSSafeReleaseNULL(mStrokes);
    Stop(from, SUPERDISPATCH);
}`,
      },
    );
    expect(await foundBy('DK34', files)).toEqual(expectedHere(files, 'DK34 error'));
  });

  it('finds a timer that a failing Start leaves armed', async () => {
    const files = starting(`    kern_return_t kr = Start(provider, SUPERDISPATCH);
    require_noerr(kr, bail);
    kr = prime();
    require_noerr(kr, bail);
    mStrokes->WakeAtTime(kIOTimerClockUptimeRaw, mNext, 0);
    kr = RegisterService();
    require_noerr(kr, bail);
    return kr;
bail:
    Stop(provider, SUPERDISPATCH);
    return kr; // here`);
    expect(await foundBy('DK34', files)).toEqual(expectedHere(files, 'DK34 error'));
  });

  it('warns of a provider that is left open', async () => {
    const files = starting(`    kern_return_t kr = Start(provider, SUPERDISPATCH);
    ivars->device = (IOUSBHostDevice *)provider;
    if (kr == 0) kr = ivars->device->Open(this, 0, NULL);
    if (kr == 0) kr = prime();
    if (kr == 0) return kr;
    Stop(provider, SUPERDISPATCH);
    return kr; // here`);
    expect(await foundBy('DK34', files)).toEqual(expectedHere(files, 'DK34 warning'));
  });

  it('warns where Stop looks for another class than the one that was opened', async () => {
    const files = closingByCast('OSDynamicCast(IOUSBHostInterface, provider)');
    expect(await foundBy('DK34', files)).toEqual(expectedHere(files, 'DK34 warning'));
  });

  it('finds hardware of our own drivers that is brought up and not quiesced', async () => {
    const files = starting(
      `    kern_return_t kr = Start(provider, SUPERDISPATCH);
    if (kr == 0) kr = BringUpHardware(provider);
    if (kr == 0) kr = prime();
    if (kr == 0) return kr;
    Stop(provider, SUPERDISPATCH);
    return kr; // here`,
      {
        declared: `    kern_return_t BringUpHardware(IOService *from) LOCALONLY;
    void QuiesceHardware(IOService *from) LOCALONLY;`,
        behind: `kern_return_t PumpService::BringUpHardware(IOService *from) { return from->Reset(); }
void PumpService::QuiesceHardware(IOService *from) { from->Reset(); }`,
      },
    );
    expect(await foundBy('DK34', files)).toEqual(expectedHere(files, 'DK34 error'));
  });
});

describe('DK34 is silent', () => {
  it("where a Start that fails calls the driver's own Stop", async () => {
    const files = starting(`    kern_return_t kr = Start(provider, SUPERDISPATCH);
    if (kr != kIOReturnSuccess) return kr;
    kr = prime();
    if (kr != kIOReturnSuccess) { Stop(provider); return kr; }
    kr = mStrokes->WakeAtTime(kIOTimerClockUptimeRaw, mNext, 0);
    if (kr == kIOReturnSuccess) kr = RegisterService();
    if (kr != kIOReturnSuccess) Stop_Impl(provider);
    return kr;`);
    expect(await foundBy('DK34', files)).toEqual([]);
  });

  it('on a provider that Stop closes by the cast that succeeded in Start', async () => {
    const files = closingByCast('OSDynamicCast(IOUSBHostDevice, provider)');
    expect(await foundBy('DK34', files)).toEqual([]);
  });

  it('on super Stop behind a macro, known or not, and after a super Start that failed', async () => {
    const body = (macro: string) => `    kern_return_t kr = Start(provider, SUPERDISPATCH);
    if (kr == 0) kr = prime();
    if (kr != 0) {
        ${macro};
        return kr;
    }
    return 0;`;
    const before =
      '#define UNDO() do { OSSafeReleaseNULL(mStrokes); Stop(provider, SUPERDISPATCH); } while (0)';
    expect(await foundBy('DK34', starting(body('UNDO()'), { before }))).toEqual([]);
    expect(await foundBy('DK34', starting(body('PUMP_UNDO(provider)')))).toEqual([]);
    expect(await foundBy('DK34', starting(body('Stop(provider, SUPERDISPATCH)')))).toEqual([]);
  });

  it('on a clean-up in a method that is defined elsewhere', async () => {
    const files = starting(
      `    kern_return_t kr = Start(provider, SUPERDISPATCH);
    if (kr == 0) kr = prime();
    if (kr != 0) { dry(provider); return kr; }
    return 0;`,
      { declared: '    void dry(IOService *from) LOCALONLY;' },
    );
    expect(await foundBy('DK34', files)).toEqual([]);
  });

  it('on what may be a success', async () => {
    const files = starting(`    kern_return_t kr = Start(provider, SUPERDISPATCH);
    if (kr != 0) return kr;
    return RegisterService();`);
    expect(await foundBy('DK34', files)).toEqual([]);
  });

  it('on an armed timer that is cancelled, with super Stop in the block', async () => {
    const files = starting(`    kern_return_t kr = Start(provider, SUPERDISPATCH);
    if (kr != 0) return kr;
    kr = prime();
    if (kr == 0) kr = mStrokes->WakeAtTime(kIOTimerClockUptimeRaw, mNext, 0);
    if (kr != 0) { Stop(provider, SUPERDISPATCH); return kr; }
    kr = RegisterService();
    if (kr != 0) {
        mStrokes->Cancel(^{ Stop(provider, SUPERDISPATCH); });
    }
    return kr;`);
    expect(await foundBy('DK34', files)).toEqual([]);
    expect(await foundBy('DK35', files)).toEqual([]);
  });
});
