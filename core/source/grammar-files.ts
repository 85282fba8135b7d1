import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The two WebAssembly files of the parser. */
export interface GrammarFiles {
  /** Of web-tree-sitter. */
  readonly engine: string;
  /** The tables for C++. */
  readonly language: string;
}

/** Where they may be, seen from a folder at or above this module. */
const PLACES: readonly GrammarFiles[] = [
  // in the built package; the build puts them there
  { engine: 'grammar/web-tree-sitter.wasm', language: 'grammar/tree-sitter-cpp.wasm' },
  // beside our sources
  {
    engine: 'node_modules/web-tree-sitter/web-tree-sitter.wasm',
    language: 'node_modules/@vscode/tree-sitter-wasm/wasm/tree-sitter-cpp.wasm',
  },
];

/**
 * Finds the files by walking up from this module, so that the sources, the build and an installed
 * package all find theirs.
 *
 * @throws Error where the package lost them
 */
export function findGrammarFiles(): GrammarFiles {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  for (;;) {
    for (const { engine, language } of PLACES) {
      const found = { engine: path.join(folder, engine), language: path.join(folder, language) };
      if (existsSync(found.engine) && existsSync(found.language)) {
        return found;
      }
    }
    const parent = path.dirname(folder);
    if (parent === folder) {
      throw new Error('the C++ grammar is missing from the package: install it again');
    }
    folder = parent;
  }
}
