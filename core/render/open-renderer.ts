import { packedFile } from './packed.ts';
import { packedRenderer } from './packed-renderer.ts';
import type { Renderer } from './renderer.ts';
import { ownTemplates, type TemplateRoots } from './template-roots.ts';

/**
 * The renderer for a run: of the templates that the build packed where ours are all there is,
 * otherwise of the folders. Only the latter loads EJS.
 */
export async function openRenderer(roots: TemplateRoots): Promise<Renderer> {
  const ownOnly = roots.length === 1 && roots[0]?.folder === ownTemplates().folder;
  if (packedFile !== null && ownOnly) {
    return packedRenderer(packedFile);
  }
  const { createRenderer } = await import('./renderer.ts');
  return createRenderer(roots);
}
