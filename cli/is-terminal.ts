import { fstatSync, statSync } from 'node:fs';

/**
 * Whether a file descriptor is a terminal. `node:tty` knows, but brings Node's network code along;
 * a pipe, a file or /dev/null can be told without it.
 */
export function isTerminal(descriptor: 0 | 1 | 2): boolean {
  try {
    const stats = fstatSync(descriptor);
    return (
      stats.isCharacterDevice() &&
      stats.rdev !== statSync('/dev/null', { throwIfNoEntry: false })?.rdev &&
      process.getBuiltinModule('node:tty').isatty(descriptor)
    );
  } catch {
    return false; // closed
  }
}
