// `dext-timer check`, its start-up included, on one driver and on many, beside another public
// analyser on the same files: clang-tidy where it is at hand (CLANG_TIDY names it), otherwise the
// npm clang, which looks at syntax and types alone. Prints medians and ratios; asserts nothing.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const rounds = Number(process.argv[2] ?? 5);
const many = Number(process.argv[3] ?? 40);
const root = fileURLToPath(new URL('..', import.meta.url));
const command = path.join(root, 'dist/cli/main.cjs');
const node = process.execPath;

const folder = mkdtempSync(path.join(tmpdir(), 'bench-check-'));
try {
  const drivers = Array.from({ length: many }, (_, index) => newDriver(`Bench${index}`, index));
  const sources = drivers.flatMap((it) => [it.iig, it.cpp]);
  const one = [drivers[0].iig, drivers[0].cpp];
  const tidy = findTidy();
  const peer = tidy ? `${path.basename(tidy)}, its checks for bugs` : 'npm clang, syntax only';

  const runs = {
    'bare node': () => run(node, ['-e', '0']),
    'check, one driver': () => run(node, [command, 'check', ...one]),
    [`check, ${many} drivers`]: () => run(node, [command, 'check', ...sources]),
    [`${peer}, one driver`]: () => analyse(tidy, [drivers[0]]),
    [`${peer}, ${many} drivers`]: () => analyse(tidy, drivers),
  };
  const times = measure(runs);
  const bytes = sources.reduce((sum, it) => sum + statSync(it).size, 0);
  const base = times['bare node'];
  console.log(`${rounds} rounds, Node ${process.version}, ${(bytes / 1e6).toFixed(2)} MB in all\n`);
  for (const [name, ms] of Object.entries(times)) {
    const ratio = (ms / base).toFixed(1).padStart(8);
    console.log(`${name.padEnd(52)}${ms.toFixed(0).padStart(8)} ms${ratio} x`);
  }
  const [, single, all] = Object.values(times);
  const perFile = (all - single) / (sources.length - one.length);
  const megabytes = (bytes * (1 - 1 / many)) / 1e6;
  console.log(`\ncheck, each further file: ${perFile.toFixed(1)} ms`);
  console.log(`check, each further MB: ${((all - single) / megabytes / 1000).toFixed(2)} s`);
} finally {
  rmSync(folder, { recursive: true });
}

/** A driver with its headers made by the stand-in for iig, every other one with a queue of its own. */
function newDriver(name, index) {
  const queue = index % 2 === 0 ? 'default' : 'dedicated';
  run(node, [command, 'new', name, '--yes', '--queue', queue], folder);
  const project = path.join(folder, name);
  const headers = path.join(project, 'headers');
  const iig = path.join(project, `Driver/${name}Driver.iig`);
  const tests = path.join(project, 'Tests');
  run(
    node,
    [
      path.join(tests, 'iig.mjs'),
      '--out',
      headers,
      '--plist',
      'Driver/Info.plist',
      '--record',
      '.yo-rc.json',
      iig,
    ],
    project,
  );
  return {
    iig,
    cpp: iig.replace(/iig$/, 'cpp'),
    headers: path.join(headers, 'include'),
    stubs: path.join(tests, 'stubs'),
  };
}

function analyse(tidy, drivers) {
  for (const { cpp, headers, stubs } of drivers) {
    const flags = ['-std=gnu++20', '-fblocks', '-isystem', headers, '-isystem', stubs];
    if (tidy) {
      run(tidy, ['--quiet', '--checks=-*,clang-analyzer-*', cpp, '--', '-xc++', ...flags]);
    } else {
      run(node, [path.join(root, 'bench/npm-clang.mjs'), cpp, headers, stubs]);
    }
  }
}

function measure(runs) {
  const times = Object.fromEntries(Object.keys(runs).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, job] of Object.entries(runs)) {
      const start = process.hrtime.bigint();
      job();
      times[name].push(Number(process.hrtime.bigint() - start) / 1e6);
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, list]) => [name, median(list)]));
}

function run(program, args, cwd = folder) {
  const { status, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`${program} ${args[0]} failed with ${status}: ${stderr}`);
  }
}

/** clang-tidy as CLANG_TIDY names it, or the newest on the path. */
function findTidy() {
  if (process.env.CLANG_TIDY) {
    return process.env.CLANG_TIDY;
  }
  const found = (process.env.PATH ?? '')
    .split(path.delimiter)
    .flatMap((dir) => {
      try {
        return readdirSync(dir).map((file) => path.join(dir, file));
      } catch {
        return [];
      }
    })
    .filter((file) => /^clang-tidy(-\d+)?$/.test(path.basename(file)));
  return found.sort().at(-1);
}

function median(list) {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
