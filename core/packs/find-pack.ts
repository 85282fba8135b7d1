import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { ProjectError } from '../errors.ts';
import { isFolder } from '../is-folder.ts';
import { quote } from '../options/quote.ts';
import { packageFolder } from '../render/template-roots.ts';
import { MANIFEST } from './manifest.ts';
import { PACKAGE_NAME } from './read-manifest.ts';

/** Who names a pack, and how. */
export interface PackReference {
  /** A folder or the name of an installed package, as written. */
  readonly spec: string;
  /** Absolute path of the folder that it is seen from. */
  readonly from: string;
  /** Where it is said, for messages: `--templates`, or file and line. */
  readonly said: string;
}

/** Whether a pack is named by its folder: by a path, and not by the name of a package. */
function isFolderSpec(spec: string): boolean {
  return /^\.{0,2}\//.test(spec) || spec === '.' || spec === '..' || path.isAbsolute(spec);
}

/**
 * Finds the folder of a pack: a path, or a package installed above `from` or beside this one. A
 * word that is both is the package; `./word` is the folder. A folder that is no package may be
 * named without the `./`.
 *
 * @returns its absolute path, links resolved, and whether it is an installed package
 * @throws ProjectError where there is none, or where it is no pack
 */
export function findPack(reference: PackReference): {
  readonly folder: string;
  readonly isInstalled: boolean;
} {
  const { spec, from, said } = reference;
  if (spec === '') {
    const message = `${said}: "" is no pack; give a folder or an installed npm package.`;
    throw new ProjectError({ code: 'no-pack', message });
  }
  const isPackage = !isFolderSpec(spec) && PACKAGE_NAME.test(spec);
  const installed = isPackage ? findPackage(spec, from) : undefined;
  const folder = installed ?? path.resolve(from, spec);
  if (!isFolder(folder)) {
    const what = isPackage
      ? `no package of that name is installed above ${quote(from)}, and there is no such folder; npm install it, or pass --templates with its folder`
      : existsSync(folder)
        ? 'it is not a folder'
        : 'there is no such folder';
    throw new ProjectError({ code: 'no-pack', message: `${said}: ${quote(spec)}: ${what}.` });
  }
  if (!existsSync(path.join(folder, MANIFEST))) {
    throw new ProjectError({
      code: 'no-pack',
      message: `${said}: ${quote(spec)} is no template pack: it has no ${MANIFEST}.`,
    });
  }
  return { folder: realpathSync(folder), isInstalled: installed !== undefined };
}

function findPackage(name: string, from: string): string | undefined {
  for (const start of [from, path.dirname(packageFolder())]) {
    for (let at = start; ; at = path.dirname(at)) {
      const folder = path.join(at, 'node_modules', name);
      if (isFolder(folder)) {
        return folder;
      }
      if (path.dirname(at) === at) {
        break;
      }
    }
  }
  return undefined;
}
