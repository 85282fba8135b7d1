import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { onDisk } from '../commit/disk-error.ts';
import { ProjectError } from '../errors.ts';
import { quote } from '../options/quote.ts';

/**
 * Writes a report: a reader sees the old one or the whole new one. A device or a pipe is written
 * to as it is.
 *
 * @param at.file as the command line names it
 * @throws ProjectError naming it
 */
export function writeReport(at: {
  readonly cwd: string;
  readonly file: string;
  readonly text: string;
}): void {
  const place = path.resolve(at.cwd, at.file);
  onDisk({ verb: 'write', path: at.file }, () => {
    const stats = statSync(place, { throwIfNoEntry: false });
    if (stats?.isDirectory()) {
      throw new ProjectError({
        code: 'disk',
        message: `Cannot write ${quote(at.file)}: a folder stands there.`,
      });
    }
    if (stats && !stats.isFile()) {
      writeFileSync(place, at.text);
    } else {
      replace(stats ? realpathSync(place) : place, at.text);
    }
  });
}

function replace(place: string, text: string): void {
  const draft = `${place}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, text, { flag: 'wx' });
    renameSync(draft, place);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
