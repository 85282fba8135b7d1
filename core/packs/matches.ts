import { runInNewContext } from 'node:vm';

/** Longer than any sane pattern needs, short enough to wait for. */
const PATIENCE_MS = 1_000;

/**
 * Whether a whole answer matches the pattern of a pack. Some patterns take for ever on some
 * answers; a manifest is read before anybody has agreed to anything, so that is stopped.
 *
 * @returns undefined where it takes too long
 */
export function matches(pattern: RegExp, text: string): boolean | undefined {
  try {
    return Boolean(
      runInNewContext('pattern.test(text)', { pattern, text }, { timeout: PATIENCE_MS }),
    );
  } catch {
    return undefined;
  }
}
