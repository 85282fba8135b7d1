import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { sha256Hex } from '../../core/hash.ts';

/** The built command, as `npm run build` leaves it. */
export const COMMAND = fileURLToPath(new URL('../../dist/cli/main.cjs', import.meta.url));

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** An empty folder that goes away with the test; anybody may write into it. */
export function emptyFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'dext-timer-'));
  chmodSync(folder, 0o777);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs the built command without a terminal, as somebody who is not root. */
export function dextTimer(args: readonly string[], at: { cwd: string }): Run {
  return asNobody(process.execPath, [COMMAND, ...args], at.cwd);
}

/** Runs a program without a terminal, as somebody who is not root. */
export function asNobody(program: string, args: readonly string[], cwd: string): Run {
  const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    input: '',
    timeout: 30_000,
    env: { PATH: process.env.PATH ?? '' },
    ...nobody,
  });
  return { status, stdout, stderr };
}

/** Everything below a folder, as path → kind, mode and hash: equal trees are equal maps. */
export function snapshot(folder: string, prefix = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const name of readdirSync(folder).sort()) {
    const place = path.join(folder, name);
    const key = prefix + name;
    const stats = lstatSync(place);
    const mode = (stats.mode & 0o777).toString(8);
    if (stats.isSymbolicLink()) {
      found.set(key, `link to ${readlinkSync(place)}`);
    } else if (stats.isDirectory()) {
      found.set(`${key}/`, `folder ${mode}`);
      for (const [below, what] of snapshot(place, `${key}/`)) {
        found.set(below, what);
      }
    } else {
      found.set(key, `file ${mode} ${sha256Hex(readFileSync(place))}`);
    }
  }
  return found;
}
