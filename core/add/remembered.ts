import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ADD_OPTIONS } from '../options/add-command.ts';
import { kebab } from '../options/option.ts';
import type { Defaults } from '../options/resolve-add.ts';

const FILE = '.yo-rc.json';

/** What a project that we wrote remembers of its timer, and what is to be said of that. */
export interface Remembered {
  readonly defaults: Defaults;
  /** For stderr, one line each. */
  readonly notes: readonly string[];
}

/**
 * Reads defaults for a timer from a project's `.yo-rc.json`, which `new` has written. Somebody else
 * may have changed the file: what cannot be used is left out, with a note. The name is that of the
 * timer which is there already, so it is no default for another one.
 *
 * @param folders where to look, nearest first
 */
export function remembered(folders: readonly string[]): Remembered {
  const folder = folders.find((it) => existsSync(path.join(it, FILE)));
  const options = folder === undefined ? undefined : optionsIn(path.join(folder, FILE));
  if (options === undefined || options === 'broken') {
    const notes = options === 'broken' ? [`${FILE} is no JSON; its defaults are not used.`] : [];
    return { defaults: new Map(), notes };
  }
  const defaults = new Map<string, string>();
  const notes: string[] = [];
  for (const option of ADD_OPTIONS.filter((it) => it.key !== 'timer')) {
    const key = kebab(option.key);
    const value = options[key];
    if (value === undefined) {
      continue;
    }
    const parsed = typeof value === 'string' ? option.parse(value, {}) : undefined;
    if (typeof value === 'string' && parsed && 'value' in parsed) {
      defaults.set(option.key, value);
    } else {
      const problem = parsed && 'problem' in parsed ? parsed.problem : 'it is not text.';
      notes.push(`"${key}" in ${FILE} is not used: ${problem}`);
    }
  }
  return { defaults, notes };
}

/** Our part of the file; undefined where there is none. */
function optionsIn(file: string): Record<string, unknown> | 'broken' | undefined {
  try {
    const whole: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return asObject(asObject(asObject(whole)?.['generator-dext-timer'])?.options);
  } catch {
    return 'broken';
  }
}

function asObject(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)
    : undefined;
}
