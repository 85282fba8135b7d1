import { describe, expect, test } from 'vitest';
import { classIn, methodIn, modelOfFiles, textOf } from './model-of-files.ts';

/** The only declaration of a method in an .iig. */
function declarationIn(text: string, name: string) {
  const [found] = methodIn(
    classIn(modelOfFiles({ 'FanDriver.iig': text }), 'FanDriver'),
    name,
  ).declarations;
  if (!found) {
    throw new Error('not declared');
  }
  return found;
}

describe('the head of a class', () => {
  test.each([
    ['class FanDriver: public IOService { public: void Spin(); };', 'IOService'],
    [
      'class FanDriver : public IOUserHIDDevice\n{\npublic:\n    void Spin();\n};',
      'IOUserHIDDevice',
    ],
    ['class KERNEL FanDriver : public IOService { public: void Spin(); };', 'IOService'],
    [
      'class LOCALONLY FanDriver : public OSObject, public Other { public: void Spin(); };',
      'OSObject',
    ],
    ['class FanDriver : private acme::Base { public: void Spin(); };', 'acme::Base'],
    ['class FanDriver { public: void Spin(); };', null],
  ])('%s', (text, base) => {
    const iig = `#ifndef FanDriver_h\n#define FanDriver_h\nclass Other;\n${text}\n#endif\n`;
    const model = modelOfFiles({ 'FanDriver.iig': iig });
    expect(model.classes).toHaveLength(1);
    const found = classIn(model, 'FanDriver');
    expect(found).toMatchObject({ base, kind: 'iig' });
    expect(textOf(found)).toBe(text.slice(0, -1));
  });
});

test('access sections, from the default on', () => {
  const { methods } = classIn(
    modelOfFiles({
      'FanDriver.iig': `class FanDriver : public IOService {
    void A();
public:
    void B();
    struct Blade { int length; };
    void C();
protected:
    void D();
private:
    void E();
};`,
    }),
    'FanDriver',
  );
  const access = [...methods.values()].map((it) => `${it.name} ${it.declarations[0]?.access}`);
  expect(access).toEqual(['A private', 'B public', 'C public', 'D protected', 'E private']);
});

test('a struct is public from the start', () => {
  const found = classIn(modelOfFiles({ 'a.h': 'struct Blade { void Turn(); };' }), 'Blade');
  expect(methodIn(found, 'Turn').declarations[0]).toMatchObject({ access: 'public' });
});

describe('a declaration', () => {
  const IIG = `class FanDriver : public IOService
{
public:
    virtual bool
    init() override;
    kern_return_t Start(IOService * provider) override;
    virtual kern_return_t
    NewUserClient(
        uint32_t type,
        IOUserClient ** userClient) override;
    virtual void Spin(OSAction * action, uint64_t time)
        TYPE(IOTimerDispatchSource::TimerOccurred) QUEUENAME(Spinning);
    virtual void Halt(OSAction * action) TYPE(FanDriver::Stopped) = 0;
    const char * Label(void) const LOCALONLY;
    void Brake(int force = 1) LOCALONLY;
};
`;
  test.each([
    ['init', 'virtual bool\n    init() override;', 'bool', true, true, []],
    [
      'Start',
      'kern_return_t Start(IOService * provider) override;',
      'kern_return_t',
      true,
      true,
      ['IOService * provider'],
    ],
    [
      'NewUserClient',
      'virtual kern_return_t\n    NewUserClient(\n        uint32_t type,\n        IOUserClient ** userClient) override;',
      'kern_return_t',
      true,
      true,
      ['uint32_t type', 'IOUserClient ** userClient'],
    ],
    ['Label', 'const char * Label(void) const LOCALONLY;', 'const char *', false, false, []],
    ['Brake', 'void Brake(int force = 1) LOCALONLY;', 'void', false, false, ['int force']],
  ])('%s', (name, text, returnType, isVirtual, isOverride, params) => {
    const found = declarationIn(IIG, name);
    expect(found).toMatchObject({ returnType, isVirtual, isOverride });
    expect(textOf(found).endsWith(text)).toBe(true);
    expect(found.params.map((it) => `${it.type.text} ${it.name}`)).toEqual(params);
  });

  test.each([
    [
      'Spin',
      [
        ['TYPE', 'IOTimerDispatchSource::TimerOccurred'],
        ['QUEUENAME', 'Spinning'],
      ],
    ],
    ['Halt', [['TYPE', 'FanDriver::Stopped']]],
    ['Label', [['LOCALONLY', null]]],
    ['Brake', [['LOCALONLY', null]]],
    ['init', []],
  ])('%s has its own attributes', (name, attributes) => {
    const found = declarationIn(IIG, name);
    expect(found.attributes.map((it) => [it.name, it.args])).toEqual(attributes);
    for (const { start, end, name: word } of found.attributes) {
      expect(found.file.text.slice(start, end).startsWith(word)).toBe(true);
    }
  });
});

test('overloads share an entry, and a declaration does not need a definition', () => {
  const found = classIn(
    modelOfFiles({
      'FanDriver.iig':
        'class FanDriver : public IOService { void Set(int a); void Set(bool b); void Get(); };',
    }),
    'FanDriver',
  );
  expect(methodIn(found, 'Set').declarations.map((it) => it.params[0]?.name)).toEqual(['a', 'b']);
  expect(methodIn(found, 'Get').definitions).toEqual([]);
});

test('pointers to functions and blocks are fields, not methods', () => {
  const found = classIn(
    modelOfFiles({
      'a.h': 'struct Blade { void Turn(); void (*done)(int); void (^later)(void); };',
    }),
    'Blade',
  );
  expect([...found.methods.keys()]).toEqual(['Turn']);
  expect(found.fields.map((it) => it.name)).toEqual(['done', 'later']);
});
