import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'rolldown';
import { findGrammarFiles } from '../core/source/grammar-files.ts';
import { joinLicenses, licenseOf } from './third-party-licenses.ts';

/** Of the grammar itself, of which the package with its WebAssembly file says nothing. */
const GRAMMAR_LICENSE = path.join(import.meta.dirname, 'tree-sitter-cpp-license.txt');

/**
 * Puts the C++ grammar and its engine, with their licences, into a folder, where the bundle holds
 * the code that looks for them. It is the same folder for all bundles: the files are large.
 *
 * @param at.into a folder named `grammar`, above everything that is bundled
 */
export function packGrammar(at: { readonly into: string }): Plugin {
  return {
    name: 'pack-grammar',
    writeBundle() {
      const isUsed = [...this.getModuleIds()].some((id) =>
        /core[\\/]source[\\/]grammar-files\.ts$/.test(id),
      );
      if (!isUsed) {
        return;
      }
      const { engine, language } = findGrammarFiles();
      mkdirSync(at.into, { recursive: true });
      for (const file of [engine, language]) {
        copyFileSync(file, path.join(at.into, path.basename(file)));
      }
      const licenses = joinLicenses([
        licenseOf(path.dirname(engine)),
        licenseOf(path.join(path.dirname(language), '..')),
        readFileSync(GRAMMAR_LICENSE, 'utf8'),
      ]);
      writeFileSync(path.join(at.into, 'THIRD-PARTY-LICENSES.txt'), licenses);
    },
  };
}
