import { pathFault } from '../commit/safe-path.ts';
import { quote } from '../options/quote.ts';
import { providers } from '../providers.ts';
import { TemplateError } from '../render/template-error.ts';
import type { ProjectView } from '../view/template-interface.ts';

/** The tree below a template root that becomes the project, file by file. */
export const TREE = 'project';

const PLACEHOLDER = /\[(\w+)\]/g;

/**
 * Where a template's output goes: `[name]` is replaced by `it.name`, `[driverClass]` by
 * `it.driverClass`, and `[team]` by the answer to a question of that name; a leading `dot-` stands
 * for a dot, and the ending `.ejs` is dropped.
 *
 * @param at.shown gives the template as messages show it
 * @throws TemplateError for a name that nobody knows, an answer that is no part of a path, or a
 *   path that leaves the project
 */
export function outputPath(at: {
  readonly template: string;
  readonly shown: (template: string) => string;
  readonly view: ProjectView;
}): string {
  const { template, shown, view } = at;
  const inside = template
    .slice(TREE.length)
    .replace(/\.ejs$/, '')
    .replaceAll('/dot-', '/.')
    .replace(PLACEHOLDER, nameIn);
  const path = view.name + inside;
  const fault = pathFault(path);
  if (fault !== null) {
    throw new TemplateError({
      template: shown(template),
      reason: `it makes ${quote(path)}, which ${fault}`,
    });
  }
  return path;

  function nameIn(placeholder: string, key: string): string {
    if (key === 'name' || key === 'driverClass') {
      return view[key];
    }
    const answer = answerIn(view, key);
    if (answer === undefined) {
      const known = ['name', 'driverClass', ...Object.keys(view.answers)];
      const reason = `unknown "${placeholder}" in its name; there are: ${known.map((it) => `[${it}]`).join(', ')}`;
      throw new TemplateError({ template: shown(template), reason });
    }
    const text = String(answer);
    // One name, which neither hides nor leads elsewhere.
    if (!/^\w[\w .+-]*$/.test(text)) {
      const reason = `${placeholder} in its name is ${quote(text)}, which is no part of a path; use letters, digits, "_", "-", "+" and "."`;
      throw new TemplateError({ template: shown(template), reason });
    }
    return text;
  }
}

/** The frameworks of device families. */
const FAMILIES = new Set(Object.values(providers).map((it) => it.framework));

/**
 * Whether a template makes a file in this project. A folder or file that bears the name of a
 * family's framework, such as USBDriverKit, is for drivers of that family alone; a question in the
 * name must have been asked.
 */
export function isWanted(template: string, view: ProjectView): boolean {
  const { framework } = view.providerFacts;
  const others = template.split(/[/.]/).some((it) => FAMILIES.has(it) && it !== framework);
  return !others && placeholdersOf(template).every((key) => answerIn(view, key) !== null);
}

function placeholdersOf(template: string): string[] {
  return template.includes('[') ? [...template.matchAll(PLACEHOLDER)].map((it) => it[1] ?? '') : [];
}

function answerIn({ answers }: ProjectView, key: string) {
  return Object.hasOwn(answers, key) ? answers[key] : undefined;
}
