import { didYouMean } from '../../did-you-mean.ts';
import { PROVIDERS } from '../../options/new-project-options.ts';
import { listTemplates, readTemplate, type TemplateRoot } from '../../render/template-roots.ts';
import type { Pack } from '../load-packs.ts';

/** `include('timer/log'` or, in backquotes, with parts that are known when it runs. */
const INCLUDE = /\binclude\(\s*(?:(['"`])((?:(?!\1)[^\\\n])*)\1\s*(?=[,)])|([^)\s]))/g;

/**
 * Templates of packs that nothing would ever use: outside of `project/`, in place of none of ours,
 * and included by no template.
 *
 * @returns for each the template that was likely meant, or ''
 */
export function unusedTemplates(packs: readonly Pack[], own: TemplateRoot): Map<string, string> {
  const ours = listTemplates([own], '');
  const added = packs
    .flatMap((it) => it.files.map((file) => file.template))
    .filter((it) => !it.startsWith('project/') && !ours.includes(it));
  const included = includedBy([
    ...packs.flatMap((it) => it.files.filter(isRendered).map(({ bytes }) => bytes)),
    ...ours.filter((it) => it.endsWith('.ejs')).map((it) => readTemplate([own], it)),
  ]);
  const unused = added.filter((it) => included?.every((pattern) => !pattern.test(it)) === true);
  return new Map(unused.map((it) => [it, meantBy(it, ours)]));
}

/** @returns null where a template computes a whole name: then anything may be used */
function includedBy(texts: readonly (Buffer | undefined)[]): RegExp[] | null {
  const patterns = new Set<string>();
  for (const text of texts) {
    for (const [, , name, computed] of (text?.toString('utf8') ?? '').matchAll(INCLUDE)) {
      if (computed !== undefined) {
        return null;
      }
      patterns.add(name ?? '');
    }
  }
  return [...patterns].map((it) => {
    // Text and, in turn, what is computed.
    const parts = it
      .split(/\$\{([^}]*)\}/)
      .map((part, index) => (index % 2 === 0 ? literally(part) : anyOf(part.trim())));
    return new RegExp(`^${parts.join('')}\\.ejs$`);
  });
}

function literally(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

/** What an expression in a name may give. */
function anyOf(expression: string): string {
  return expression === 'it.provider' ? `(?:${PROVIDERS.join('|')})` : '.+';
}

function isRendered({ template }: { readonly template: string }): boolean {
  return template.endsWith('.ejs');
}

/** One of ours with nearly that path, with that path but for its ending, or with that file name. */
function meantBy(path: string, ours: readonly string[]): string {
  const partials = ours.filter((it) => !it.startsWith('project/'));
  const bare = path.replace(/(\.ejs)?$/, '');
  const fileName = path.slice(path.lastIndexOf('/') + 1);
  return (
    didYouMean(`${bare}.ejs`, partials) ?? partials.find((it) => it.endsWith(`/${fileName}`)) ?? ''
  );
}
