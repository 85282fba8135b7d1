import { expect, test } from 'vitest';
import { typeNameFrom } from '../../core/dext/type-name.ts';
import { classIn, methodIn, modelOfFiles, modelWithHidden } from './model-of-files.ts';

const plain = { isPointer: false, smart: null, isAtomic: false, isArray: false };

test.each([
  ['bool', { ...plain, name: 'bool' }],
  ['const  uint64_t', { ...plain, name: 'uint64_t' }],
  ['unsigned long const &', { ...plain, name: 'unsigned long', isPointer: true }],
  ['struct Slot *', { ...plain, name: 'Slot', isPointer: true }],
  ['acme::timing::Clock', { ...plain, name: 'Clock' }],
  ['::acme::Clock *', { ...plain, name: 'Clock', isPointer: true }],
  [
    'std::array<IODispatchQueue *, kLanes>',
    { ...plain, name: 'IODispatchQueue', isPointer: true, isArray: true, length: 'kLanes' },
  ],
  ['uint32_t [2][3]', { ...plain, name: 'uint32_t', isArray: true, length: null }],
  ['IODispatchQueue *[4]', { ...plain, name: 'IODispatchQueue', isPointer: true, isArray: true }],
  [
    'const OSSharedPtr<IOTimerDispatchSource> &',
    { ...plain, name: 'IOTimerDispatchSource', isPointer: true, smart: 'OSSharedPtr' },
  ],
  [
    'OSSharedPtr<const acme::Lamp>',
    { ...plain, name: 'Lamp', isPointer: true, smart: 'OSSharedPtr' },
  ],
  ['OSPtr<OSAction>', { ...plain, name: 'OSAction', isPointer: true, smart: 'OSPtr' }],
  [
    'std::unique_ptr<Lamp, Deleter<Lamp>>',
    { ...plain, name: 'Lamp', isPointer: true, smart: 'std::unique_ptr' },
  ],
  [
    'std::shared_ptr<Lamp> [2]',
    { ...plain, name: 'Lamp', isPointer: true, smart: 'std::shared_ptr', isArray: true },
  ],
  ['_Atomic(bool)', { ...plain, name: 'bool', isAtomic: true }],
  ['_Atomic(Lamp *)', { ...plain, name: 'Lamp', isAtomic: true, isPointer: true }],
  ['_Atomic uint32_t', { ...plain, name: 'uint32_t', isAtomic: true }],
  ['std::atomic<bool>', { ...plain, name: 'bool', isAtomic: true }],
  ['std::atomic<Lamp *> &', { ...plain, name: 'Lamp', isAtomic: true, isPointer: true }],
  ['std::atomic_bool', { ...plain, name: 'bool', isAtomic: true }],
  ['atomic_uint', { ...plain, name: 'unsigned int', isAtomic: true }],
  ['std::atomic_flag', { ...plain, name: 'bool', isAtomic: true }],
  ['std::vector<OSSharedPtr<Lamp>>', { ...plain, name: 'vector' }],
  [
    'IOTimerDispatchSource * (^)(void)',
    { ...plain, name: 'IOTimerDispatchSource * (^)(void)', isPointer: true },
  ],
  ['void (*)(int)', { ...plain, name: 'void (*)(int)', isPointer: true }],
  ['Lamp (&)[3]', { ...plain, name: 'Lamp', isPointer: true, isArray: true }],
  ['auto', { ...plain, name: 'auto' }],
  ['Lamp /* lit */ *', { ...plain, name: 'Lamp', isPointer: true }],
])('%s', (text, expected) => {
  expect(typeNameFrom(text)).toMatchObject(expected);
});

test('a declaration gives each of its names its own type', () => {
  const text = `struct Lamp {
    void Light();
    static const IOService * provider, * const others[2], **all;
    mutable alignas(64) std::atomic<uint32_t> count{0};
    __attribute__((unused)) int spare = 1, plain;
    struct Bulb : Glass { int watts; } bulb;
    enum class Mode : uint8_t { kOff } mode;
    unsigned bits : 3, more : 2;
    int none, some = 4;
};`;
  const { fields } = classIn(modelOfFiles({ 'a.h': text }), 'Lamp');
  expect(fields.map((it) => `${it.name}: ${it.type.text}`)).toEqual([
    'provider: const IOService *',
    'others: const IOService * const [2]',
    'all: const IOService **',
    'count: std::atomic<uint32_t>',
    'spare: int',
    'plain: int',
    'bulb: struct Bulb',
    'mode: enum class Mode',
    'bits: unsigned',
    'more: unsigned',
    'none: int',
    'some: int',
  ]);
  expect(fields.filter((it) => it.value).map((it) => it.name)).toEqual(['count', 'spare', 'some']);
  expect(fields.map((it) => it.isStatic).slice(0, 4)).toEqual([true, true, true, false]);
});

test('_Atomic(…) is part of the type though the grammar does not see it', () => {
  const text =
    'struct Lamp { int lit; _Atomic(bool) on, *off; void Light(); _Atomic(int) Count(); };';
  const hidden = ['_Atomic(bool)', '_Atomic(int)'].map((word) => {
    const start = text.indexOf(word);
    return { name: '_Atomic', args: word.slice(8, -1), start, end: start + word.length };
  });
  const lamp = classIn(modelWithHidden('a.h', text, hidden), 'Lamp');
  expect(lamp.fields.map((it) => [it.type.text, it.type.isAtomic])).toEqual([
    ['int', false],
    ['_Atomic(bool)', true],
    ['_Atomic(bool) *', true],
  ]);
  expect(methodIn(lamp, 'Count').declarations[0]).toMatchObject({
    returnType: '_Atomic(int)',
    attributes: [],
  });
});
