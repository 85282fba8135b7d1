import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Run } from '../support/command.ts';

/** Where a process runs: a folder and an environment of its own. */
export interface Place {
  readonly cwd: string;
  readonly env: Record<string, string>;
}

/** Folders for one test file, all of which `remove` takes away. */
export class Folders {
  readonly top = open(mkdtempSync(path.join(tmpdir(), 'dext-timer-e2e-')));
  #count = 0;

  /** A new empty folder, with an empty home beside it; anybody may write to both. */
  place(env: Record<string, string> = {}): Place {
    this.#count += 1;
    const own = path.join(this.top, String(this.#count));
    const [cwd, home] = [path.join(own, 'work'), path.join(own, 'home')];
    for (const folder of [own, cwd, home]) {
      mkdirSync(folder);
      open(folder);
    }
    const standard = { PATH: process.env.PATH ?? '', HOME: home, NO_UPDATE_NOTIFIER: '1' };
    return { cwd, env: { ...standard, ...env } };
  }

  remove(): void {
    rmSync(this.top, { recursive: true, force: true });
  }
}

/** `yo` refuses root, and root ignores permissions: such a test runs as somebody else. */
export function someUser(): { uid?: number; gid?: number } {
  return process.getuid?.() === 0 ? { uid: 1000, gid: 1000 } : {};
}

/**
 * Runs Node with a script where nobody can be asked.
 *
 * @param at.stdin `closed`, or a pipe that stays `open` and silent
 */
export function runNode(at: {
  readonly script: string;
  readonly args: readonly string[];
  readonly place: Place;
  readonly stdin?: 'closed' | 'open';
}): Promise<Run> {
  return new Promise((resolve, reject) => {
    const { cwd, env } = at.place;
    const child = spawn(process.execPath, [at.script, ...at.args], {
      cwd,
      env,
      stdio: [at.stdin === 'open' ? 'pipe' : 'ignore', 'pipe', 'pipe'],
      timeout: 50_000,
      ...someUser(),
    });
    let [stdout, stderr] = ['', ''];
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, stdout, stderr }));
  });
}

function open(folder: string): string {
  chmodSync(folder, 0o777);
  return folder;
}
