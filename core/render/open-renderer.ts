import { packedFile } from './packed.ts';
import { packedRenderer } from './packed-renderer.ts';
import type { Renderer } from './renderer.ts';
import type { TemplateRoots } from './template-roots.ts';

/**
 * The renderer for a run: of what the build packed, or of folders. Only the latter loads EJS.
 *
 * @param roots where templates come from, first match wins; ours alone where it is left out
 */
export async function openRenderer(roots?: TemplateRoots): Promise<Renderer> {
  if (packedFile !== null && roots === undefined) {
    return packedRenderer(packedFile);
  }
  const { createRenderer } = await import('./renderer.ts');
  return createRenderer(roots);
}
