import { type LineMarks, lineCount, markLines } from './line-marks.ts';
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

interface Where {
  readonly roots: TemplateRoots;
  readonly marks: LineMarks;
}

export function createTemplateStore(at: Where): TemplateStore {
  // What the build packed stands for our own folder, and only where nothing overrides it.
  const ownOnly = at.roots.length === 1 && at.roots[0] === ownTemplates();
  return packed && ownOnly ? packedStore(packed, at.marks) : folderStore(at);
}

function packedStore({ rendered, copied }: PackedTemplates, marks: LineMarks): TemplateStore {
  const functions = new Map<string, TemplateFunction>();
  for (const { template, lines, run } of rendered) {
    marks.reserve(template, lines);
    functions.set(template, run);
  }
  return {
    list: (folder) =>
      [...functions.keys(), ...Object.keys(copied)]
        .filter((template) => template.startsWith(`${folder}/`))
        .sort(),
    bytes: (template) => {
      const text = copied[template];
      return text === undefined ? undefined : Buffer.from(text);
    },
    find: (template) => functions.get(template),
  };
}

function folderStore({ roots, marks }: Where): TemplateStore {
  const functions = new Map<string, TemplateFunction>();

  function compile(template: string): TemplateFunction | undefined {
    const text = readTemplate(roots, template)?.toString('utf8');
    if (text === undefined) {
      return undefined;
    }
    const marked = markLines(text, marks.reserve(template, lineCount(text)));
    const compiled = templateFunction(templateCode({ template, text, marked }));
    functions.set(template, compiled);
    return compiled;
  }

  return {
    list: (folder) => listTemplates(roots, folder),
    bytes: (template) => readTemplate(roots, template),
    find: (template) => functions.get(template) ?? compile(template),
  };
}
