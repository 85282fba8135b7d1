import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Files by path; an object becomes JSON. */
export type PackFiles = Readonly<Record<string, string | object>>;

/** The least that a pack can say of itself. */
export const MANIFEST = { name: '@acme/dext-templates', version: '1.2.0', interface: '1.0' };

/** Writes files below a folder. */
export function writeFiles(folder: string, files: PackFiles): void {
  for (const [name, content] of Object.entries(files)) {
    const place = path.join(folder, name);
    mkdirSync(path.dirname(place), { recursive: true });
    const text = typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`;
    writeFileSync(place, text);
    // The command runs as somebody else.
    chmodSync(place, 0o666);
  }
}

/**
 * Writes a pack.
 *
 * @param manifest what it says beside its name, version and interface
 * @param templates by their path below `templates/`
 */
export function writePack(
  folder: string,
  manifest: object = {},
  templates: Readonly<Record<string, string>> = {},
): void {
  const files = Object.entries(templates).map(([name, text]) => [`templates/${name}`, text]);
  writeFiles(folder, {
    'dext-templates.json': { ...MANIFEST, ...manifest },
    ...Object.fromEntries(files),
  });
}
