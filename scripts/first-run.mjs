// `npm start`: runs the freshly built command once, as a person who has just installed it would.
// Where nobody can be asked it takes the defaults.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const terminal = process.stdin.isTTY && process.stderr.isTTY;
const args = [command, 'new', 'Acme', ...(terminal ? [] : ['--yes'])];
const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
process.exitCode = status ?? 1;
