import { describe, expect, it } from 'vitest';
import { compileIig } from '../support/iig.ts';

const head = '#include <DriverKit/IOService.iig>\n#include <DriverKit/IOTimerDispatchSource.iig>\n';
const driver = (members: string, includes = head) =>
  `${includes}\nclass AcmeDriver : public IOService\n{\npublic:\n${members}\n};\n`;
const compile = (text: string, more: object = {}) =>
  compileIig({ sources: [{ path: 'Driver/AcmeDriver.iig', text }], ...more });
const tick =
  '    virtual void Tick(OSAction *action, uint64_t time)\n        TYPE(IOTimerDispatchSource::TimerOccurred);';

describe('the stand-in for iig', () => {
  it('includes headers for .iig files and declares what a driver defines', () => {
    const header = compile(
      driver(`    virtual bool init() override;
    virtual kern_return_t Start(IOService * provider) override;
${tick}
    void QuiesceHardware(IOService *provider) LOCALONLY;
    bool Stopping() const LOCALONLY;`),
    ).headers['AcmeDriver.h'];

    expect(header).toContain('#include <DriverKit/IOService.h>');
    expect(header).toContain('    bool init() override;');
    expect(header).toContain('    kern_return_t Start_Impl(IOService *provider);');
    expect(header).toContain('#define AcmeDriver_Start_Args IOService *provider');
    expect(header).toContain('    void Tick_Impl(OSAction *action, uint64_t time);');
    expect(header).toContain(
      'kern_return_t CreateActionTick(size_t referenceSize, OSAction **action);',
    );
    expect(header).toContain('    virtual void QuiesceHardware(IOService *provider);');
    expect(header).toContain('    virtual bool Stopping() const;');
  });

  it('takes the methods of the kinds that dexts have, comments and #if among them', () => {
    const { headers, driverGlue } = compile(
      driver(`    /* not a; method( */
    kern_return_t Read(void (^done)(int), uint8_t buffer[16], int count = 3) LOCALONLY; // {
#if DEBUG
    void Dump() LOCALONLY;
#endif
    static uint32_t Answer() LOCALONLY { return 42; }
    struct Point { int x; };
protected:
    kern_return_t Stop(IOService *provider) override;`),
    );

    expect(headers['AcmeDriver.h']).toContain(
      'virtual kern_return_t Read(void (^done)(int), uint8_t *buffer, int count = 3);',
    );
    expect(headers['AcmeDriver.h']).toContain('static uint32_t Answer(){ return 42; }');
    expect(headers['AcmeDriver.h']).toContain('struct Point { int x; };');
    expect(driverGlue).toContain('return object->Stop_Impl(message->provider);');
  });

  it('reads a message by the names it was declared with, whatever the driver calls them', () => {
    const { headers, driverGlue } = compile(
      driver(`    virtual kern_return_t Start(IOService *nub) override;
    virtual kern_return_t Stop(IOService *) override;
    virtual kern_return_t SetPowerState(uint32_t flags) override;
    virtual void Tick(OSAction *a, uint64_t now) TYPE(IOTimerDispatchSource::TimerOccurred);
    virtual kern_return_t SetMode(uint32_t mode);`),
    );

    expect(driverGlue).toContain('return object->Start_Impl(message->provider);');
    expect(driverGlue).toContain('return object->Stop_Impl(message->provider);');
    expect(driverGlue).toContain('return object->SetPowerState_Impl(message->powerFlags);');
    expect(driverGlue).toContain('object->Tick_Impl(message->action, message->time);');
    expect(driverGlue).toContain('return object->SetMode_Impl(message->mode);');
    // The body has the names of its own declaration, as IMPL() needs it.
    expect(headers['AcmeDriver.h']).toContain('#define AcmeDriver_Start_Args IOService *nub');
  });

  it('finds the class and its provider in Info.plist', () => {
    const plist = `<plist><dict><key>A</key><dict>
      <key>IOProviderClass</key><string>IOPCIDevice</string>
      <key>IOUserClass</key><string>AcmeDriver</string></dict></dict></plist>`;
    const glue = compile(driver(tick), { plist }).driverGlue;

    expect(glue).toContain('new IOPCIDevice;');
    expect(glue).toContain('= model_driver_AcmeDriver;');
    expect(compile(driver(tick)).driverGlue).toContain('new IOService;');
  });

  it.each([
    [
      'a class that is not closed',
      'class AcmeDriver : public IOService {',
      'Driver/AcmeDriver.iig:1: class AcmeDriver has no closing brace',
    ],
    [
      'no semicolon',
      'class AcmeDriver : public IOService {}',
      'Driver/AcmeDriver.iig:1: class AcmeDriver needs a ";" after its closing brace',
    ],
    [
      'no base',
      '\nclass AcmeDriver {};',
      'Driver/AcmeDriver.iig:2: class AcmeDriver has no base: write "class AcmeDriver : public IOService"',
    ],
    [
      'a base that the stubs lack',
      'class AcmeDriver : public IOUserAudioDevice {};',
      'Driver/AcmeDriver.iig:1: AcmeDriver derives from IOUserAudioDevice, which the stubs lack: add Tests/stubs/<Framework>/IOUserAudioDevice.iig (see Tests/README.md)',
    ],
    [
      'data',
      driver('    int count;'),
      'Driver/AcmeDriver.iig:7: "int count;" is no method: a class in an .iig has methods only, data goes into struct AcmeDriver_IVars',
    ],
    [
      'override of nothing',
      driver('    virtual void Foo() override;'),
      "Driver/AcmeDriver.iig:7: AcmeDriver::Foo overrides nothing: no base (IOService, OSObject) declares it in Tests/stubs; copy its declaration from Apple's header into the stub",
    ],
    [
      'override with other parameters',
      driver('    virtual kern_return_t Start(int provider) override;'),
      'Driver/AcmeDriver.iig:7: Start takes (int), but the method it overrides takes (IOService *)',
    ],
    [
      'a handler without TYPE',
      driver('    virtual void Tick(OSAction * action, uint64_t time);'),
      'Driver/AcmeDriver.iig:7: Tick looks like a timer handler: it needs TYPE(IOTimerDispatchSource::TimerOccurred) behind its parameters (DK29)',
    ],
    [
      'a TYPE whose header is not included',
      driver(tick, '#include <DriverKit/IOService.iig>\n'),
      'Driver/AcmeDriver.iig:6: TYPE(IOTimerDispatchSource::TimerOccurred) needs #include <DriverKit/IOTimerDispatchSource.iig> in this file (DK29)',
    ],
    [
      'a TYPE that there is not',
      driver('    virtual void Tick() TYPE(IOTimerDispatchSource::Ticked);'),
      'Driver/AcmeDriver.iig:7: TYPE(IOTimerDispatchSource::Ticked): the stubs have no IOTimerDispatchSource::Ticked',
    ],
    [
      'a handler with other parameters',
      driver('    virtual void Tick(int x) TYPE(IOTimerDispatchSource::TimerOccurred);'),
      'Driver/AcmeDriver.iig:7: Tick takes (int), but TYPE(IOTimerDispatchSource::TimerOccurred) takes (OSAction *, uint64_t)',
    ],
    [
      'a class that stands twice',
      `${driver(tick)}${driver(tick)}`,
      'Driver/AcmeDriver.iig:13: class AcmeDriver is also in Driver/AcmeDriver.iig:4',
    ],
    [
      'several drivers',
      `${driver(tick)}class Other : public IOService {};`,
      'Driver/AcmeDriver.iig:1: say which class to test with --class (found: AcmeDriver, Other)',
    ],
  ])('says what is wrong: %s', (_, text, message) => {
    expect(() => compile(text)).toThrow(expect.objectContaining({ name: 'IigError', message }));
  });

  it('says so where the asked-for class is not there', () => {
    expect(() => compile(driver(tick), { className: 'Nope' })).toThrow(
      'Driver/AcmeDriver.iig:1: no class Nope that derives from IOService (found: AcmeDriver)',
    );
  });
});
