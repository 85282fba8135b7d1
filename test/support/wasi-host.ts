/** How a program ended, and what it printed. */
export interface ProgramEnd {
  readonly status: number;
  /** Set where the program ended in a trap: what the engine said. */
  readonly trap?: string;
  readonly instance: WebAssembly.Instance;
  output(): string;
}

class ProgramExit extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`exit status ${status}`);
    this.status = status;
  }
}

/**
 * Runs a WASI program to its end: its arguments and its standard output, nothing else. Everything
 * stays in memory; node:wasi writes to files only, and is slow to set up for a run of a millisecond.
 */
export function runProgram(module: WebAssembly.Module, args: readonly string[]): ProgramEnd {
  const written: Uint8Array[] = [];
  const encoded = args.map((arg) => new TextEncoder().encode(`${arg}\0`));
  const view = () =>
    new DataView((instance.exports as { memory: { buffer: ArrayBuffer } }).memory.buffer);

  const functions = {
    args_sizes_get(count: number, size: number) {
      view().setUint32(count, encoded.length, true);
      view().setUint32(
        size,
        encoded.reduce((sum, arg) => sum + arg.length, 0),
        true,
      );
      return 0;
    },
    args_get(pointers: number, texts: number) {
      let at = texts;
      for (const [index, arg] of encoded.entries()) {
        view().setUint32(pointers + 4 * index, at, true);
        new Uint8Array(view().buffer).set(arg, at);
        at += arg.length;
      }
      return 0;
    },
    fd_write(_fd: number, vectors: number, count: number, size: number) {
      let total = 0;
      for (let at = vectors; at < vectors + 8 * count; at += 8) {
        const from = view().getUint32(at, true);
        const length = view().getUint32(at + 4, true);
        written.push(new Uint8Array(view().buffer).slice(from, from + length));
        total += length;
      }
      view().setUint32(size, total, true);
      return 0;
    },
    fd_fdstat_get(_fd: number, stat: number) {
      new Uint8Array(view().buffer).fill(0, stat, stat + 24);
      view().setUint8(stat, 4); // a plain file: stdout is buffered
      return 0;
    },
    proc_exit(status: number): never {
      throw new ProgramExit(status);
    },
  };
  const missing = () => 8; // WASI's EBADF
  const imports = new Proxy<Record<string, unknown>>(functions, {
    get: (target, name) => target[String(name)] ?? missing,
  });
  const instance = new WebAssembly.Instance(module, { wasi_snapshot_preview1: imports });
  const output = () => Buffer.concat(written).toString();
  try {
    (instance.exports as { _start(): void })._start();
  } catch (error) {
    if (error instanceof ProgramExit) return { status: error.status, instance, output };
    if (!(error instanceof WebAssembly.RuntimeError || error instanceof RangeError)) throw error;
    return { status: 1, trap: error.message, instance, output };
  }
  return { status: 0, instance, output };
}
