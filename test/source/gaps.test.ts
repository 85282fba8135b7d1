import { expect, test } from 'vitest';
import { loadParser } from '../../core/source/parse.ts';

const parser = await loadParser();

test.each([
  'void f(T x = {}, U y = {1, {2}}, int z = 0);',
  'typedef enum : uint8_t { A } B;\nenum : std::uint32_t { C };',
  'struct X { uint8_t : 6; unsigned int : 2; uint8_t a : 2; };',
  'void f() { (this->*g)(1); (it.*h)(2); }',
  'void f() { printf("%" PRIu64 "x" PRIi64, a); }',
  'int f() { goto done; done: }',
  'void f() { a = IONew(uint8_t, n); b = IONew(IODMACommand *, n); IODelete(b, Foo<int> *, n); }',
  'void f() { int i = va_arg(list, unsigned int); }',
  'void f() { if (__builtin_available(driverkit 20.0, *)) { } }',
  '[[nodiscard]] std::optional<std::vector<A>>\nf(std::span<const uint8_t> a) noexcept;',
  'kern_return_t\nIMPL(Driver, Start)\n{\n  return Start(provider, SUPERDISPATCH);\n}',
  'kern_return_t Driver::Stop_Impl(Driver_Stop_Args) { return kIOReturnSuccess; }',
  'auto Driver::Stop_Impl(IOService * p) -> kern_return_t { __block int n = 2; f(^{ n--; }); }',
  '#ifdef __cplusplus\nextern "C" {\n#endif\nint f(void);\n#ifdef __cplusplus\n}\n#endif\n',
])('%j', (text) => {
  expect(parser.parse({ path: 'a.cpp', text }).problems).toEqual([]);
});

test.each([
  ['void f() {\n  g(;\n}', 'missing ")" for "("'],
  ['int f() { return a b c; }', 'unexpected'],
  ['void f() {\n  if (a) {\n}\n', 'missing "}" for "{"'],
  ['int x = 1', 'missing ";"'],
  ['int a;\n}\nint b;', 'unexpected "}"'],
])('says what is wrong with %j', (text, what) => {
  const { problems } = parser.parse({ path: 'a.cpp', text });
  expect(problems.map((it) => it.what).join()).toContain(what);
  expect(new Set(problems.map((it) => it.offset)).size).toBe(problems.length);
});
