import fs, { readSync, writeSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { commit } from '../../core/commit/commit.ts';
import { planAgainstDisk } from '../../core/commit/plan-against-disk.ts';
import { allNew, mixture, newAmongOthers } from './scenarios.ts';

/*
 * Run as a process of its own: writes a scenario and, before a given call that changes the disk,
 * sends itself a signal, or waits for a line on stdin. Prints a line before that, and one when it is done.
 */

const CHANGING = ['writeFile', 'rename', 'mkdir', 'unlink', 'rm', 'rmdir', 'chmod'];
const [root = '', name, stopAt = '0', signal = 'SIGKILL'] = process.argv.slice(2);
let calls = 0;

const scenario = [allNew, newAmongOthers, mixture].find((known) => known.name === name);
const plan = planAgainstDisk({ root, files: scenario?.files ?? [] });

// node:fs is one object that may be changed; its named exports follow with the sync.
const patched = fs as unknown as Record<string, (...args: unknown[]) => unknown>;
for (const call of CHANGING.map((base) => `${base}Sync`)) {
  const real = patched[call];
  patched[call] = (...args) => {
    calls += 1;
    if (calls === Number(stopAt)) {
      writeSync(1, 'stopping\n');
      if (signal === 'wait') {
        readSync(0, Buffer.alloc(8));
      } else {
        process.kill(process.pid, signal);
      }
    }
    return real?.(...args);
  };
}
syncBuiltinESMExports();

commit(plan);
writeSync(1, `done after ${calls} calls\n`);
