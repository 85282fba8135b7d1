import path from 'node:path';
import { rolldown } from 'rolldown';

/**
 * Bundles a TypeScript module of the tests into one file that a bare Node runs.
 *
 * @returns path of the file
 */
export async function bundle(at: { input: string; into: string }): Promise<string> {
  const file = path.join(at.into, `${path.basename(at.input, '.ts')}.mjs`);
  const build = await rolldown({ input: at.input, platform: 'node' });
  await build.write({ file, format: 'esm' });
  await build.close();
  return file;
}
