import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { TemplateError } from './template-error.ts';

/** Folders that hold templates, in order of precedence: the first that has a file provides it. */
export type TemplateRoots = readonly string[];

/**
 * Our own `templates` folder. It is found by walking up from this module, so that the sources,
 * the build and an installed package all find theirs.
 *
 * @throws TemplateError where the package lost the folder; a missing one must never mean "no files".
 */
export function ownTemplates(): string {
  let folder = import.meta.dirname;
  while (!existsSync(path.join(folder, 'package.json'))) {
    const parent = path.dirname(folder);
    if (parent === folder) {
      throw new TemplateError({ template: 'templates', reason: 'the package folder is not found' });
    }
    folder = parent;
  }
  return path.join(folder, 'templates');
}

/**
 * The bytes of a template, from the first root that has it.
 *
 * @param template path relative to a root, with its ending
 * @returns undefined where no root has it
 */
export function readTemplate(roots: TemplateRoots, template: string): Buffer | undefined {
  for (const root of roots) {
    try {
      return readFileSync(path.join(root, template));
    } catch (error) {
      if (!isMissing(error)) {
        throw error;
      }
    }
  }
  return undefined;
}

/**
 * Every file below `folder` in any root, as sorted paths relative to a root; '' is the root.
 *
 * @throws TemplateError where a root is missing, or where there is no file at all
 */
export function listTemplates(roots: TemplateRoots, folder: string): string[] {
  const found = new Set<string>();
  for (const root of roots) {
    if (!existsSync(root)) {
      throw new TemplateError({ template: root, reason: 'this template folder does not exist' });
    }
    collect(root, folder, found);
  }
  if (found.size === 0) {
    const where = roots.map((root) => path.join(root, folder)).join(', ');
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
    const below = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      collect(root, below, found);
    } else {
      found.add(below);
    }
  }
}

function readFolder(folder: string) {
  return readdirSync(folder, { withFileTypes: true });
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
