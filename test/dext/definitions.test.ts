import { describe, expect, test } from 'vitest';
import { classIn, methodIn, modelOfFiles, textOf } from './model-of-files.ts';

const IIG = `class GateDriver : public IOService
{
public:
    virtual kern_return_t Start(IOService * provider) override;
    virtual void Knock(OSAction * action, uint64_t time) TYPE(IOTimerDispatchSource::TimerOccurred);
    void Open(int width) LOCALONLY;
};
`;

/** The only definition of a method of GateDriver. */
function definitionIn(files: Readonly<Record<string, string>>, name: string) {
  const { definitions } = methodIn(classIn(modelOfFiles(files), 'GateDriver'), name);
  const [found] = definitions;
  if (!found || definitions.length > 1) {
    throw new Error(`${definitions.length} definitions`);
  }
  return found;
}

describe('a definition is found however it is spelled', () => {
  const start = 'kern_return_t';
  const spellings: [style: string, text: string, name: string, params: string[], type: string][] = [
    ['IMPL', 'kern_return_t IMPL(GateDriver, Start) { return 0; }', 'Start', ['provider'], start],
    ['IMPL', 'kern_return_t\nIMPL(GateDriver, Start)\n{ return 0; }', 'Start', ['provider'], start],
    ['IMPL', 'void IMPL ( GateDriver , Knock ) { }', 'Knock', ['action', 'time'], 'void'],
    [
      '_Impl',
      'kern_return_t GateDriver::Start_Impl(IOService * p) { return 0; }',
      'Start',
      ['p'],
      start,
    ],
    [
      '_Impl',
      'kern_return_t\nGateDriver::Start_Impl(\n    IOService * p)\n{ return 0; }',
      'Start',
      ['p'],
      start,
    ],
    [
      '_Impl',
      'auto GateDriver::Start_Impl(IOService* p) -> kern_return_t { return 0; }',
      'Start',
      ['p'],
      start,
    ],
    [
      'args-macro',
      'void\nGateDriver::Knock_Impl(GateDriver_Knock_Args)\n{ }',
      'Knock',
      ['action', 'time'],
      'void',
    ],
    [
      'plain',
      'kern_return_t GateDriver::Start(IOService * in) { return 0; }',
      'Start',
      ['in'],
      start,
    ],
    ['plain', 'void GateDriver::Open(int width) { }', 'Open', ['width'], 'void'],
    [
      'plain',
      'IOService * GateDriver::Find(void) const noexcept { return nullptr; }',
      'Find',
      [],
      'IOService *',
    ],
    ['plain', 'GateDriver::GateDriver() : width(1) { }', 'GateDriver', [], ''],
    ['plain', 'GateDriver::~GateDriver() { }', '~GateDriver', [], ''],
  ];
  test.each(spellings)('%s: %s', (style, text, name, params, type) => {
    const cpp = `// first\n${text}\nint last;\n`;
    const found = definitionIn({ 'a/GateDriver.iig': IIG, 'a/GateDriver.cpp': cpp }, name);
    expect(found).toMatchObject({ name, className: 'GateDriver', style });
    expect(found.params.map((it) => it.name)).toEqual(params);
    expect(found.returnType).toBe(type);
    expect(textOf(found)).toBe(text);
    expect(textOf({ file: found.file, node: found.body })).toBe(text.slice(text.indexOf('{')));
  });
});

test('a namespace around the definition changes nothing', () => {
  const cpp = 'namespace acme { namespace { void GateDriver::Open(int width) { } } }';
  const found = definitionIn({ 'GateDriver.iig': IIG, 'GateDriver.cpp': cpp }, 'Open');
  expect(textOf(found)).toBe('void GateDriver::Open(int width) { }');
});

test('both spellings stand in one file, and a class in several', () => {
  const found = classIn(
    modelOfFiles({
      'GateDriver.cpp':
        'kern_return_t IMPL(GateDriver, Start) { return 0; }\nvoid GateDriver::Open(int w) { }',
      'GateDriver.iig': IIG,
      'Timer/Knocking.mm': 'void GateDriver::Knock_Impl(OSAction * a, uint64_t t) { }',
    }),
    'GateDriver',
  );
  const places = [...found.methods.values()].flatMap((it) =>
    it.definitions.map(({ file, style }) => `${it.name} ${style} ${file.path}`),
  );
  expect(places).toEqual([
    'Start IMPL GateDriver.cpp',
    'Knock _Impl Timer/Knocking.mm',
    'Open plain GateDriver.cpp',
  ]);
});

test('parameters of the declaration keep their types under IMPL', () => {
  const cpp = 'void IMPL(GateDriver, Knock) { }';
  const found = definitionIn({ 'GateDriver.iig': IIG, 'GateDriver.cpp': cpp }, 'Knock');
  expect(found.params.map((it) => it.type.text)).toEqual(['OSAction *', 'uint64_t']);
});

describe('plain C++ classes', () => {
  const header = `namespace acme {
struct Latch {
    void Close() { shut = true; }
    void Run_Impl(int turns);
    bool shut;
};
}`;
  test('have inline bodies and keep names that end in _Impl', () => {
    const cpp = 'void acme::Latch::Run_Impl(int turns) { }';
    const latch = classIn(modelOfFiles({ 'Latch.hpp': header, 'Latch.cc': cpp }), 'Latch');
    expect(latch.kind).toBe('cpp');
    expect(methodIn(latch, 'Close').definitions[0]).toMatchObject({ style: 'inline' });
    expect(methodIn(latch, 'Run_Impl').definitions[0]).toMatchObject({ style: 'plain' });
    expect(latch.fields.map((it) => it.name)).toEqual(['shut']);
  });

  test('of one name in two namespaces are told apart', () => {
    const model = modelOfFiles({
      'a.h':
        'namespace one { class Latch { void Turn(); }; } namespace two { class Latch { void Turn(); }; }',
      'a.cpp':
        'namespace one { void Latch::Turn() { first(); } }\nvoid two::Latch::Turn() { second(); }',
    });
    const bodies = model.classes.map((it) => methodIn(it, 'Turn').definitions.map(textOf));
    expect(bodies).toEqual([
      ['void Latch::Turn() { first(); }'],
      ['void two::Latch::Turn() { second(); }'],
    ]);
  });

  test('a nested class has its own methods', () => {
    const cpp =
      'class Outer { class Inner { void Go(); }; void Go(); };\nvoid Outer::Inner::Go() { }';
    const model = modelOfFiles({ 'a.cpp': cpp });
    expect(methodIn(classIn(model, 'Inner'), 'Go').definitions).toHaveLength(1);
    expect(methodIn(classIn(model, 'Outer'), 'Go').definitions).toHaveLength(0);
  });
});

describe('without the declaration', () => {
  test.each([
    ['iig', 'kern_return_t IMPL(GateDriver, Start) { return 0; }'],
    ['iig', 'kern_return_t GateDriver::Start_Impl(IOService * p) { return 0; }'],
    ['cpp', 'kern_return_t GateDriver::Start(IOService * p) { return 0; }'],
  ])('the class is %s by %s', (kind, text) => {
    const found = classIn(modelOfFiles({ 'a.cpp': `int before;\n${text}` }), 'GateDriver');
    expect(found).toMatchObject({ kind, base: null });
    expect(textOf(found)).toBe(text);
    expect([...found.methods.keys()]).toEqual(['Start']);
  });
});

test('the same class in two targets: each body goes to the nearest one', () => {
  const model = modelOfFiles({
    'Old/Driver/GateDriver.iig': IIG,
    'New/Driver/GateDriver.iig': IIG,
    'New/Driver/Sources/GateDriver.cpp': 'kern_return_t IMPL(GateDriver, Start) { return 1; }',
    'Old/Sources/GateDriver.cpp': 'kern_return_t IMPL(GateDriver, Start) { return 2; }',
  });
  const owners = model.classes.map((it) => [
    it.file.path,
    ...methodIn(it, 'Start').definitions.map((found) => found.file.path),
  ]);
  expect(owners).toEqual([
    ['Old/Driver/GateDriver.iig', 'Old/Sources/GateDriver.cpp'],
    ['New/Driver/GateDriver.iig', 'New/Driver/Sources/GateDriver.cpp'],
  ]);
});
