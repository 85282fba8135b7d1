import type { ClassModel, DextModel } from '../dext/model.ts';
import { namesOfAddedTimer } from '../options/derived-names.ts';
import { DRIVERKIT_MACROS, DRIVERKIT_METHODS } from '../options/reserved-names.ts';
import type { SourceFile } from '../source/source-file.ts';
import { descend } from '../source/syntax.ts';
import { includesOf } from './headers.ts';
import { Refused } from './refused.ts';

/** Methods of AudioDriverKit's driver, which a timer named Device or IO would override. */
const AUDIO_METHODS = new Set(['StartDevice', 'StopDevice', 'StartIO', 'StopIO']);

/**
 * Whether every name that comes with a timer is free.
 *
 * @throws Refused for the first that is not
 */
export function checkNames(at: {
  readonly dext: DextModel;
  readonly model: ClassModel;
  readonly source: SourceFile;
  readonly timer: string;
}): void {
  const { model, source, timer } = at;
  const wanted = new Set(namesOfAddedTimer(timer));
  for (const name of wanted) {
    if (DRIVERKIT_METHODS.has(name) || DRIVERKIT_MACROS.has(name) || AUDIO_METHODS.has(name)) {
      throw new Refused({
        file: model.file,
        offset: model.node.start,
        code: 'name-taken',
        message: `${name}, which would come with a timer named ${timer}, is a name of DriverKit; choose another name for the timer`,
      });
    }
  }
  for (const file of filesOfClass(at.dext, model, source)) {
    const found = firstOf(file, wanted);
    if (found) {
      throw new Refused({
        file,
        offset: found.offset,
        code: 'name-taken',
        message: `${found.name}, which would come with a timer named ${timer}, is there already; choose another name for the timer`,
      });
    }
  }
}

/** A name of those that is free; undefined where all are taken. */
export function freeName(at: {
  readonly dext: DextModel;
  readonly model: ClassModel;
  readonly source: SourceFile;
  readonly names: readonly string[];
}): string | undefined {
  const files = filesOfClass(at.dext, at.model, at.source);
  return at.names.find((name) => files.every((file) => !firstOf(file, new Set([name]))));
}

/** The files whose names a class sees: those with parts of it, and what they include. */
export function filesOfClass(dext: DextModel, model: ClassModel, source: SourceFile): SourceFile[] {
  const bodies = [...model.methods.values()].flatMap((it) => it.definitions);
  const open = [model.file, source, ...bodies.map((it) => it.file)];
  if (model.ivars) {
    open.push(model.ivars.file);
  }
  const found = new Set<SourceFile>();
  for (let file = open.pop(); file; file = open.pop()) {
    if (!found.has(file)) {
      found.add(file);
      const names = includesOf(file).map((it) => baseName(it.path));
      open.push(
        ...dext.files.filter((it) => it !== model.file && names.includes(baseName(it.path))),
      );
    }
  }
  return [...found];
}

function firstOf(
  file: SourceFile,
  wanted: ReadonlySet<string>,
): { readonly name: string; readonly offset: number } | undefined {
  const define = file.defines.find(
    (it) => wanted.has(it.name) || (it.body.match(/\b\w+\b/g) ?? []).some((at) => wanted.has(at)),
  );
  if (define) {
    const name = [define.name, ...(define.body.match(/\b\w+\b/g) ?? [])].find((it) =>
      wanted.has(it),
    );
    return { name: name ?? define.name, offset: define.start };
  }
  for (const node of descend(file.root)) {
    if (node.type.endsWith('identifier') && node.children.length === 0) {
      const name = file.text.slice(node.start, node.end);
      if (wanted.has(name) || wanted.has(name.replace(/_Impl$/, ''))) {
        return { name, offset: node.start };
      }
    }
  }
  return undefined;
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
