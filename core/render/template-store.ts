import type { LineMarks } from './line-marks.ts';
import { type PackedTemplates, packed } from './packed.ts';
import { type TemplateFunction, templateCode, templateFunction } from './template-code.ts';
import { listTemplates, ownTemplates, readTemplate, type TemplateRoots } from './template-roots.ts';

/** Finds templates by their path in a root; the first root that has one provides it. */
export interface TemplateStore {
  /**
   * Every template below a folder, sorted.
   *
   * @throws TemplateError where a root is missing, or where there is none
   */
  list(folder: string): string[];
  /** The bytes of a template that is copied; undefined where no root has it. */
  bytes(template: string): Buffer | undefined;
  /** A template ready to run, compiled once; undefined where no root has it. */
  find(template: string): TemplateFunction | undefined;
}

export function createTemplateStore(roots: TemplateRoots): TemplateStore {
  // What the build packed stands for our own folder, and only where nothing overrides it.
  const ownOnly = roots.length === 1 && roots[0] === ownTemplates();
  return packed && ownOnly
    ? packedStore(packed)
    : folderStore({ roots, prepare: ({ text }) => text });
}

/** The same templates from their files, with line marks in their text. */
export function createMarkedStore(at: { roots: TemplateRoots; marks: LineMarks }): TemplateStore {
  const { roots, marks } = at;
  return folderStore({ roots, prepare: ({ template, text }) => marks.mark(template, text) });
}

function packedStore({ rendered, copied }: PackedTemplates): TemplateStore {
  return {
    list: (folder) =>
      [...Object.keys(rendered), ...Object.keys(copied)]
        .filter((template) => template.startsWith(`${folder}/`))
        .sort(),
    bytes: (template) => {
      const text = copied[template];
      return text === undefined ? undefined : Buffer.from(text);
    },
    find: (template) => rendered[template],
  };
}

function folderStore(at: {
  roots: TemplateRoots;
  prepare: (source: { template: string; text: string }) => string;
}): TemplateStore {
  const { roots } = at;
  const functions = new Map<string, TemplateFunction>();

  function compile(template: string): TemplateFunction | undefined {
    const text = readTemplate(roots, template)?.toString('utf8');
    if (text === undefined) {
      return undefined;
    }
    const prepared = at.prepare({ template, text });
    const compiled = templateFunction(templateCode({ template, text, prepared }));
    functions.set(template, compiled);
    return compiled;
  }

  return {
    list: (folder) => listTemplates(roots, folder),
    bytes: (template) => readTemplate(roots, template),
    find: (template) => functions.get(template) ?? compile(template),
  };
}
