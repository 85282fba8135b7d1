import type { NewProjectOptions } from '../options/new-project-options.ts';
import { toRecord } from '../options/record.ts';
import { createRenderer } from '../render/renderer.ts';
import { TemplateError } from '../render/template-error.ts';
import type { TemplateRoots } from '../render/template-roots.ts';
import { version } from '../version.ts';
import { type ProjectView, projectView } from '../view/project-view.ts';
import type { FileMode, OutputFile } from './change.ts';

/** The tree below a template root that becomes the project, file by file. */
const TREE = 'project';

/** What a new project is rendered from. */
export interface NewProjectSource {
  readonly options: NewProjectOptions;
  /** Where templates come from, first match wins. */
  readonly roots: TemplateRoots;
}

/**
 * Every file of a new project, below a folder of its name.
 *
 * @returns files sorted by path
 * @throws TemplateError with template and line
 */
export function renderNewProject(at: NewProjectSource): OutputFile[] {
  const files = [...renderTemplates(at), yoRc(at.options)];
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The part of a new project that comes from templates; here it may have several timers. */
export function renderTemplates(at: NewProjectSource): OutputFile[] {
  const view = projectView(at.options, version);
  const renderer = createRenderer(at.roots);

  return renderer.list(TREE).map((template): OutputFile => {
    const path = outputPath(template, view);
    if (!template.endsWith('.ejs')) {
      const bytes = renderer.copy(template);
      return {
        path,
        bytes,
        mode: modeOf(bytes),
        origins: () => ({ copiedFrom: renderer.shown(template) }),
      };
    }
    const bytes = Buffer.from(renderer.render(template, view));
    const origins = () => renderer.origins(template, view);
    return { path, bytes, mode: modeOf(bytes), origins };
  });
}

/** What says by `#!` how to run it is a script. */
function modeOf(bytes: Buffer): FileMode {
  return bytes.toString('latin1', 0, 2) === '#!' ? 0o755 : 0o644;
}

/**
 * Where a template's output goes: `[name]` is replaced by `it.name`, a leading `dot-` by a dot,
 * and the ending `.ejs` is dropped.
 */
function outputPath(template: string, view: ProjectView): string {
  const inside = template
    .slice(TREE.length)
    .replace(/\.ejs$/, '')
    .replaceAll('/dot-', '/.')
    .replace(/\[(\w+)\]/g, nameIn);
  return view.name + inside;

  function nameIn(placeholder: string, key: string): string {
    if (key === 'name' || key === 'driverClass') {
      return view[key];
    }
    throw new TemplateError({
      template,
      reason: `unknown "${placeholder}" in its name; there are: [name], [driverClass]`,
    });
  }
}

/** The answers, as Yeoman keeps them; `add` reads this file, `new` never does. */
function yoRc(options: NewProjectOptions): OutputFile {
  const record = { 'generator-dext-timer': { version, options: toRecord(options) } };
  return {
    path: `${options.name}/.yo-rc.json`,
    bytes: Buffer.from(`${JSON.stringify(record, null, 2)}\n`),
    mode: 0o644,
    origins: () => [],
  };
}
