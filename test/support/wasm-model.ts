import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WASI } from 'node:wasi';
import { clang, dialect, type Tree, toTree } from './clang.ts';
import { compileIig, type IigFile, readTree } from './iig.ts';

/** A driver to run: its sources by path, and its Info.plist where it has one. */
export interface DriverSource {
  readonly files: Readonly<Record<string, string>>;
  readonly plist?: string;
  readonly className?: string;
}

export interface ScenarioResult {
  readonly name: string;
  readonly ok: boolean;
  /** What it printed: its line, and the timeline where it failed. */
  readonly output: string;
}

/** The model, compiled: objects to link with a driver. */
export interface Runtime {
  readonly headers: Readonly<Record<string, string>>;
  readonly objects: Tree;
}

const language = [
  '-std=gnu++20',
  '-fblocks',
  '-fno-exceptions',
  '-fno-rtti',
  '-fno-delete-null-pointer-checks',
];
const includes = ['-I', '.', '-isystem', 'include', '-isystem', 'stubs'];
// The address checker's hooks, and a trap where C++ leaves the behaviour undefined.
const checks = [
  '-fsanitize-coverage=trace-loads,trace-stores',
  '-fsanitize=undefined',
  '-fno-sanitize=function,vptr',
  '-fsanitize-trap=undefined',
];
/** Exit status of a scenario whose round the model's one thread cannot play. */
const UNDECIDED = 75;

/** Compiles the model and the scenarios, once for all drivers. */
export async function compileRuntime(): Promise<Runtime> {
  const none = { path: 'None.iig', text: 'class None : public IOService {};' };
  const { headers, stubsGlue } = compileIig({ sources: [none] });
  const sources = {
    'glue/stubs.cpp': stubsGlue,
    ...prefixed('model', readTree('model', '.cpp')),
    ...prefixed('scenarios', readTree('scenarios', '.cpp')),
  };
  const tree = toTree({
    ...sources,
    ...prefixed('model', readTree('model', '.h')),
    ...prefixed('scenarios', readTree('scenarios', '.h')),
    ...prefixed('stubs', readTree('stubs', '.h')),
    ...prefixed('include', headers),
  });
  // Few translation units: most of clang's time is its own start.
  const all = Object.keys(sources).filter((path) => path !== 'glue/stubs.cpp');
  tree['model.cpp'] = all.map((path) => `#include "${path}"\n`).join('');
  const objects: Tree = {};
  for (const [source, object] of [
    ['glue/stubs.cpp', 'stubs.o'],
    ['model.cpp', 'model.o'],
  ] as const) {
    const args = [...dialect, ...language, ...includes, '-O1', '-c', source, '-o', object];
    objects[object] = (await compiled(args, tree))[object] ?? '';
  }
  return { headers, objects };
}

/** What clang wrote. Throws what it said where it is not content. */
async function compiled(args: readonly string[], files: Tree): Promise<Tree> {
  const made = await clang(args, files);
  if (!made.ok) throw new Error(made.diagnostics);
  return made.output;
}

/** Compiles a driver with the address checker's hooks and links it with the model. */
export async function buildDriver(
  runtime: Runtime,
  driver: DriverSource,
): Promise<WebAssembly.Module> {
  const { headers, driverGlue } = compileIig({
    sources: iigFiles(driver.files),
    ...(driver.plist === undefined ? {} : { plist: driver.plist }),
    ...(driver.className === undefined ? {} : { className: driver.className }),
  });
  const sources = Object.keys(driver.files).filter((path) => path.endsWith('.cpp'));
  const tree = toTree({
    ...driver.files,
    'driver-glue.cpp': driverGlue,
    ...prefixed('model', readTree('model', '.h')),
    ...prefixed('stubs', readTree('stubs', '.h')),
    ...prefixed('include', headers),
  });
  const objects: Tree = {};
  for (const [index, source] of [...sources, 'driver-glue.cpp'].entries()) {
    const object = `driver-${index}.o`;
    const flags = [...dialect, ...language, ...checks];
    const args = [...flags, ...includes, '-c', source, '-o', object];
    objects[object] = (await compiled(args, tree))[object] ?? '';
  }
  const all = { ...runtime.objects, ...objects };
  const linked = await compiled([...Object.keys(all), '-o', 'driver.wasm'], all);
  return WebAssembly.compile(linked['driver.wasm'] as Uint8Array<ArrayBuffer>);
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
  const folder = mkdtempSync(join(tmpdir(), 'dext-timer-model-'));
  try {
    return (options.only ?? scenarioNames().map((_, index) => index)).map((number) =>
      playScenario(module, { number, folder, verbose: options.verbose ?? false }),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function playScenario(
  module: WebAssembly.Module,
  { number, folder, verbose }: { number: number; folder: string; verbose: boolean },
): ScenarioResult {
  const name = scenarioNames()[number] ?? '';
  const file = join(folder, 'output');
  const stdout = openSync(file, 'w');
  let round = 0;
  let undecided = 0;
  let status = UNDECIDED;
  while (status === UNDECIDED) {
    const args = ['model', `${number}`, `${round}`, `${undecided}`, ...(verbose ? ['-v'] : [])];
    const run = runInstance(module, args, stdout);
    status = run.status;
    round = run.round + 1;
    undecided++;
  }
  closeSync(stdout);
  return { name, ok: status === 0, output: readFileSync(file, 'utf8') };
}

interface ModelExports {
  model_round(): number;
  model_timeline(): void;
}

function runInstance(module: WebAssembly.Module, args: string[], stdout: number) {
  const wasi = new WASI({ version: 'preview1', args, stdout, returnOnExit: true });
  const imports = wasi.getImportObject() as WebAssembly.Imports;
  const instance = new WebAssembly.Instance(module, imports);
  const model = instance.exports as unknown as ModelExports;
  try {
    return { status: wasi.start(instance) as unknown as number, round: model.model_round() };
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError)) throw error;
    model.model_timeline();
    return { status: 1, round: model.model_round() };
  }
}

let names: string[] | undefined;

/** The scenarios' names, in the order of their numbers. */
export function scenarioNames(): string[] {
  names ??= [
    ...(readTree('scenarios', 'all.cpp')['all.cpp'] ?? '').matchAll(/^ {4}\{ "([^"]+)"/gm),
  ].map((match) => match[1] ?? '');
  return names;
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
