import { templateCode, textOf } from '../../render/template-code.ts';
import { TemplateError } from '../../render/template-error.ts';
import { ownTemplates } from '../../render/template-roots.ts';
import { unusedTemplates } from '../list/unused-templates.ts';
import type { TeamTemplates } from '../team-templates.ts';
import type { Findings } from './findings.ts';

/**
 * What can be told of the templates of packs without rendering them: each compiles, also where no
 * combination includes it; and each is used.
 */
export function checkFiles({ packs }: TeamTemplates, findings: Findings): void {
  for (const { files, root } of packs) {
    for (const { template, bytes } of files.filter((it) => it.template.endsWith('.ejs'))) {
      const shown = root.shownAs + template;
      try {
        const text = textOf(shown, bytes);
        templateCode({ template: shown, text, prepared: text });
      } catch (error) {
        addFault(findings, error);
      }
    }
  }
  for (const [template, meant] of unusedTemplates(packs, ownTemplates())) {
    const pack = packs.find(({ files }) => files.some((it) => it.template === template));
    const help = meant === '' ? '' : ` Did you mean ${meant}?`;
    findings.add({
      path: `${pack?.root.shownAs ?? ''}${template}`,
      line: 1,
      severity: 'warning',
      message: `nothing writes or includes this template.${help}`,
    });
  }
}

/** Adds the fault of a template; any other error is not ours to tell. */
export function addFault(findings: Findings, error: unknown, at?: Parameters<Findings['add']>[1]) {
  if (!(error instanceof TemplateError)) {
    throw error;
  }
  const { template, line = 1, reason } = error.fault;
  findings.add({ path: template, line, severity: 'error', message: reason }, at);
}
