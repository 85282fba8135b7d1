import type { NewProjectOptions } from '../../core/options/new-project-options.ts';
import { renderTemplates } from '../../core/plan/render-new-project.ts';
import { createRenderer } from '../../core/render/renderer.ts';

const renderer = createRenderer();

/** What templates make of a new project: texts by path inside the project's folder. */
export function rendered(options: NewProjectOptions): Map<string, string> {
  const prefix = `${options.name}/`;
  return new Map(
    renderTemplates({ options, renderer }).map((file) => [
      file.path.slice(prefix.length),
      Buffer.from(file.bytes).toString('utf8'),
    ]),
  );
}
