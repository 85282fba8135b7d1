import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { NewProjectAnswers } from '../options/answers.ts';
import { NEW_OPTIONS } from '../options/new-command.ts';
import { kebab } from '../options/option.ts';
import type { PackReference } from '../packs/find-pack.ts';
import { shownPath } from '../show/shown-path.ts';

const FILE = '.yo-rc.json';

/** What a project that we wrote remembers, and what is to be said of that. */
export interface Remembered {
  /** Defaults for a timer, as flags take them, by the keys of options. */
  readonly defaults: ReadonlyMap<string, string>;
  /** What the project itself was made with. */
  readonly facts: Readonly<Partial<NewProjectAnswers>>;
  /** The team's templates that it was made with. */
  readonly templates: RememberedTemplates | null;
  /** For stderr, one line each. */
  readonly notes: readonly string[];
}

export interface RememberedTemplates {
  readonly reference: PackReference;
  readonly name: string;
  /** The version that made the project. */
  readonly version: string;
  /** Answers to the team's questions, as flags take them, by name. */
  readonly answers: ReadonlyMap<string, string>;
}

/** A timer has these of its own; the others belong to the project. */
const TIMER_KEYS: ReadonlySet<string> = new Set(['interval', 'leeway', 'mode', 'queue', 'clock']);

/**
 * Reads what a project's `.yo-rc.json` tells, which `new` has written. Somebody else may have
 * changed the file: what cannot be used is left out, with a note. The name is that of the timer
 * which is there already, so it is no default for another one.
 *
 * @param folders where to look, nearest first
 * @param cwd what paths in messages are relative to
 */
export function remembered(folders: readonly string[], cwd: string): Remembered {
  const folder = folders.find((it) => existsSync(path.join(it, FILE)));
  const own = folder === undefined ? undefined : ownPart(path.join(folder, FILE));
  if (folder === undefined || own === undefined || own === 'broken') {
    const notes = own === 'broken' ? [`${FILE} is no JSON; its defaults are not used.`] : [];
    return { defaults: new Map(), facts: {}, templates: null, notes };
  }
  const { templates, note } = templatesIn(own.templates, folder, cwd);
  const options = optionsIn(asObject(own.options) ?? {});
  return { ...options, templates, notes: [...options.notes, ...(note ? [note] : [])] };
}

function optionsIn(options: Readonly<Record<string, unknown>>) {
  const defaults = new Map<string, string>();
  const facts: Partial<NewProjectAnswers> = {};
  const notes: string[] = [];
  for (const option of NEW_OPTIONS.filter((it) => it.key !== 'timer' && it.key !== 'name')) {
    const key = kebab(option.key);
    const value = options[key];
    const text = typeof value === 'boolean' ? String(value) : value;
    const parsed = typeof text === 'string' ? option.parse(text, {}) : undefined;
    if (typeof text === 'string' && parsed && 'value' in parsed) {
      if (TIMER_KEYS.has(option.key)) {
        defaults.set(option.key, text);
      } else {
        Object.assign(facts, { [option.key]: parsed.value });
      }
    } else if (value !== undefined && TIMER_KEYS.has(option.key)) {
      const problem = parsed && 'problem' in parsed ? parsed.problem : 'it is not text.';
      notes.push(`"${key}" in ${FILE} is not used: ${problem}`);
    }
  }
  return { defaults, facts, notes };
}

function templatesIn(
  part: unknown,
  folder: string,
  cwd: string,
): { readonly templates: RememberedTemplates | null; readonly note?: string } {
  if (part === undefined) {
    return { templates: null };
  }
  const { pack, name = pack, version, answers = {} } = asObject(part) ?? {};
  const said = asObject(answers);
  if (
    typeof pack !== 'string' ||
    pack === '' ||
    typeof version !== 'string' ||
    typeof name !== 'string' ||
    !said
  ) {
    const note = `"templates" in ${FILE} is not used: it is not what new writes.`;
    return { templates: null, note };
  }
  const shown = shownPath(cwd, path.join(folder, FILE));
  const texts = Object.entries(said).map(([name, answer]) => [name, String(answer)] as const);
  return {
    templates: {
      reference: { spec: pack, from: folder, said: shown },
      name,
      version,
      answers: new Map(texts),
    },
  };
}

/** Our part of the file; undefined where there is none. */
function ownPart(file: string): Readonly<Record<string, unknown>> | 'broken' | undefined {
  try {
    const whole: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return asObject(asObject(whole)?.['generator-dext-timer']);
  } catch {
    return 'broken';
  }
}

function asObject(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}
