// The model of DriverKit in our own tests: how long all drivers and mutants take, how much memory,
// beside one plain compile with the same clang as the measure. Prints; asserts nothing.
import { execFileSync, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const cwd = fileURLToPath(new URL('..', import.meta.url));
const vitest = 'node_modules/vitest/vitest.mjs';

const compile = await measured([
  '--input-type=module',
  '-e',
  "import { commands } from '@yowasp/clang'; await commands['clang++'](['-c', 'a.cpp'], { 'a.cpp': 'int main() { return 0; }' }, { fetchProgress() {} });",
]);
const model = await measured([vitest, 'run', 'test/model', ...process.argv.slice(2)]);

console.log(
  model.output
    .split('\n')
    .filter((line) => /^ *(Test Files|Tests) /.test(line))
    .join('\n'),
);
print('one compile, clang loaded', compile);
print('the whole of test/model', model);

function print(name, { seconds, megabytes }) {
  const ratio = (seconds / compile.seconds).toFixed(1);
  console.log(
    `${name.padEnd(28)}${seconds.toFixed(1).padStart(8)} s${ratio.padStart(8)} x${String(megabytes).padStart(8)} MB at most`,
  );
}

/** Runs Node and looks twice a second at the memory of it and its children. */
async function measured(args) {
  const start = process.hrtime.bigint();
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined };
  const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  let megabytes = 0;
  const look = setInterval(() => {
    megabytes = Math.max(megabytes, Math.round(residentKilobytes(child.pid) / 1024));
  }, 500);
  const status = await new Promise((resolve) => child.on('close', resolve));
  clearInterval(look);
  if (status !== 0) {
    throw new Error(`${args.join(' ')} ended with ${status}:\n${output}`);
  }
  return { seconds: Number(process.hrtime.bigint() - start) / 1e9, megabytes, output };
}

function residentKilobytes(root) {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/).map(Number));
  const family = new Set([root]);
  for (const [pid, parent] of rows) {
    if (family.has(parent)) {
      family.add(pid);
    }
  }
  return rows.reduce((sum, [pid, , rss]) => sum + (family.has(pid) ? rss : 0), 0);
}
