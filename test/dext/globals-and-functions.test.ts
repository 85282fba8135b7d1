import { expect, test } from 'vitest';
import { modelOfFiles, textOf } from './model-of-files.ts';

/** Every global as `name: type = value`. */
function globalsOf(files: Readonly<Record<string, string>>): string[] {
  return [...modelOfFiles(files).globals.values()].map((it) => {
    const value = it.value ? ` = ${textOf({ file: it.file, node: it.value })}` : '';
    return `${it.name}: ${it.type.text}${value}`;
  });
}

test('constants and variables of files, namespaces and classes', () => {
  const text = `static constexpr uint64_t kClock = kIOTimerClockUptimeRaw;
namespace acme { const uint64_t kPeriod{10}, kLeeway = 1; }
extern "C" { int gCount; }
class Horn { static inline int loudness = 3; static const int kTop; int own; void Blow(); };
const int Horn::kTop = 9;
static void (^gLater)(void) = nullptr;
void Horn::Blow() { static int inside = 1; }
`;
  expect(globalsOf({ 'a.cpp': text })).toEqual([
    'kClock: uint64_t = kIOTimerClockUptimeRaw',
    'kPeriod: const uint64_t = {10}',
    'kLeeway: const uint64_t = 1',
    'gCount: int',
    'loudness: int = 3',
    'kTop: const int = 9',
    'gLater: void (^)(void) = nullptr',
  ]);
});

test('enumerators, with the type of their enum', () => {
  const text = `enum { kPlain = 1 };
enum Pitch { kLow = 1 << 2, kHigh };
enum class Tone : uint8_t { kPure = 4 };
typedef enum { kOld = 5 } OldTone;
class Horn { enum Mode { kOn = 6 }; void Blow(); };
`;
  expect(globalsOf({ 'a.h': text })).toEqual([
    'kPlain: int = 1',
    'kLow: Pitch = 1 << 2',
    'kHigh: Pitch',
    'kPure: Tone = 4',
    'kOld: OldTone = 5',
    'kOn: Mode = 6',
  ]);
});

test('a value counts before a mere declaration, in whatever order', () => {
  const declared = 'extern const int kLevel;';
  const given = 'const int kLevel = 2;';
  expect(globalsOf({ 'a.h': declared, 'a.cpp': given })).toEqual(['kLevel: const int = 2']);
  expect(globalsOf({ 'a.cpp': given, 'b.h': declared })).toEqual(['kLevel: const int = 2']);
});

test('functions that belong to no class', () => {
  const { functions, classes } = modelOfFiles({
    'a.cpp': `static inline int * Twice(int a, IOService * p) { return 0; }
namespace acme { int Once(void); }
int acme::Once(void) { return 1; }
int Declared(int only);
void Over(int a) { }
void Over(bool b) { }
extern "C" kern_return_t Bare() { return 0; }
`,
  });
  expect(classes).toEqual([]);
  const found = [...functions].map(([name, all]) => `${name}: ${all.map((it) => it.returnType)}`);
  expect(found).toEqual(['Twice: int *', 'Once: int', 'Over: void,void', 'Bare: kern_return_t']);
  expect(functions.get('Twice')?.[0]).toMatchObject({ className: null, style: 'plain' });
  expect(functions.get('Twice')?.[0]?.params.map((it) => it.name)).toEqual(['a', 'p']);
});

test('macros of all files; the last one counts', () => {
  const { defines } = modelOfFiles({
    'a.h': '#define PERIOD 10\n#define STOP Stop(provider, SUPERDISPATCH)\n',
    'b.h': '#define PERIOD 20\n',
  });
  expect(defines.get('PERIOD')?.body).toBe('20');
  expect(defines.get('STOP')?.body).toBe('Stop(provider, SUPERDISPATCH)');
});
