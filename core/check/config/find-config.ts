import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseTree } from 'jsonc-parser';
import { UsageError } from '../../errors.ts';
import type { JsonFile } from '../../json/json-file.ts';
import { readJsonFile } from '../../json/read-json-file.ts';
import { quote } from '../../options/quote.ts';
import { type Config, NO_CONFIG } from './config.ts';
import { ConfigReader } from './config-reader.ts';

const OWN = '.dext-timer.json';
const SHARED = 'package.json';

/**
 * The configuration that holds in a folder: that of the nearest folder above, up to the root of
 * the repository, or the file that the command line names.
 *
 * @param at.named the value of --config, null for none
 * @throws UsageError where the named file is not there, ProjectError for what is wrong in a file
 */
export function findConfig(at: {
  readonly cwd: string;
  readonly named: string | null;
  readonly ruleIds: readonly string[];
}): Config {
  const file = at.named === null ? nearest(at.cwd) : namedFile(at.cwd, at.named);
  return file === null ? NO_CONFIG : new ConfigReader(file, at.ruleIds).read(sectionOf(file));
}

function namedFile(cwd: string, named: string): JsonFile {
  const place = path.resolve(cwd, named);
  if (!existsSync(place)) {
    throw new UsageError({
      code: 'usage',
      flag: '--config',
      message: `--config: ${quote(named)} does not exist.`,
    });
  }
  return readJsonFile(cwd, place);
}

function nearest(cwd: string): JsonFile | null {
  for (let folder = cwd; ; folder = path.dirname(folder)) {
    const own = path.join(folder, OWN);
    if (existsSync(own)) {
      return readJsonFile(cwd, own);
    }
    const shared = path.join(folder, SHARED);
    if (existsSync(shared)) {
      const file = readJsonFile(cwd, shared);
      if (hasSection(file)) {
        return file;
      }
    }
    if (existsSync(path.join(folder, '.git')) || path.dirname(folder) === folder) {
      return null;
    }
  }
}

/** Somebody else's package.json may be broken; that is not ours to tell. */
function hasSection(file: JsonFile): boolean {
  const keys = parseTree(file.text)?.children?.map((property) => property.children?.[0]?.value);
  return keys?.includes('dext-timer') ?? false;
}

/** In package.json our part has a key of its own. */
function sectionOf(file: JsonFile): string | null {
  return path.basename(file.place) === SHARED ? 'dext-timer' : null;
}
