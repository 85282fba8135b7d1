import path from 'node:path';
import { withProgress } from '../check/progress.ts';
import type { ClassModel, DextModel } from '../dext/model.ts';
import { modelOf } from '../dext/model-of.ts';
import type { Face } from '../face.ts';
import { plural } from '../show/plural.ts';
import { loadParser, type SourceParser } from '../source/parse.ts';
import type { SourceFile } from '../source/source-file.ts';
import { type DiskFile, readDiskFile } from './disk-file.ts';
import type { DextFolder } from './find-dext.ts';

/** A dext whose sources are read and understood, all of them or the `.iig` files alone. */
export interface OpenDext {
  readonly where: DextFolder;
  readonly model: DextModel;
  readonly parser: SourceParser;
  /** What each source is on disk. */
  readonly onDisk: ReadonlyMap<SourceFile, DiskFile>;
  /** Of files that could not be read; for stderr, one line each. */
  readonly notes: readonly string[];
}

/** Reads the `.iig` files of a dext, which tell its classes. Loads the C++ grammar. */
export async function openInterfaces(at: {
  readonly where: DextFolder;
  /** What paths in messages are relative to. */
  readonly cwd: string;
}): Promise<OpenDext> {
  const parser = await loadParser();
  const places = at.where.sources.filter((it) => it.endsWith('.iig'));
  const { onDisk, notes } = parseAll(readAll(places, at.cwd), parser);
  return { where: at.where, model: modelOf([...onDisk.keys()]), parser, onDisk, notes };
}

/**
 * Reads all other sources of a dext too.
 *
 * @param at.driver a class of the dext as far as it is open
 * @returns the whole dext, and the same class in it
 */
export async function openWhole(at: {
  readonly dext: OpenDext;
  readonly driver: ClassModel;
  readonly face: Face;
}): Promise<{ readonly dext: OpenDext; readonly driver: ClassModel }> {
  const { dext, driver, face } = at;
  const places = dext.where.sources.filter((it) => !it.endsWith('.iig'));
  const read = readAll(places, face.cwd);
  const size = read.reduce((sum, it) => sum + (typeof it === 'string' ? 0 : it.text.length), 0);
  const what = `Reading ${plural(places.length, 'file')}`;
  const rest = await withProgress({ face, what, size }, async () => parseAll(read, dext.parser));
  const onDisk = new Map([...dext.onDisk, ...rest.onDisk]);
  const model = modelOf([...onDisk.keys()]);
  const same = model.classes.find((it) => it.name === driver.name && it.file === driver.file);
  return {
    dext: { ...dext, model, onDisk, notes: [...dext.notes, ...rest.notes] },
    driver: same ?? driver,
  };
}

function readAll(places: readonly string[], cwd: string): (DiskFile | string)[] {
  return places.map((place) => {
    const shown = path.relative(cwd, place).replaceAll(path.sep, '/');
    const file = readDiskFile({ place, path: shown });
    return typeof file === 'string' ? `${shown} is not looked at: ${file}.` : file;
  });
}

function parseAll(read: readonly (DiskFile | string)[], parser: SourceParser) {
  const onDisk = new Map<SourceFile, DiskFile>();
  for (const file of read) {
    if (typeof file !== 'string') {
      onDisk.set(parser.parse({ path: file.path, text: file.text }), file);
    }
  }
  return { onDisk, notes: read.filter((it) => typeof it === 'string') };
}
