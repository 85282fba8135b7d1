import type { SourceFile } from '../source/source-file.ts';
import { classModel, freeFunction } from './class-model.ts';
import { FileViews } from './file-views.ts';
import { Functions } from './functions.ts';
import { Globals } from './globals.ts';
import { Macros } from './macros.ts';
import type { DextModel } from './model.ts';
import { ownersOf } from './owners.ts';
import { Records } from './records.ts';
import { sightsOf } from './sights.ts';

/**
 * Puts together what the files say: classes with their methods and ivars, functions, constants.
 *
 * @param files sources that belong together, in any order; nothing is thrown, what the grammar did
 *   not understand is left out
 */
export function modelOf(files: readonly SourceFile[]): DextModel {
  const views = new FileViews(files);
  const defines = new Macros(files, views);
  const sights = files.map(sightsOf);
  const records = new Records(
    sights.flatMap((it) => it.classes),
    defines,
  );
  const { owners, free } = ownersOf(sights);
  const classes = owners
    .filter(
      (owner) => owner.kind === 'iig' || owner.bodies.length > 0 || owner.sight?.declared.length,
    )
    .map((owner) => classModel(owner, records.named(`${owner.name}_IVars`, owner.file.path)));
  return {
    files,
    classes,
    functions: new Functions(free.map(freeFunction), views),
    records: records.all(),
    globals: new Globals(
      files,
      sights.flatMap((it) => it.variables),
      views,
    ),
    defines,
  };
}
