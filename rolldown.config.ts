import path from 'node:path';
import { defineConfig } from 'rolldown';
import { asciiOutput } from './build/ascii-output.ts';
import { lightBuiltins } from './build/light-builtins.ts';
import { packGrammar } from './build/pack-grammar.ts';
import { packTemplates } from './build/pack-templates.ts';
import { shipInterface } from './build/ship-interface.ts';
import { startInOne } from './build/start-in-one.ts';
import { thirdPartyLicenses } from './build/third-party-licenses.ts';
import { yeomanVersion } from './build/yeoman-version.ts';

/**
 * Everything is bundled, so that installing the package brings no further packages and the
 * command starts about as fast as Node itself. Command and generators are built apart: that way
 * each is one file, and what only some runs need (prompts, diffs, check) sits in chunks loaded
 * when needed.
 */
function face(at: { source: string; dir: string; file: string; format: 'cjs' | 'esm' }) {
  const start = startInOne();
  return defineConfig({
    input: at.source,
    platform: 'node',
    // For Node it names its UMD build, which requires its parts in a way that no bundler sees.
    resolve: { alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' } },
    plugins: [
      lightBuiltins(),
      packTemplates(),
      packGrammar({ into: 'dist/grammar' }),
      shipInterface({ into: 'dist/template-interface.d.ts' }),
      yeomanVersion(),
      asciiOutput(),
      thirdPartyLicenses(),
      start.plugin,
    ],
    // web-tree-sitter's loader has an eval for grammars that bring JavaScript; ours brings none.
    checks: { eval: false },
    treeshake: { propertyReadSideEffects: false },
    output: {
      dir: at.dir,
      format: at.format,
      strict: true,
      comments: false,
      codeSplitting: { groups: [{ name: 'start', test: start.isNeededAtOnce }] },
      cleanDir: true,
      entryFileNames: at.file,
      chunkFileNames: `chunks/[name]-[hash]${path.extname(at.file)}`,
    },
  });
}

export default [
  // CommonJS, as Node has that loader at hand when it starts and has to make the other first.
  face({ source: 'cli/main.ts', dir: 'dist/cli', file: 'main.cjs', format: 'cjs' }),
  generator('app'),
  generator('timer'),
  generator('check'),
  generator('templates'),
];

function generator(name: string) {
  const dir = `generators/${name}`;
  return face({ source: `${dir}/index.ts`, dir: `dist/${dir}`, file: 'index.js', format: 'esm' });
}
