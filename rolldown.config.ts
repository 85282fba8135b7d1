import { defineConfig } from 'rolldown';
import { lightBuiltins } from './build/light-builtins.ts';
import { packTemplates } from './build/pack-templates.ts';
import { thirdPartyLicenses } from './build/third-party-licenses.ts';
import { yeomanVersion } from './build/yeoman-version.ts';

/**
 * One ES module per face, shared code in chunks. Everything is bundled, so that installing the
 * package brings no further packages and the command starts about as fast as Node itself;
 * prompts and Yeoman sit in chunks of their own, loaded when they are needed.
 */
export default defineConfig({
  input: {
    'cli/main': 'cli/main.ts',
    'generators/app/index': 'generators/app/index.ts',
  },
  platform: 'node',
  plugins: [lightBuiltins(), packTemplates(), thirdPartyLicenses(), yeomanVersion()],
  treeshake: { propertyReadSideEffects: false },
  output: { dir: 'dist', format: 'esm', cleanDir: true, chunkFileNames: 'chunks/[name]-[hash].js' },
});
