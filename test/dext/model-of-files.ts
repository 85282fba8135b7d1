import type { ClassModel, DextModel, Method, Place } from '../../core/dext/model.ts';
import { modelOf } from '../../core/dext/model-of.ts';
import { loadParser } from '../../core/source/parse.ts';

const parser = await loadParser();

/** The model of files given as path and text. */
export function modelOfFiles(files: Readonly<Record<string, string>>): DextModel {
  return modelOf(Object.entries(files).map(([path, text]) => parser.parse({ path, text })));
}

/** The class of that name; throws where there is none or more than one. */
export function classIn(model: DextModel, name: string): ClassModel {
  const [found, ...more] = model.classes.filter((it) => it.name === name);
  if (!found || more.length > 0) {
    throw new Error(`${name}: ${model.classes.map((it) => it.name).join(', ')}`);
  }
  return found;
}

/** A method; throws where the class does not have it. */
export function methodIn(of: ClassModel, name: string): Method {
  const found = of.methods.get(name);
  if (!found) {
    throw new Error(`${name}: ${[...of.methods.keys()].join(', ')}`);
  }
  return found;
}

/** The text of a node: what its offsets stand for. */
export function textOf({ file, node }: Place): string {
  return file.text.slice(node.start, node.end);
}
