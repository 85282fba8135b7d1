import { commands, Exit } from '@yowasp/clang';
import { compileIig, readTree } from './iig.ts';

/** A tree of files as the clang package takes it: folders are objects. */
export interface Tree {
  [name: string]: Tree | string | Uint8Array;
}

export interface ClangResult {
  readonly ok: boolean;
  /** What clang printed; empty when all is well. */
  readonly diagnostics: string;
  /** The files that clang wrote, by name. */
  readonly output: Tree;
}

/** The language of a dext: as Xcode compiles it, and every warning is an error. */
export const dialect = [
  '-std=gnu++20',
  '-fblocks',
  '-fno-exceptions',
  '-fno-rtti',
  '-Wall',
  '-Wextra',
  '-Werror',
] as const;

/** Runs the npm package's clang (WebAssembly, in this process) over files in memory. */
export async function clang(args: readonly string[], files: Tree): Promise<ClangResult> {
  const decoder = new TextDecoder();
  let diagnostics = '';
  const collect = (bytes: Uint8Array | null) => {
    diagnostics += bytes ? decoder.decode(bytes, { stream: true }) : '';
  };
  try {
    // Without a listener of its own the package reports its loading on stdout.
    const options = { stdout: collect, stderr: collect, fetchProgress: () => {} };
    const output = (await commands['clang++']([...args], files, options)) ?? {};
    return { ok: diagnostics === '', diagnostics, output };
  } catch (error) {
    if (!(error instanceof Exit)) throw error;
    return { ok: false, diagnostics: diagnostics || error.message, output: {} };
  }
}

/**
 * Compiles one source to an object.
 *
 * The object goes through stdout: in the package's own file system each write copies the whole file,
 * and clang writes an object byte by byte.
 *
 * @throws Error with clang's words where it is not content
 */
export async function compileObject(args: readonly string[], files: Tree): Promise<Uint8Array> {
  const object: Uint8Array[] = [];
  const words: Uint8Array[] = [];
  const options = {
    stdout: (bytes: Uint8Array | null) => void (bytes && object.push(bytes.slice())),
    stderr: (bytes: Uint8Array | null) => void (bytes && words.push(bytes.slice())),
    fetchProgress: () => {},
  };
  try {
    await commands['clang++']([...args, '-c', '-o', '-'], files, options);
  } catch (error) {
    if (!(error instanceof Exit)) throw error;
    throw new Error(Buffer.concat(words).toString() || error.message);
  }
  if (words.length > 0) throw new Error(Buffer.concat(words).toString());
  return Buffer.concat(object);
}

/** Flat paths as the tree of folders that clang takes. */
export function toTree(files: Readonly<Record<string, string | Uint8Array>>): Tree {
  const root: Tree = {};
  for (const [path, content] of Object.entries(files)) {
    const folders = path.split('/');
    const name = folders.pop() ?? path;
    let folder = root;
    for (const part of folders) {
      folder[part] ??= {};
      folder = folder[part] as Tree;
    }
    folder[name] = content;
  }
  return root;
}

/**
 * Checks the syntax and types of driver sources against the stub headers, for a DriverKit target.
 *
 * @param options `files`: the driver's files by path, `.iig` among them: each gets its header beside
 *   it, as if iig had run; files that are no text may be left out. `sources`: which to compile.
 * @returns whether clang had nothing to say, and what it said
 * @throws IigError where an `.iig` is wrong
 */
export async function checkSyntax(options: {
  readonly files: Readonly<Record<string, string>>;
  readonly sources: readonly string[];
}): Promise<{ ok: boolean; diagnostics: string }> {
  const tree = toTree({ ...stubHeaders(), ...options.files, ...generatedHeaders(options.files) });
  const target = ['-fsyntax-only', '--target=arm64-apple-driverkit22.0', '-isystem', 'stubs'];
  let diagnostics = '';
  for (const source of options.sources) {
    diagnostics += (await clang([...dialect, ...target, source], tree)).diagnostics;
  }
  return { ok: diagnostics === '', diagnostics };
}

let stubs: Record<string, string> | undefined;

function stubHeaders(): Record<string, string> {
  const nothing = { path: 'None.iig', text: 'class None : public IOService {};' };
  stubs ??= Object.fromEntries(
    Object.entries({ ...readTree('stubs', '.h'), ...compileIig({ sources: [nothing] }).headers })
      .filter(([path]) => path !== 'None.h')
      .map(([path, text]) => [`stubs/${path}`, text]),
  );
  return stubs;
}

function generatedHeaders(files: Readonly<Record<string, string>>): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const folder of new Set(Object.keys(files).map((path) => path.replace(/[^/]*$/, '')))) {
    const sources = Object.entries(files)
      .filter(([path]) => path.endsWith('.iig') && path.replace(/[^/]*$/, '') === folder)
      .map(([path, text]) => ({ path, text }));
    if (sources.length === 0) continue;
    const className = sources[0]?.path.slice(folder.length).replace(/\.iig$/, '') ?? '';
    const made = compileIig({ sources, className }).headers;
    for (const { path } of sources) {
      const name = path.slice(folder.length).replace(/\.iig$/, '.h');
      headers[folder + name] = made[name] ?? '';
    }
  }
  return headers;
}
