import type { Origin } from '../plan/change.ts';
import { folderTemplates } from './folder-templates.ts';
import { guardExit } from './guard-exit.ts';
import { createLineMarks } from './line-marks.ts';
import { copyTemplate, runTemplate } from './run-template.ts';
import { ownTemplates, type TemplateRoots } from './template-roots.ts';

export interface Renderer {
  /**
   * Every template below a folder of the roots, sorted.
   *
   * @throws TemplateError where a root is missing, or where there is none
   */
  list(folder: string): string[];
  /**
   * The bytes of a file that is copied as it is.
   *
   * @throws TemplateError where no root has it
   */
  copy(template: string): Buffer;
  /**
   * Renders a template and the partials that it includes.
   *
   * @param template path relative to a root, with its `.ejs`
   * @param data what the template sees as `it`
   * @throws TemplateError with template and line: a missing template or partial, an unknown
   *   name, a null that would be printed, a syntax error, includes that never end
   */
  render(template: string, data: object): string;
  /** A template as messages show it: with what tells its root. */
  shown(template: string): string;
  /** The origin of each line that `render` gives for the same template and data, as shown. */
  origins(template: string, data: object): readonly Origin[];
}

/**
 * Renders from the files of template folders; the first root that has one provides it.
 *
 * @param roots ours alone where it is left out
 */
export function createRenderer(roots: TemplateRoots = [ownTemplates()]): Renderer {
  const templates = folderTemplates({ roots, prepare: (_template, text) => text });
  const { list, shown } = templates;

  return {
    list,
    shown,

    copy: (template) => copyTemplate(templates, template),

    render: (template, data) =>
      roots.length === 1
        ? runTemplate(templates, template, data)
        : guardExit(
            () => shown(template),
            () => runTemplate(templates, template, data),
          ),

    origins(template, data) {
      const marks = createLineMarks();
      const marked = folderTemplates({ roots, prepare: marks.mark });
      const origins = marks.originsOf(runTemplate(marked, template, data));
      const shownAs = new Map(origins.map((it) => [it.template, shown(it.template)]));
      return origins.map((it) => ({ ...it, template: shownAs.get(it.template) ?? it.template }));
    },
  };
}
