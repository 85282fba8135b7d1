import type { ClassModel, DextModel } from '../dext/model.ts';
import { namesOfAddedTimer } from '../options/derived-names.ts';
import { parseIdentifier } from '../options/identifier.ts';
import { DRIVERKIT_MACROS, DRIVERKIT_METHODS } from '../options/reserved-names.ts';
import { includesOf } from '../source/includes.ts';
import type { SourceFile } from '../source/source-file.ts';
import { descend } from '../source/syntax.ts';
import { Refused } from './refused.ts';

/** Methods of AudioDriverKit's driver, which a timer named Device or IO would override. */
const AUDIO_METHODS = new Set(['StartDevice', 'StopDevice', 'StartIO', 'StopIO']);

/** A class that is to get a timer, and where its new methods go. */
export interface NamedClass {
  readonly dext: DextModel;
  readonly model: ClassModel;
  readonly source: SourceFile;
}

/**
 * Whether every name that comes with a timer is free.
 *
 * @throws Refused for the first that is not
 */
export function checkNames(at: NamedClass & { readonly timer: string }): void {
  const clash = clashOf(at, at.timer);
  if (clash) {
    const { file, offset, found } = clash;
    const message = `${found.name}, which would come with a timer named ${at.timer}, is ${found.owner}; ${advice(at)}`;
    throw new Refused({ file, offset, code: 'name-taken', message });
  }
}

/** What a person can do about a name that is taken: another one for the timer that will do. */
function advice(at: NamedClass & { readonly timer: string }): string {
  const { timer } = at;
  const numbered = Array.from({ length: 8 }, (_, index) => `${timer}${index + 2}`);
  const other = [`${timer}Timer`, `Timed${timer}`, ...numbered].find(
    (it) => 'value' in parseIdentifier(it, 'Poll') && !clashOf(at, it),
  );
  return other ? `name the timer ${other}, for example` : 'choose another name for the timer';
}

interface Clash {
  readonly file: SourceFile;
  readonly offset: number;
  readonly found: { readonly name: string; readonly owner: string };
}

function clashOf({ dext, model, source }: NamedClass, timer: string): Clash | undefined {
  const wanted = new Set([...namesOfAddedTimer(timer), ...Object.values(keptBodies(timer))]);
  for (const name of wanted) {
    if (DRIVERKIT_METHODS.has(name) || DRIVERKIT_MACROS.has(name) || AUDIO_METHODS.has(name)) {
      const found = { name, owner: 'a name of DriverKit' };
      return { file: model.file, offset: model.node.start, found };
    }
  }
  for (const file of filesOfClass(dext, model, source)) {
    const found = firstOf(file, wanted);
    if (found) {
      const { name, offset } = found;
      return { file, offset, found: { name, owner: 'there already' } };
    }
  }
  return undefined;
}

/**
 * The name of the method that keeps the body which Start or init had: the plain one, or, where that
 * is taken or a name of the timer itself, one with the timer's name, which `checkNames` has found
 * free.
 */
export function nameOfKeptBody(
  at: NamedClass & { readonly timer: string },
  method: 'Start' | 'init',
): string {
  const plain = keptBodies('Timer')[method];
  const isTaken =
    namesOfAddedTimer(at.timer).includes(plain) ||
    filesOfClass(at.dext, at.model, at.source).some((it) => firstOf(it, new Set([plain])));
  return isTaken ? keptBodies(at.timer)[method] : plain;
}

function keptBodies(timer: string): { readonly Start: string; readonly init: string } {
  return { Start: `StartBefore${timer}`, init: `InitBefore${timer}` };
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
