import type * as nodeFs from 'node:fs';
import { fs as memory, vol } from 'memfs';

/** What goes wrong at one call of the file system, counted from 1. */
export interface Fault {
  readonly at: number;
  /** `'kill'`: the process is gone, every later call fails, too. Otherwise a system error's name. */
  readonly what: 'kill' | 'ENOSPC' | 'EACCES' | 'EIO';
  /**
   * `before` the call has any effect; `during`: a write leaves half its bytes, removing a folder
   * half its entries (any other call is as with `before`); `after` it has had its full effect.
   */
  readonly when: 'before' | 'during' | 'after';
  /** Which calls fail from then on: none, those that need space, or all that change something. */
  readonly lasting?: 'no' | 'space' | 'changes';
}

const READING = /^(access|exists|lstat|stat|read|realpath)/;
const SPACE = /^(writeFile|mkdir)/;

/** Something that another program does just before a call. */
export interface Meanwhile {
  readonly before: (call: string) => boolean;
  readonly act: () => void;
}

interface State {
  fault: Fault | null;
  meanwhile: Meanwhile | null;
  calls: string[];
}

// In one place for all copies of this module: a test that resets modules gets several.
const shared = globalThis as { faultyFsState?: State };
shared.faultyFsState ??= { fault: null, meanwhile: null, calls: [] };
const state = shared.faultyFsState;

/** Runs `work` with a fault; the result says what it called, returned or threw. */
export function runWith<T>(next: Fault | null, work: () => T) {
  state.fault = next;
  state.calls = [];
  try {
    return { value: work(), error: undefined, calls: state.calls };
  } catch (error) {
    return { value: undefined, error, calls: state.calls };
  } finally {
    state.fault = null;
  }
}

/** Runs `work` while another program does something, once; see `runWith`. */
export function runMeanwhile<T>(meanwhile: Meanwhile, work: () => T) {
  state.meanwhile = meanwhile;
  try {
    return runWith(null, work);
  } finally {
    state.meanwhile = null;
  }
}

/** memfs, without faults and uncounted. */
// memfs declares its own types for the same functions.
export const disk = memory as unknown as typeof nodeFs;

/** Empties the disk. */
export function wipe(): void {
  vol.reset();
}

/** What `vi.mock('node:fs')` puts in the place of node:fs: memfs behind the faults. */
export function faultyFs(): Record<string, unknown> {
  const faulty = Object.fromEntries(
    Object.entries(memory).map(([name, member]) => [
      name,
      typeof member === 'function' && name.endsWith('Sync')
        ? (...args: unknown[]) => call(name, member as (...args: unknown[]) => unknown, args)
        : member,
    ]),
  );
  // Disks list a folder in any order: here in the one that nobody expects.
  const { readdirSync } = faulty as { readdirSync: (...args: unknown[]) => unknown[] };
  const disorderly = {
    ...faulty,
    readdirSync: (...args: unknown[]) => readdirSync(...args).toReversed(),
  };
  return { ...disorderly, default: disorderly };
}

/** Whether a recorded call may have changed the disk. */
export function changesDisk(recorded: string): boolean {
  return !READING.test(recorded);
}

function call(name: string, real: (...args: unknown[]) => unknown, args: unknown[]): unknown {
  const { calls, fault } = state;
  const recorded = `${name} ${String(args[0])}`;
  calls.push(recorded);
  if (state.meanwhile?.before(recorded)) {
    const { act } = state.meanwhile;
    state.meanwhile = null;
    act();
  }
  if (fault === null || calls.length < fault.at) {
    return real(...args);
  }
  if (calls.length > fault.at) {
    if (goesOn(fault, name)) {
      throw failure(fault, name);
    }
    return real(...args);
  }
  if (fault.when === 'after') {
    real(...args);
  }
  if (fault.when === 'during' && name === 'writeFileSync') {
    const bytes = Buffer.from(args[1] as Uint8Array | string);
    real(args[0], bytes.subarray(0, bytes.length / 2), ...args.slice(2));
  }
  if (fault.when === 'during' && name === 'rmSync') {
    const entries = disk.readdirSync(String(args[0]));
    for (const entry of entries.slice(0, entries.length / 2)) {
      real(`${String(args[0])}/${entry}`, ...args.slice(1));
    }
  }
  throw failure(fault, name);
}

function goesOn(current: Fault, name: string): boolean {
  if (current.what === 'kill') {
    return true;
  }
  const lasting = current.lasting ?? 'no';
  return (lasting === 'space' && SPACE.test(name)) || (lasting === 'changes' && changesDisk(name));
}

function failure({ what }: Fault, name: string): Error {
  return what === 'kill'
    ? new Error('killed')
    : Object.assign(new Error(`${what}: injected, ${name}`), { code: what });
}
