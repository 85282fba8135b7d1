import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'rolldown';

interface PackageJson {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

/**
 * Puts the licences of all packages that ended up in the bundle beside it, as they ask for.
 */
export function thirdPartyLicenses(): Plugin {
  return {
    name: 'third-party-licenses',
    generateBundle() {
      const folders = new Set<string>();
      for (const id of this.getModuleIds()) {
        const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(
          id.replaceAll('\\', '/'),
        )?.[0];
        if (folder && !id.startsWith('\0')) {
          folders.add(folder);
        }
      }
      const source = joinLicenses([...folders].map(licenseOf).sort());
      this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY-LICENSES.txt', source });
    },
  };
}

/** Licences as one text. */
export function joinLicenses(licenses: readonly string[]): string {
  return licenses.join(`\n${'-'.repeat(80)}\n\n`);
}

/** The name, the version and the licence of the package in a folder. */
export function licenseOf(folder: string): string {
  const packageFile = path.join(folder, 'package.json');
  const facts = JSON.parse(readFileSync(packageFile, 'utf8')) as PackageJson;
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  const text =
    file && existsSync(path.join(folder, file))
      ? readFileSync(path.join(folder, file), 'utf8')
      : '';
  return `${facts.name} ${facts.version} (${facts.license ?? 'see text'})\n\n${text.trim()}\n`;
}
