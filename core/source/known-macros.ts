import type { MacroLookup } from './condition.ts';

/** Macros that a compiler for DriverKit always has. */
const PRESENT: Readonly<Record<string, string>> = {
  __cplusplus: '202002',
  __APPLE__: '1',
  __MACH__: '1',
  __clang__: '1',
  __GNUC__: '4',
  __BLOCKS__: '1',
  __LP64__: '1',
  __IIG: '1',
  TARGET_OS_DRIVERKIT: '1',
};

/** Macros of other systems and languages, of the kernel, and of Apple's documentation tools. */
const ABSENT = new Set(
  '_WIN32 _WIN64 _MSC_VER __linux__ __OBJC__ KERNEL KERNEL_PRIVATE __DOCUMENTATION__'.split(' '),
);

/** `UNIT_TEST`, `XCTEST`, `MY_HOST_TESTS`, `MOCK_USB`: the driver itself is built without. */
const FOR_TESTS = /(?:^|_)(?:\w*TESTS?|TESTING|MOCKS?)(?:_|$)/;

/** What a name means in the configuration that is looked at: a driver, built for DriverKit. */
export const knownMacro: MacroLookup = (name) => {
  const body = Object.hasOwn(PRESENT, name) ? PRESENT[name] : undefined;
  if (body !== undefined) {
    return { params: null, body };
  }
  return ABSENT.has(name) || FOR_TESTS.test(name) ? null : undefined;
};
