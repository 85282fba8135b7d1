import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { rolldown } from 'rolldown';
import { afterAll, expect, test } from 'vitest';
import { asciiOutput } from '../../build/ascii-output.ts';
import { lightBuiltins } from '../../build/light-builtins.ts';
import { packGrammar } from '../../build/pack-grammar.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'grammar-'));
afterAll(() => rmSync(folder, { recursive: true }));

test.each(['esm', 'cjs'] as const)('a bundle (%s) parses far from node_modules', async (format) => {
  const root = path.join(folder, format);
  const entry = path.join(import.meta.dirname, 'parse-when-asked.ts');
  const bundle = await rolldown({
    input: entry,
    platform: 'node',
    plugins: [
      lightBuiltins(),
      asciiOutput(),
      packGrammar({ into: path.join(root, 'dist/grammar') }),
    ],
    checks: { eval: false },
    treeshake: { propertyReadSideEffects: false },
  });
  const extension = format === 'esm' ? 'mjs' : 'cjs';
  const dir = path.join(root, 'dist/deep/face');
  const { output } = await bundle.write({
    dir,
    format,
    entryFileNames: `main.${extension}`,
    chunkFileNames: `chunks/[name]-[hash].${extension}`,
  });

  const source = path.join(root, 'a.cpp');
  writeFileSync(source, 'void f() { Cancel(^{ done(); }); }');
  const main = path.join(dir, `main.${extension}`);
  expect(execFileSync(process.execPath, [main, source], { encoding: 'utf8' })).toBe(
    'translation_unit 0\n',
  );

  expect(readdirSync(path.join(root, 'dist/grammar')).sort()).toEqual([
    'THIRD-PARTY-LICENSES.txt',
    'tree-sitter-cpp.wasm',
    'web-tree-sitter.wasm',
  ]);
  // what does not parse does not load the parser
  const [first] = output.filter((it) => it.type === 'chunk' && it.isEntry);
  expect(first?.type === 'chunk' && first.imports).toEqual([]);
  expect(statSync(main).size).toBeLessThan(5_000);
});
