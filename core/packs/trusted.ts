import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { onDisk } from '../commit/disk-error.ts';

/** Templates that a person has agreed to run, for them to look at. */
interface Trusted {
  /** SHA-256 of all that the templates hold, as TeamTemplates.digest. */
  readonly digest: string;
  readonly name: string;
  readonly version: string;
}

/** Where it is remembered: `~/.config/dext-timer/trusted.json`, by the rules of XDG. */
export function trustFile(env: NodeJS.ProcessEnv = process.env): string {
  const config = env.XDG_CONFIG_HOME;
  const folder = config && path.isAbsolute(config) ? config : path.join(homedir(), '.config');
  return path.join(folder, 'dext-timer', 'trusted.json');
}

/** Whether somebody has agreed to run exactly these templates. A file that is broken holds none. */
export function isTrusted(digest: string, file = trustFile()): boolean {
  return readAll(file).some((it) => it.digest === digest);
}

/**
 * Remembers that somebody agreed.
 *
 * @throws ProjectError where the disk refuses
 */
export function trust(entry: Trusted, file = trustFile()): void {
  const all = [...readAll(file).filter((it) => it.digest !== entry.digest), entry];
  onDisk({ verb: 'write', path: file }, () => {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    const staged = `${file}.${process.pid}`;
    writeFileSync(staged, `${JSON.stringify({ trusted: all }, null, 2)}\n`, { mode: 0o600 });
    renameSync(staged, file);
  });
}

function readAll(file: string): readonly Trusted[] {
  if (!existsSync(file)) {
    return [];
  }
  try {
    const whole: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const list = (whole as { trusted?: unknown } | null)?.trusted;
    return Array.isArray(list) ? list.filter(isEntry) : [];
  } catch {
    return [];
  }
}

function isEntry(value: unknown): value is Trusted {
  return (
    typeof value === 'object' &&
    value !== null &&
    'digest' in value &&
    'name' in value &&
    'version' in value
  );
}
