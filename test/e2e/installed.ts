import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const { devDependencies } = (await import('../../package.json', { with: { type: 'json' } }))
  .default;

/** The scripts that a person has after `npm install generator-dext-timer yo`. */
export interface Installed {
  /** The folder with node_modules. */
  readonly prefix: string;
  readonly yo: string;
  readonly dextTimer: string;
}

/** Packs this package as npm would publish it, and installs that and `yo` into an empty folder. */
export function installInto(top: string): Installed {
  if (!existsSync(path.join(ROOT, 'dist/generators/app/index.js'))) {
    throw new Error('Nothing is built: npm run build.');
  }
  const prefix = path.join(top, 'prefix');
  mkdirSync(prefix);
  writeFileSync(path.join(prefix, 'package.json'), '{"private":true}');
  const [packed] = JSON.parse(npm(ROOT, 'pack', '--json', '--pack-destination', prefix)) as [
    { filename: string },
  ];
  const yo = `yo@${devDependencies.yo}`;
  const quiet = ['--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'];
  npm(prefix, 'install', ...quiet, path.join(prefix, packed.filename), yo);
  const bin = path.join(prefix, 'node_modules/.bin');
  return { prefix, yo: path.join(bin, 'yo'), dextTimer: path.join(bin, 'dext-timer') };
}

function npm(cwd: string, ...args: string[]): string {
  return execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
