// `npm start`: builds, without the bundler's list of files, and runs the command once, as a person
// who has just installed it would. Where nobody can be asked it takes the defaults.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const cwd = fileURLToPath(new URL('..', import.meta.url));
const terminal = process.stdin.isTTY && process.stderr.isTTY;

const bundler = ['node_modules/rolldown/bin/cli.mjs', '-c', 'rolldown.config.ts'];
const build = spawnSync(process.execPath, bundler, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
const run =
  build.status === 0
    ? spawnSync(
        process.execPath,
        ['dist/cli/main.cjs', 'new', 'Acme', ...(terminal ? [] : ['--yes'])],
        { cwd, stdio: 'inherit' },
      )
    : build;
process.exitCode = run.status ?? 1;
