import { expect, test } from 'vitest';
import { fileIn, modelOfFiles, textOf } from './model-of-files.ts';

/** Every global as `name: type = value`. */
function globalsOf(files: Readonly<Record<string, string>>): string[] {
  return [...modelOfFiles(files).globals.all()].map((it) => {
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
    'kTop: const int',
    'kTop: const int = 9',
    'gLater: void (^)(void) = nullptr',
  ]);
});

test('enumerators, with the type of their enum', () => {
  const text = `enum { kPlain = 1 };
enum Pitch { kLow = 1 << 2, kHigh };
enum : uint16_t { kSized = 7 };
enum class Tone : uint8_t { kPure = 4 };
typedef enum { kOld = 5 } OldTone;
class Horn { enum Mode { kOn = 6 }; void Blow(); };
`;
  expect(globalsOf({ 'a.h': text })).toEqual([
    'kPlain: int = 1',
    'kLow: Pitch = 1 << 2',
    'kHigh: Pitch',
    'kSized: uint16_t = 7',
    'kPure: Tone = 4',
    'kOld: OldTone = 5',
    'kOn: Mode = 6',
  ]);
});

/** What a global means in a file, as the text of its value; null for one without a value. */
function valueIn(
  files: Readonly<Record<string, string>>,
  path: string,
  name: string,
  scope?: string,
): string | null | undefined {
  const model = modelOfFiles(files);
  const file = fileIn(model, path);
  const found = model.globals.at({ file, scope }, name);
  return found?.value ? textOf({ file: found.file, node: found.value }) : found && null;
}

test('a value counts before a mere declaration, in whatever order', () => {
  const declared = 'extern const int kLevel;';
  const given = '#include "a.h"\nconst int kLevel = 2;';
  const user = '#include "a.h"\n';
  const files = { 'a.h': declared, 'a.cpp': given, 'b.cpp': user };
  expect(valueIn(files, 'b.cpp', 'kLevel')).toBe('2');
  expect(valueIn(files, 'a.cpp', 'kLevel')).toBe('2');
  const twice = { ...files, 'c.cpp': given.replace('2', '3') };
  expect(valueIn(twice, 'c.cpp', 'kLevel')).toBe('3');
  expect(valueIn(twice, 'b.cpp', 'kLevel')).toBeNull();
});

test("a file's own constant comes first, then that of what it includes", () => {
  const files = {
    'One/Constants.h': 'constexpr int kLevel = 1, kOne = 1;',
    'Two/Constants.h': 'constexpr int kLevel = 2;',
    'One/One.iig': '#include "Constants.h"\n',
    'One/One.cpp': '#include "One.h"\n',
    'One/Own.cpp': '#include "Constants.h"\nnamespace { const int kLevel = 3; }\n',
    'Two/Two.cpp': '#include "../Two/Constants.h"\nstatic const int kHidden = 4;\n',
    'Two/Sub/Deep.cpp': '#include <Constants.h>\n',
    'Both.cpp': '#include "Constants.h"\n',
    'None.cpp': '',
  };
  expect(valueIn(files, 'One/One.cpp', 'kLevel')).toBe('1');
  expect(valueIn(files, 'One/Own.cpp', 'kLevel')).toBe('3');
  expect(valueIn(files, 'Two/Two.cpp', 'kLevel')).toBe('2');
  expect(valueIn(files, 'Two/Sub/Deep.cpp', 'kLevel')).toBe('2');
  // Which one is meant cannot be told, or may come in by a way that we do not see.
  expect(valueIn(files, 'Both.cpp', 'kLevel')).toBeUndefined();
  expect(valueIn(files, 'None.cpp', 'kLevel')).toBeUndefined();
  expect(valueIn(files, 'None.cpp', 'kOne')).toBe('1');
  expect(valueIn(files, 'None.cpp', 'kHidden')).toBeUndefined();
});

test('of constants of several classes and enums, the one that the name is qualified by', () => {
  const text = `enum class Door { kShut = 1 };
enum class Valve { kShut = 2 };
struct Horn { static constexpr int kShut = 3; };
namespace acme { struct Gate { static const int kShut; }; }
const int acme::Gate::kShut = 4;
`;
  const values = ['Door', 'Valve', 'Horn', 'Gate'].map((it) =>
    valueIn({ 'a.cpp': text }, 'a.cpp', 'kShut', it),
  );
  expect(values).toEqual(['1', '2', '3', '4']);
  expect(valueIn({ 'a.cpp': text }, 'a.cpp', 'kShut')).toBeUndefined();
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
  const found = functions.all().map((it) => `${it.name}: ${it.returnType}`);
  expect(found).toEqual([
    'Twice: int *',
    'Once: int',
    'Over: void',
    'Over: void',
    'Bare: kern_return_t',
  ]);
  expect(functions.named('Twice')?.[0]).toMatchObject({ className: null, style: 'plain' });
  expect(functions.named('Twice')?.[0]?.params.map((it) => it.name)).toEqual(['a', 'p']);
});

test('of functions of one name, those that a call in a file may mean', () => {
  const model = modelOfFiles({
    'One.cpp': 'static int Now() { return 1; }\nstatic int Past() { return 1; }\n',
    'Two.cpp': 'static int Now() { return 2; }\nint Past(int since) { return 2; }\n',
  });
  const found = (path: string, name: string) =>
    model.functions.at(fileIn(model, path), name).map((it) => it.file.path);
  expect(found('One.cpp', 'Now')).toEqual(['One.cpp']);
  expect(found('Two.cpp', 'Now')).toEqual(['Two.cpp']);
  expect(found('One.cpp', 'Past')).toEqual(['One.cpp', 'Two.cpp']);
  expect(found('Two.cpp', 'Past')).toEqual(['Two.cpp']);
});

test('a macro is what the file makes of it where it is used, else what its headers do', () => {
  const text = `#include "b.h"
int a = PERIOD;
#define PERIOD 10
int b = PERIOD;
#undef PERIOD
int c = PERIOD;
`;
  const model = modelOfFiles({
    'a.cpp': text,
    'b.h': '#define PERIOD 20\n#define STOP Stop(provider, SUPERDISPATCH)\n',
    'c.h': '#define PERIOD 30\n#define STOP Stop(provider, SUPERDISPATCH)\n',
    'c.cpp': '#define ITS_OWN 1\n',
  });
  const file = fileIn(model, 'a.cpp');
  const bodies = ['a =', 'b =', 'c ='].map(
    (it) => model.defines.at({ file, start: text.indexOf(it) }, 'PERIOD')?.body,
  );
  expect(bodies).toEqual(['20', '10', undefined]);
  const start = text.length;
  expect(model.defines.at({ file, start }, 'ITS_OWN')).toBeUndefined();
  const without = { file: fileIn(model, 'c.cpp'), start };
  expect(model.defines.at(without, 'PERIOD')).toBeUndefined();
  expect(model.defines.at(without, 'STOP')?.body).toBe('Stop(provider, SUPERDISPATCH)');
});
