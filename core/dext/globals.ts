import type { SourceFile } from '../source/source-file.ts';
import { childIn } from '../source/syntax.ts';
import { addTo } from './add-to.ts';
import { readDeclarator } from './declarator.ts';
import type { FileViews } from './file-views.ts';
import { hasStorage, isOfItsFile } from './linkage.ts';
import type { Variable } from './model.ts';

/** Where a name is used. */
interface NameUse {
  readonly file: SourceFile;
  /** What the name is qualified by, or the class whose code it is in. */
  readonly scope?: string | undefined;
}

/** The variables and constants at file, namespace or class scope of all files, enumerators included. */
export class Globals {
  readonly #views: FileViews;
  readonly #byName = new Map<string, Variable[]>();
  readonly #files: ReadonlyMap<SourceFile, number>;

  constructor(files: readonly SourceFile[], variables: readonly Variable[], views: FileViews) {
    this.#views = views;
    this.#files = new Map(files.map((file, index) => [file, index]));
    for (const variable of variables) {
      addTo(this.#byName, variable.name, variable);
    }
  }

  /**
   * What a name means in a file. Undefined where it is none of the sources' own, and where several
   * that differ may be meant.
   */
  at(at: NameUse, name: string): Variable | undefined {
    const meant = this.#inScope(at, name);
    const seen = this.#views.among(at.file, meant);
    const defined = seen.filter((it) => !isMereDeclaration(it));
    if (defined.length > 0 || seen.length === 0) {
      return agreed(defined);
    }
    const elsewhere = meant.filter((it) => !isMereDeclaration(it) && !isOfItsFile(it));
    return agreed(elsewhere) ?? seen[0];
  }

  /** The enumerators that a name may mean in a file; several enums may each have one. */
  enumeratorsAt(at: NameUse, name: string): readonly Variable[] {
    const all = this.#inScope(at, name).filter((it) => it.node.type === 'enumerator');
    return this.#views.among(at.file, all);
  }

  #inScope({ scope }: NameUse, name: string): readonly Variable[] {
    const all = this.#byName.get(name) ?? [];
    const members = all.length > 1 && scope ? all.filter((it) => scopesOf(it).includes(scope)) : [];
    return members.length > 0 ? members : all;
  }

  /** Whether the sources have something of that name, whatever it means. */
  has(name: string): boolean {
    return this.#byName.has(name);
  }

  /** Names a variable so that no other one has the name: files may each have their own. */
  keyOf(variable: Variable): string {
    const { name, file } = variable;
    return isOfItsFile(variable) ? `${name}@${this.#files.get(file)}` : name;
  }

  /** Every variable, declarations of the same one apart. */
  all(): Variable[] {
    return [...this.#byName.values()].flat();
  }
}

/** The one variable, where all say the same. */
function agreed([first, ...others]: readonly Variable[]): Variable | undefined {
  const text = first && definitionText(first);
  return others.every((it) => text && definitionText(it) === text) ? first : undefined;
}

/** What a constant is, as text; empty where nothing is said of it. */
function definitionText({ file, type, value }: Variable): string {
  return value ? `${type.text} ${file.text.slice(value.start, value.end)}` : '';
}

/** `extern`, or a static member as its class declares it: the value is elsewhere. */
function isMereDeclaration(variable: Variable): boolean {
  return (
    variable.value === null &&
    (variable.node.type === 'field_declaration' || hasStorage(variable, 'extern'))
  );
}

/** The classes, enums and namespaces around a variable, and what its own name is qualified by. */
function scopesOf({ file, node, name, type }: Variable): string[] {
  const scopes = node.children
    .filter((it) => it.field === 'declarator')
    .map((it) => readDeclarator(file, it).path)
    .filter((path) => path.at(-1) === name)
    .flatMap((path) => path.slice(0, -1));
  if (node.type === 'enumerator') {
    scopes.push(type.name); // a typedef may have named it
  }
  for (let at = node.parent; at; at = at.parent) {
    const named = /_specifier$|^namespace_definition$/.test(at.type) && childIn(at, 'name');
    if (named) {
      scopes.push(file.text.slice(named.start, named.end));
    }
  }
  return scopes;
}
