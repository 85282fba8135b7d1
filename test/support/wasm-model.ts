import { clang, compileObject, dialect, type Tree, toTree } from './clang.ts';
import { compileIig, type IigFile, readTree } from './iig.ts';
import { runProgram } from './wasi-host.ts';

/** A driver to run: its sources by path, and its Info.plist where it has one. */
export interface DriverSource {
  readonly files: Readonly<Record<string, string>>;
  readonly plist?: string;
  readonly className?: string;
  /** 'periodic' or 'one-shot' by timer, as .yo-rc.json says it. */
  readonly modes?: Readonly<Record<string, string>>;
}

export interface ScenarioResult {
  readonly name: string;
  readonly ok: boolean;
  /** What it printed: its line, and the timeline where it failed. */
  readonly output: string;
}

/** Gives the files of one kind below a folder of `Tests/`, by their paths from that folder. */
export type ReadTests = (folder: string, ending: string) => Readonly<Record<string, string>>;

/** The model, compiled: objects to link with a driver. */
export interface Runtime {
  readonly read: ReadTests;
  readonly headers: Readonly<Record<string, string>>;
  readonly objects: Tree;
}

const includes = ['-I', '.', '-isystem', 'include', '-isystem', 'stubs'];
// The address checker's hooks, and a trap where C++ leaves the behaviour undefined.
const checks = [
  '-fsanitize-coverage=func,trace-pc,trace-loads,trace-stores',
  '-fsanitize=undefined',
  '-fno-sanitize=function,vptr,null,alignment,pointer-overflow',
  '-fsanitize-trap=undefined',
];
// Large enough for code of -O0, and below all data: an overflow is a trap.
const stack = ['-Wl,-z,stack-size=1048576', '-Wl,--stack-first'];
/** Exit status of a scenario whose round the model's one thread cannot play. */
const UNDECIDED = 75;

/** The `Tests/` of a rendered project. */
export function testsIn(tree: ReadonlyMap<string, string>): ReadTests {
  return (folder, ending) => {
    const start = `Tests/${folder}/`;
    const files = [...tree].filter(([path]) => path.startsWith(start) && path.endsWith(ending));
    return Object.fromEntries(files.map(([path, text]) => [path.slice(start.length), text]));
  };
}

/** The driver of a rendered project. */
export function driverIn(tree: ReadonlyMap<string, string>): DriverSource {
  const files = [...tree].filter(([path]) => /^Driver\/.*\.(iig|cpp)$/.test(path));
  return { files: Object.fromEntries(files), plist: tree.get('Driver/Info.plist') ?? '' };
}

/**
 * Compiles the model and scenarios, once for all drivers.
 *
 * @param of.scenarios C++ files by name; those of `Tests/` by default
 * @param of.read where `Tests/` is; in the templates by default, for all kinds of drivers
 */
export async function compileRuntime(
  of: { readonly scenarios?: Readonly<Record<string, string>>; readonly read?: ReadTests } = {},
): Promise<Runtime> {
  const { read = readTree, scenarios = read('scenarios', '.cpp') } = of;
  const none = { path: 'None.iig', text: 'class None : public IOService {};' };
  const { headers, stubsGlue } = compileIig({ sources: [none], stubs: stubsOf(read) });
  const sources = {
    'glue/stubs.cpp': stubsGlue,
    ...prefixed('model', read('model', '.cpp')),
    ...prefixed('scenarios', scenarios),
  };
  const tree = toTree({
    ...sources,
    ...prefixed('model', read('model', '.h')),
    ...prefixed('scenarios', read('scenarios', '.h')),
    ...prefixed('stubs', read('stubs', '.h')),
    ...prefixed('include', headers),
  });
  // Few translation units: most of clang's time is its own start.
  const all = Object.keys(sources).filter((path) => /^(model|scenarios).*\.cpp$/.test(path));
  tree['model.cpp'] = all.map((path) => `#include "${path}"\n`).join('');
  const objects: Tree = {};
  for (const [source, object] of [
    ['glue/stubs.cpp', 'stubs.o'],
    ['model.cpp', 'model.o'],
  ] as const) {
    objects[object] = await compileObject([...dialect, ...includes, source], tree);
  }
  return { read, headers, objects };
}

/** Compiles a driver with the address checker's hooks and links it with the model. */
export async function buildDriver(
  runtime: Runtime,
  driver: DriverSource,
): Promise<WebAssembly.Module> {
  const { read } = runtime;
  const { headers, driverGlue } = compileIig({
    sources: iigFiles(driver.files),
    stubs: stubsOf(read),
    ...(driver.plist === undefined ? {} : { plist: driver.plist }),
    ...(driver.className === undefined ? {} : { className: driver.className }),
    ...(driver.modes === undefined ? {} : { modes: driver.modes }),
  });
  const sources = Object.keys(driver.files).filter((path) => path.endsWith('.cpp'));
  const tree = toTree({
    ...driver.files,
    'driver-glue.cpp': driverGlue,
    ...prefixed('model', read('model', '.h')),
    ...prefixed('stubs', read('stubs', '.h')),
    ...prefixed('include', headers),
  });
  const objects: Tree = {};
  for (const [index, source] of [...sources, 'driver-glue.cpp'].entries()) {
    const flags = [...dialect, '-fno-delete-null-pointer-checks', ...checks, ...includes];
    objects[`driver-${index}.o`] = await compileObject([...flags, source], tree);
  }
  const all = { ...runtime.objects, ...objects };
  const linked = await clang([...Object.keys(all), ...stack, '-o', 'driver.wasm'], all);
  if (!linked.ok) throw new Error(linked.diagnostics);
  return WebAssembly.compile(linked.output['driver.wasm'] as Uint8Array);
}

/**
 * Plays scenarios, each in an instance of its own.
 *
 * @param options `only`: numbers of scenarios; all by default. `verbose`: the timeline, always.
 */
export function playScenarios(
  module: WebAssembly.Module,
  options: { readonly only?: readonly number[]; readonly verbose?: boolean } = {},
): ScenarioResult[] {
  const numbers = options.only ?? scenarioNames().map((_, index) => index);
  return numbers.map((number) => playScenario(module, number, options.verbose ?? false));
}

interface ModelExports {
  model_round(): number;
  model_timeline(): void;
}

function playScenario(
  module: WebAssembly.Module,
  number: number,
  verbose: boolean,
): ScenarioResult {
  const name = scenarioNames()[number] ?? '';
  let round = 0;
  for (let undecided = 0; ; undecided++) {
    const args = ['model', `${number}`, `${round}`, `${undecided}`, ...(verbose ? ['-v'] : [])];
    const end = runProgram(module, args);
    const model = end.instance.exports as ModelExports;
    if (end.trap) model.model_timeline();
    if (end.status !== UNDECIDED) {
      const output = end.output() + (end.trap ? `      ${end.trap}\n` : '');
      return { name, ok: end.status === 0, output };
    }
    round = model.model_round() + 1;
  }
}

let names: string[] | undefined;

/** The scenarios' names, in the order of their numbers. */
export function scenarioNames(): string[] {
  names ??= namesIn(readTree('scenarios', 'all.cpp')['all.cpp'] ?? '');
  return names;
}

/** The names in a table of scenarios. */
export function namesIn(source: string): string[] {
  return [...source.matchAll(/^ {4}\{ ?"([^"]+)"/gm)].map((match) => match[1] ?? '');
}

function stubsOf(read: ReadTests): IigFile[] {
  return iigFiles(read('stubs', '.iig'));
}

function iigFiles(files: Readonly<Record<string, string>>): IigFile[] {
  return Object.entries(files)
    .filter(([path]) => path.endsWith('.iig'))
    .map(([path, text]) => ({ path, text }));
}

function prefixed(folder: string, files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]),
  );
}
