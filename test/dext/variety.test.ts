import { describe, expect, test } from 'vitest';
import type { DextModel } from '../../core/dext/model.ts';
import { classIn, modelOfFiles, textOf } from './model-of-files.ts';

type Files = Readonly<Record<string, string>>;

/** Each definition of a class: style, parameters, and the text up to its brace. */
function bodiesOf(model: DextModel, name: string): string[] {
  return [...classIn(model, name).methods.values()].flatMap((method) =>
    method.definitions.map((it) => {
      const params = it.params.map((param) => param.name).join(', ');
      const head = it.file.text.slice(it.node.start, it.body.start).trim();
      return `${method.name} ${it.style} (${params}) ${JSON.stringify(head)}`;
    }),
  );
}

/** Each declaration of a class: access, attributes, and its text. */
function declarationsOf(model: DextModel, name: string): string[] {
  return [...classIn(model, name).methods.values()].flatMap((method) =>
    method.declarations.map((it) => {
      const attributes = it.attributes.map((macro) => macro.name).join(' ');
      return `${it.access} [${attributes}] ${JSON.stringify(textOf(it))}`;
    }),
  );
}

const HEAD = '#ifndef LampDriver_h\n#define LampDriver_h\n\n#include <DriverKit/IOService.iig>\n\n';
const TAIL = '\n\n#endif /* LampDriver_h */\n';
const PLAIN = `${HEAD}class LampDriver: public IOService
{
public:
    virtual bool init() override;
    virtual void free() override;
    virtual kern_return_t Start(IOService * provider) override;
    virtual kern_return_t Stop(IOService * provider) override;
};${TAIL}`;

describe('how methods are laid out', () => {
  test('the type on a line of its own, braces behind, four blanks', () => {
    const cpp = `#define super IOService

struct LampDriver_IVars
{
    bool lit;
};

bool
LampDriver::init()
{
    if (!super::init()) {
        return false;
    }
    ivars = IONewZero(LampDriver_IVars, 1);
    return ivars != nullptr;
}

kern_return_t
IMPL(LampDriver, Start)
{
    kern_return_t ret = Start(provider, SUPERDISPATCH);
    if (ret != kIOReturnSuccess) {
        goto Exit;
    }
Exit:
    return ret;
}

kern_return_t
IMPL(LampDriver, Stop)
{
    return Stop(provider, SUPERDISPATCH);
}
`;
    const model = modelOfFiles({ 'Lamp/LampDriver.iig': PLAIN, 'Lamp/LampDriver.cpp': cpp });
    expect(bodiesOf(model, 'LampDriver')).toEqual([
      String.raw`init plain () "bool\nLampDriver::init()"`,
      String.raw`Start IMPL (provider) "kern_return_t\nIMPL(LampDriver, Start)"`,
      String.raw`Stop IMPL (provider) "kern_return_t\nIMPL(LampDriver, Stop)"`,
    ]);
    expect(classIn(model, 'LampDriver').ivars?.fields.map(textOf)).toEqual(['bool lit;']);
    expect(model.defines.named('super').map((it) => it.body)).toEqual(['IOService']);
  });

  test('all on one line, tabs, no final newline, a space in the path', () => {
    const cpp =
      'void LampDriver::free() {\n\tIOSafeDeleteNULL(ivars, LampDriver_IVars, 1);\n\tsuper::free();\n}\n' +
      'kern_return_t IMPL(LampDriver, Stop) {\n\treturn Stop(provider, SUPERDISPATCH);\n}';
    const model = modelOfFiles({ 'My Lamp/LampDriver.iig': PLAIN, 'My Lamp/LampDriver.cpp': cpp });
    expect(bodiesOf(model, 'LampDriver')).toEqual([
      'free plain () "void LampDriver::free()"',
      'Stop IMPL (provider) "kern_return_t IMPL(LampDriver, Stop)"',
    ]);
  });

  test('carriage returns', () => {
    const cpp =
      'struct LampDriver_IVars {\n    bool lit;\n};\nkern_return_t\nLampDriver::Stop_Impl(IOService * in_provider)\n{\n    return 0;\n}\n';
    const model = modelOfFiles({
      'LampDriver.iig': PLAIN.replaceAll('\n', '\r\n'),
      'LampDriver.cpp': cpp.replaceAll('\n', '\r\n'),
    });
    expect(bodiesOf(model, 'LampDriver')).toEqual([
      String.raw`Stop _Impl (in_provider) "kern_return_t\r\nLampDriver::Stop_Impl(IOService * in_provider)"`,
    ]);
    expect(declarationsOf(model, 'LampDriver')[0]).toBe(
      'public [] "virtual bool init() override;"',
    );
    expect(classIn(model, 'LampDriver').ivars?.fields.map(textOf)).toEqual(['bool lit;']);
  });

  test('every spelling in one file, a conditional inside', () => {
    const cpp = `#include <com.example.Lamp/LampDriver.h>
kern_return_t IMPL(LampDriver, Start)
{
    return Start(provider, SUPERDISPATCH);
}
auto LampDriver::Stop_Impl(IOService* p) -> kern_return_t
{
#if LAMP_LOUD
    os_log(OS_LOG_DEFAULT, "stop");
#endif
    return Stop(p, SUPERDISPATCH);
}
bool LampDriver::init() { return super::init(); }
`;
    const model = modelOfFiles({ 'LampDriver.iig': PLAIN, 'LampDriver.cpp': cpp });
    expect(bodiesOf(model, 'LampDriver')).toEqual([
      'init plain () "bool LampDriver::init()"',
      'Start IMPL (provider) "kern_return_t IMPL(LampDriver, Start)"',
      'Stop _Impl (p) "auto LampDriver::Stop_Impl(IOService* p) -> kern_return_t"',
    ]);
  });
});

describe('how an .iig is laid out', () => {
  test('no guard, no `virtual`, several sections, several lines', () => {
    const iig = `#pragma once
#include <DriverKit/IOUserClient.iig>
#include <DriverKit/IOTimerDispatchSource.iig>
class LampDriver;
class LampClient : public IOUserClient {
private:
    LampDriver * Driver() LOCALONLY;
protected:
    void Dim(int by) LOCALONLY;
public:
    kern_return_t Start(IOService * provider) override;
    virtual kern_return_t
    ExternalMethod(
        uint64_t selector,
        IOUserClientMethodArguments * arguments) override;
    virtual void Blinked(OSAction * action, uint64_t time)
        TYPE(IOTimerDispatchSource::TimerOccurred) QUEUENAME(Blinking);
};
`;
    const model = modelOfFiles({ 'LampClient.iig': iig });
    expect(classIn(model, 'LampClient').base).toBe('IOUserClient');
    expect(declarationsOf(model, 'LampClient')).toEqual([
      'private [LOCALONLY] "LampDriver * Driver() LOCALONLY;"',
      'protected [LOCALONLY] "void Dim(int by) LOCALONLY;"',
      'public [] "kern_return_t Start(IOService * provider) override;"',
      String.raw`public [] "virtual kern_return_t\n    ExternalMethod(\n        uint64_t selector,\n        IOUserClientMethodArguments * arguments) override;"`,
      String.raw`public [TYPE QUEUENAME] "virtual void Blinked(OSAction * action, uint64_t time)\n        TYPE(IOTimerDispatchSource::TimerOccurred) QUEUENAME(Blinking);"`,
    ]);
  });

  test('ivars behind the class, with a local class in between', () => {
    const iig = `class LampDriver : public IOService
{
public:
    virtual kern_return_t Start(IOService * provider) override;
};
class LOCALONLY LampSwitch : public OSObject
{
public:
    void Flip();
};
struct LampDriver_IVars
{
    LampSwitch * lampSwitch;
};
`;
    const model = modelOfFiles({ 'LampDriver.iig': iig });
    expect(model.classes.map((it) => `${it.name} ${it.base} ${it.kind}`)).toEqual([
      'LampDriver IOService iig',
      'LampSwitch OSObject iig',
    ]);
    expect(classIn(model, 'LampDriver').ivars?.fields[0]?.type.name).toBe('LampSwitch');
  });
});

describe('what is missing stays missing', () => {
  test('a virtual device without Start, Stop, init and ivars content', () => {
    const model = modelOfFiles({
      'LampDevice.iig':
        'class LampDevice: public IOUserHIDDevice\n{\npublic:\n  virtual bool handleStart(IOService* provider) override;\n};\n',
      'LampDevice.cpp':
        'struct LampDevice_IVars {};\nbool LampDevice::handleStart(IOService* provider) {\n  return super::handleStart(provider);\n}\n',
    });
    const found = classIn(model, 'LampDevice');
    expect([...found.methods.keys()]).toEqual(['handleStart']);
    expect(found.ivars?.fields).toEqual([]);
  });

  test('a declared method without a body', () => {
    const model = modelOfFiles({ 'LampDriver.iig': PLAIN, 'LampDriver.cpp': '' });
    expect([...classIn(model, 'LampDriver').methods.keys()]).toEqual([
      'init',
      'free',
      'Start',
      'Stop',
    ]);
    expect(bodiesOf(model, 'LampDriver')).toEqual([]);
    expect(classIn(model, 'LampDriver').ivars).toBeNull();
  });
});

describe('macros', () => {
  const files: Files = {
    'LampDriver.iig': PLAIN,
    'LampDriver.cpp': `#define LAMP_DECLARE_IVARS \\
    IODispatchQueue * queue; \\
    uint32_t pending;

struct LampDriver_IVars
{
    LAMP_DECLARE_IVARS;
};
#define _queue ivars->queue
#define STOP Stop(provider, SUPERDISPATCH)

kern_return_t IMPL(LampDriver, Stop)
{
    OSSafeReleaseNULL(_queue);
    return STOP;
}
`,
  };
  test('stand for members, for ivars, and for the call of super', () => {
    const model = modelOfFiles(files);
    const { ivars } = classIn(model, 'LampDriver');
    expect(ivars?.fields.map((it) => it.name)).toEqual(['queue', 'pending']);
    expect(model.defines.named('_queue').map((it) => it.body)).toEqual(['ivars->queue']);
    expect(model.defines.named('STOP').map((it) => it.body)).toEqual([
      'Stop(provider, SUPERDISPATCH)',
    ]);
  });
});

describe('more than one class', () => {
  test('two drivers, a user client and a helper, over several files', () => {
    const driver = (name: string) =>
      `class ${name} : public IOService\n{\npublic:\n    virtual kern_return_t Start(IOService * provider) override;\n    void Blink() LOCALONLY;\n};\n`;
    const model = modelOfFiles({
      'Left/LeftLamp.iig': driver('LeftLamp'),
      'Right/RightLamp.iig': driver('RightLamp'),
      'Right/RightLamp.cpp': 'kern_return_t IMPL(RightLamp, Start) { return 0; }',
      'Right/RightLampBlink.cpp': 'void RightLamp::Blink() { }',
      'Left/LeftLamp.cpp':
        'kern_return_t LeftLamp::Start_Impl(LeftLamp_Start_Args) { return 0; }\nvoid LeftLamp::Blink() { }',
      'Common/Wiring.hpp':
        'namespace wiring { class Plug { public: void Pull(); private: OSSharedPtr<IOTimerDispatchSource> timer; }; }',
      'Common/Wiring.cpp': 'namespace wiring { void Plug::Pull() { timer.reset(); } }',
    });
    expect(model.classes.map((it) => it.name)).toEqual(['LeftLamp', 'RightLamp', 'Plug']);
    expect(bodiesOf(model, 'LeftLamp')).toEqual([
      'Start args-macro (provider) "kern_return_t LeftLamp::Start_Impl(LeftLamp_Start_Args)"',
      'Blink plain () "void LeftLamp::Blink()"',
    ]);
    expect(bodiesOf(model, 'RightLamp')).toEqual([
      'Start IMPL (provider) "kern_return_t IMPL(RightLamp, Start)"',
      'Blink plain () "void RightLamp::Blink()"',
    ]);
    expect(bodiesOf(model, 'Plug')).toEqual(['Pull plain () "void Plug::Pull()"']);
    expect(classIn(model, 'Plug').fields[0]).toMatchObject({
      name: 'timer',
      type: { name: 'IOTimerDispatchSource', smart: 'OSSharedPtr' },
    });
  });
});

test('code in comments is not there', () => {
  const cpp = '/*\nkern_return_t IMPL(LampDriver, Start) { }\n*/\n// void LampDriver::free() { }\n';
  const model = modelOfFiles({ 'LampDriver.iig': PLAIN, 'LampDriver.cpp': cpp });
  expect(bodiesOf(model, 'LampDriver')).toEqual([]);
});
