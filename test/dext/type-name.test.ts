import { expect, test } from 'vitest';
import { typeNameFrom } from '../../core/dext/type-name.ts';
import { classIn, modelOfFiles } from './model-of-files.ts';

const plain = { isPointer: false, smart: null, isAtomic: false, isArray: false };

test.each([
  ['bool', { ...plain, name: 'bool' }],
  ['const  uint64_t', { ...plain, name: 'uint64_t' }],
  ['unsigned long const &', { ...plain, name: 'unsigned long', isPointer: true }],
  ['struct Slot *', { ...plain, name: 'Slot', isPointer: true }],
  ['acme::timing::Clock', { ...plain, name: 'Clock' }],
  ['::acme::Clock *', { ...plain, name: 'Clock', isPointer: true }],
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
    struct Bulb { int watts; } bulb;
    unsigned bits : 3, more : 2;
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
    'bits: unsigned',
    'more: unsigned',
  ]);
  expect(fields.map((it) => it.isStatic)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
    false,
    false,
    false,
  ]);
});
