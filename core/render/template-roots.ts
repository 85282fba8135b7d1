import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { TemplateError } from './template-error.ts';

/** A folder that holds templates. */
export interface TemplateRoot {
  /** Absolute path. */
  readonly folder: string;
  /** What messages put before the path of a template: `acme-templates/templates/`; '' for ours. */
  readonly shownAs: string;
  /** What it takes away of the roots behind it: templates, or folders with a `/` at the end. */
  readonly removes: readonly string[];
}

/** In order of precedence: the first root that has a file provides it. */
export type TemplateRoots = readonly TemplateRoot[];

/**
 * Our own templates. They are found by walking up from this module, so that the sources, the
 * build and an installed package all find theirs.
 *
 * @throws TemplateError where the package lost the folder; a missing one must never mean "no files".
 */
export function ownTemplates(): TemplateRoot {
  return { folder: path.join(packageFolder(), 'templates'), shownAs: '', removes: [] };
}

/**
 * Where this package is installed.
 *
 * @throws TemplateError where nothing above this module is a package
 */
export function packageFolder(): string {
  let folder = import.meta.dirname;
  while (!existsSync(path.join(folder, 'package.json'))) {
    const parent = path.dirname(folder);
    if (parent === folder) {
      throw new TemplateError({ template: 'templates', reason: 'the package folder is not found' });
    }
    folder = parent;
  }
  return folder;
}

/**
 * The bytes of a template, from the first root that has it.
 *
 * @param template path relative to a root, with its ending
 * @returns undefined where no root has it
 */
export function readTemplate(roots: TemplateRoots, template: string): Buffer | undefined {
  const root = providerOf(roots, template);
  return root && readFileSync(path.join(root.folder, template));
}

/**
 * The root that provides a template.
 *
 * @param template path relative to a root, with its ending
 * @returns undefined where no root has it, or where one takes it away before another has it
 */
function providerOf(roots: TemplateRoots, template: string): TemplateRoot | undefined {
  if (leavesRoot(template)) {
    return undefined;
  }
  for (const root of roots) {
    if (existsSync(path.join(root.folder, template))) {
      return root;
    }
    if (takesAway(root, template)) {
      return undefined;
    }
  }
  return undefined;
}

/** Whether a template, as messages show it, is one of ours: only theirs have a place before them. */
export function isOwnTemplate(shown: string): boolean {
  return existsSync(path.join(ownTemplates().folder, shown));
}

/** A template as messages show it: with what tells its root. */
export function shownTemplate(roots: TemplateRoots, template: string): string {
  return `${providerOf(roots, template)?.shownAs ?? ''}${template}`;
}

/** An include may name anything; what is outside of a root is no template. */
function leavesRoot(template: string): boolean {
  return path.isAbsolute(template) || template.split(/[\\/]/).includes('..');
}

/** Whether a root takes a template of those behind it away. */
export function takesAway({ removes }: TemplateRoot, template: string): boolean {
  return removes.some((it) => (it.endsWith('/') ? template.startsWith(it) : template === it));
}

/**
 * Every file below `folder` in any root, as sorted paths relative to a root; '' is the root.
 *
 * @throws TemplateError where the last root is missing, or where there is no file at all
 */
export function listTemplates(roots: TemplateRoots, folder: string): string[] {
  const found = new Set<string>();
  if (leavesRoot(folder)) {
    return [];
  }
  const own = roots.at(-1);
  if (own && !existsSync(own.folder)) {
    const reason = 'this template folder does not exist';
    throw new TemplateError({ template: own.folder, reason });
  }
  for (const root of roots.toReversed()) {
    for (const template of found) {
      if (takesAway(root, template)) {
        found.delete(template);
      }
    }
    collect(root.folder, folder, found);
  }
  if (found.size === 0) {
    const where = roots.map((root) => path.join(root.folder, folder)).join(', ');
    throw new TemplateError({ template: folder, reason: `no templates in ${where}` });
  }
  return [...found].sort();
}

function collect(root: string, folder: string, found: Set<string>): void {
  let entries: ReturnType<typeof readFolder>;
  try {
    entries = readFolder(path.join(root, folder));
  } catch (error) {
    if (isMissing(error)) {
      return; // this root overrides nothing here
    }
    throw error;
  }
  for (const entry of entries) {
    if (isLeftover(entry.name)) {
      continue;
    }
    const below = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      collect(root, below, found);
    } else {
      found.add(below);
    }
  }
}

/** What Finder and editors leave behind, which nobody means to be a template. */
export function isLeftover(name: string): boolean {
  return name === '.DS_Store' || name.startsWith('._') || /~$|\.sw[op]$/.test(name);
}

function readFolder(folder: string) {
  return readdirSync(folder, { withFileTypes: true });
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
