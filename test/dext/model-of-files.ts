import type { ClassModel, DextModel, Method, Place } from '../../core/dext/model.ts';
import { modelOf } from '../../core/dext/model-of.ts';
import type { MaskedMacro } from '../../core/source/mask.ts';
import { loadParser } from '../../core/source/parse.ts';
import type { SourceFile } from '../../core/source/source-file.ts';

const parser = await loadParser();

/** The model of files given as path and text. */
export function modelOfFiles(files: Readonly<Record<string, string>>): DextModel {
  return modelOf(Object.entries(files).map(([path, text]) => parser.parse({ path, text })));
}

/** The model of one file in which the parser hides some macros, whatever it hides by itself. */
export function modelWithHidden(path: string, text: string, hidden: readonly MaskedMacro[]) {
  const blanked = hidden.reduce((left, { start, end, args }) => {
    const inner = args ? text.indexOf(args, start) : end;
    const outer = text.slice(inner + (args?.length ?? 0), end);
    const blanks = ' '.repeat(inner - start) + (args ?? '') + ' '.repeat(outer.length);
    return left.slice(0, start) + blanks + left.slice(end);
  }, text);
  return modelOf([{ ...parser.parse({ path, text: blanked }), text, masked: hidden }]);
}

/** The file of that path; throws where there is none. */
export function fileIn(model: DextModel, path: string): SourceFile {
  const found = model.files.find((it) => it.path === path);
  if (!found) {
    throw new Error(`no ${path}`);
  }
  return found;
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
