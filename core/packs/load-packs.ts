import path from 'node:path';
import { quote } from '../options/quote.ts';
import type { TemplateRoot } from '../render/template-roots.ts';
import { findPack, type PackReference } from './find-pack.ts';
import { assertInterface } from './interface-version.ts';
import { MANIFEST, type Manifest, TEMPLATES } from './manifest.ts';
import { packFault } from './pack-fault.ts';
import { type PackFile, readPackFiles } from './pack-files.ts';
import { readManifest } from './read-manifest.ts';

/** A pack as it is on disk. */
export interface Pack {
  readonly manifest: Manifest;
  /** Absolute path, links resolved. */
  readonly folder: string;
  /** It was found as an installed package, not by a path. */
  readonly isInstalled: boolean;
  /** Its folder as messages show it, with a `/` at the end; '' for the working directory. */
  readonly shown: string;
  readonly files: readonly PackFile[];
  readonly root: TemplateRoot;
}

/** A pack rests on another that rests on another; more than this is a mistake. */
const MAX_PARENTS = 8;

/**
 * Reads a pack and those that it rests on, the outermost first. Nothing of them is executed.
 *
 * @param at.cwd what paths in messages are relative to
 * @throws ProjectError with file and line for whatever is wrong in one of them
 */
export function loadPacks(at: {
  readonly reference: PackReference;
  readonly cwd: string;
}): readonly Pack[] {
  const packs: Pack[] = [];
  let reference: PackReference | null = at.reference;
  while (reference) {
    const { folder, isInstalled } = findPack(reference);
    if (packs.some((it) => it.folder === folder)) {
      const names = packs.map((it) => it.manifest.name);
      throw packFault(
        reference.said,
        `${quote(reference.spec)} rests on itself: ${[...names, names[0]].join(' → ')}.`,
      );
    }
    if (packs.length > MAX_PARENTS) {
      throw packFault(reference.said, `more than ${MAX_PARENTS} packs rest on one another.`);
    }
    const pack = { ...loadPack(folder, at.cwd), isInstalled };
    packs.push(pack);
    const { parent } = pack.manifest;
    reference = parent && { spec: parent.value, from: folder, said: parent.at };
  }
  return packs;
}

function loadPack(folder: string, cwd: string): Omit<Pack, 'isInstalled'> {
  const manifest = readManifest({ folder, cwd });
  assertInterface({ manifest });
  const shown = manifest.path.slice(0, -MANIFEST.length);
  const root = {
    folder: path.join(folder, TEMPLATES),
    shownAs: `${shown}${TEMPLATES}/`,
    removes: manifest.remove.map((it) => it.value),
  };
  return { manifest, folder, shown, files: readPackFiles({ folder, shown }), root };
}
