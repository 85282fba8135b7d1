import type { Define } from '../source/defines.ts';
import type { SourceFile } from '../source/source-file.ts';
import { addTo } from './add-to.ts';
import { classModel, freeFunction } from './class-model.ts';
import type { Definition, DextModel, Variable } from './model.ts';
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
  const defines = new Map<string, Define>(
    files.flatMap((file) => file.defines).map((define) => [define.name, define]),
  );
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
  const functions = new Map<string, Definition[]>();
  for (const body of free) {
    addTo(functions, body.name, freeFunction(body));
  }
  return {
    files,
    classes,
    functions,
    records: records.all(),
    globals: globalsOf(sights.flatMap((it) => it.variables)),
    enumerators: enumeratorsIn(sights.flatMap((it) => it.variables)),
    defines,
  };
}

function enumeratorsIn(variables: readonly Variable[]): Map<string, Variable[]> {
  const enumerators = new Map<string, Variable[]>();
  for (const variable of variables.filter((it) => it.node.type === 'enumerator')) {
    addTo(enumerators, variable.name, variable);
  }
  return enumerators;
}

/** By name; one with a value counts before one without (`extern`, a static member's declaration). */
function globalsOf(variables: readonly Variable[]): Map<string, Variable> {
  const globals = new Map<string, Variable>();
  for (const variable of variables) {
    const known = globals.get(variable.name);
    if (!known || (!known.value && variable.value)) {
      globals.set(variable.name, variable);
    }
  }
  return globals;
}
