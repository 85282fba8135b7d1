import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { listFolder } from '../check/list-folder.ts';
import { isStandIn } from '../dext/apples-own.ts';
import { ProjectError, UsageError } from '../errors.ts';
import { isFolder } from '../is-folder.ts';
import { quote } from '../options/quote.ts';

/** Where a dext lies. */
export interface DextFolder {
  /** Absolute path of the folder whose driver classes count. */
  readonly folder: string;
  /** From there up to the root of the project around it: where its settings may be. */
  readonly upwards: readonly string[];
  /** Absolute paths of all sources of the project, those of other folders in it included. */
  readonly sources: readonly string[];
}

/** What a folder has in it that is the root of a project. */
const PROJECT_FILE = /\.xcodeproj$|^(\.git|\.yo-rc\.json|project\.yml|Package\.swift)$/;

/**
 * Finds the dext that a person means: the folder that they name or, going up from where they are,
 * the nearest one with an `.iig` below it. The way up ends at the root of the repository; outside
 * of one, only folders that look like a project count, since whole disks are above them.
 *
 * @param at.project as typed, null where it is not given
 * @throws UsageError where the named folder is none, ProjectError where there is no `.iig`
 */
export function findDext(at: {
  readonly cwd: string;
  readonly project: string | null;
}): DextFolder {
  if (at.project !== null) {
    const folder = namedFolder(at.cwd, at.project);
    const below = listFolder(folder);
    if (!below.some(isInterface)) {
      throw noInterface(`in ${quote(at.project)}`);
    }
    return dextIn(folder, below);
  }
  for (const folder of candidatesFrom(at.cwd)) {
    const below = listFolder(folder);
    if (below.some(isInterface)) {
      return dextIn(folder, below);
    }
  }
  throw noInterface('here or in a project above');
}

/** A declaration of a driver's class; stand-ins of DriverKit's own classes for tests are not. */
export function isInterface(place: string): boolean {
  return place.endsWith('.iig') && !isStandIn(place.replaceAll(path.sep, '/'));
}

function namedFolder(cwd: string, typed: string): string {
  const place = path.resolve(cwd, typed);
  if (!isFolder(place)) {
    const what = existsSync(place) ? 'is not a folder' : 'does not exist';
    throw new UsageError({
      code: 'usage',
      flag: '--project',
      message: `--project: ${quote(typed)} ${what}; give the folder of the driver.`,
    });
  }
  // A person may well name the project that they open in Xcode.
  return place.endsWith('.xcodeproj') ? path.dirname(place) : place;
}

/** The working directory, and those above it that may be the project. */
function candidatesFrom(cwd: string): string[] {
  const all = upTo(cwd, (folder) => namesIn(folder).includes('.git'));
  const isRepository = namesIn(all.at(-1) ?? cwd).includes('.git');
  return all.filter((folder, index) => index === 0 || isRepository || looksLikeProject(folder));
}

function looksLikeProject(folder: string): boolean {
  return namesIn(folder).some((name) => PROJECT_FILE.test(name) || name.endsWith('.iig'));
}

function dextIn(folder: string, below: readonly string[]): DextFolder {
  const upwards = upTo(folder, (at) => namesIn(at).some((name) => PROJECT_FILE.test(name)));
  const root = upwards.at(-1) ?? folder;
  const isProject = namesIn(root).some((name) => PROJECT_FILE.test(name));
  return {
    folder,
    upwards: isProject ? upwards : [folder],
    // Below it first: in a folder that is ignored, git lists nothing from above.
    sources: [...new Set([...below, ...(isProject && root !== folder ? listFolder(root) : [])])],
  };
}

/** Folders from one upwards, up to the first for which `isLast` holds; else to the very top. */
function upTo(start: string, isLast: (folder: string) => boolean): string[] {
  const folders = [start];
  for (let at = start; !isLast(at) && path.dirname(at) !== at; ) {
    at = path.dirname(at);
    folders.push(at);
  }
  return folders;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function noInterface(where: string): ProjectError {
  return new ProjectError({
    code: 'no-dext',
    message: `There is no .iig file ${where}, so this is no DriverKit driver: its class is declared in one. Pass --project where it is elsewhere.`,
  });
}
