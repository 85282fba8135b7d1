import { writeSync } from 'node:fs';

/**
 * Runs templates that are not ours. One that ends the process would look like a run that went
 * well: that is told, and the status says so.
 *
 * @param template gives the one that is running, as messages show it
 */
export function guardExit<T>(template: () => string, run: () => T): T {
  const tell = () => {
    writeSync(
      2,
      `dext-timer: ${template()}: this template ends the process; nothing was written.\n`,
    );
    process.exitCode = 1;
  };
  process.once('exit', tell);
  try {
    return run();
  } finally {
    process.off('exit', tell);
  }
}
