// Start-up and whole runs of the command, beside a bare Node start and create-vite, interleaved
// so that all of them see the same machine. Prints medians and ratios; asserts nothing.
// What they wrote is removed at the end: ext4 without a journal is slow to create files for
// minutes after many were deleted, which would charge a run for the tidying after those before.
// How much of a run is the disk's, a Node shows that writes as many files of the same sizes.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const rounds = Number(process.argv[2] ?? 60);
const command = fileURLToPath(new URL('../dist/cli/main.cjs', import.meta.url));
const vite = path.join(
  path.dirname(createRequire(import.meta.url).resolve('create-vite/package.json')),
  'index.js',
);

const top = mkdtempSync(path.join(tmpdir(), 'bench-'));
const runs = {
  'bare node': ['-e', '0'],
  'node that writes its files': [writerOf(top)],
  'dext-timer --help': [command, '--help'],
  'dext-timer new Acme --yes': [command, 'new', 'Acme', '--yes'],
  'create-vite app': [vite, 'app', '--template', 'vanilla', '--no-interactive'],
};

const times = Object.fromEntries(Object.keys(runs).map((name) => [name, []]));
for (let round = -2; round < rounds; round++) {
  for (const [name, args] of Object.entries(runs)) {
    const folder = mkdtempSync(path.join(top, 'run-'));
    const start = process.hrtime.bigint();
    run(args, folder);
    const took = Number(process.hrtime.bigint() - start) / 1e6;
    if (round >= 0) {
      times[name].push(took); // the first two rounds warm the caches
    }
  }
}
rmSync(top, { recursive: true });

const title = `${rounds} rounds, Node ${process.version}`;
console.log(`${title.padEnd(34)}median       lower quartile\n`);
for (const [name, list] of Object.entries(times)) {
  // The lower quartile tells more where other work disturbs the machine.
  const columns = [0.5, 0.25].map((part) => {
    const ms = quantile(list, part);
    const ratio = ms / quantile(times['bare node'], part);
    return `${ms.toFixed(1).padStart(10)} ms${ratio.toFixed(2).padStart(6)} x`;
  });
  console.log(name.padEnd(28) + columns.join(''));
}

function run(args, cwd) {
  const { status, stderr } = spawnSync(process.execPath, args, { cwd, input: '' });
  if (status !== 0) {
    throw new Error(`${args.join(' ')} failed with ${status}: ${stderr}`);
  }
}

/** A script that writes files of the sizes that a new project has, at the same paths. */
function writerOf(folder) {
  run([command, 'new', 'Acme', '--yes'], folder);
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => {
    const place = path.join(entry.parentPath, entry.name);
    const size = entry.isDirectory() ? null : statSync(place).size;
    return [path.relative(folder, place), size];
  });
  const script = path.join(folder, 'write.cjs');
  // Sorted, a folder comes before what is in it.
  writeFileSync(
    script,
    `const { mkdirSync, writeFileSync } = require('node:fs');
for (const [path, size] of ${JSON.stringify(entries.sort())}) {
  size === null ? mkdirSync(path) : writeFileSync(path, Buffer.alloc(size), { flag: 'wx' });
}\n`,
  );
  return script;
}

function quantile(list, part) {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * part)];
}
