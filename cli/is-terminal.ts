import { fstatSync } from 'node:fs';

/**
 * Whether a file descriptor is a terminal. `node:tty` knows, but brings Node's network code along;
 * a pipe or a file can be told without it.
 */
export function isTerminal(descriptor: 0 | 1 | 2): boolean {
  try {
    return (
      fstatSync(descriptor).isCharacterDevice() &&
      process.getBuiltinModule('node:tty').isatty(descriptor)
    );
  } catch {
    return false; // closed
  }
}
