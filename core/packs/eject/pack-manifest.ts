import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseJson } from '../../json/json-nodes.ts';
import { JsonObject } from '../../json/json-object.ts';
import { readJsonFile } from '../../json/read-json-file.ts';
import { INTERFACE_VERSIONS } from '../interface-version.ts';
import { PACKAGE_NAME } from '../read-manifest.ts';

/** Where editors find what a manifest may say. */
const SCHEMA = 'https://unpkg.com/generator-dext-timer/schemas/dext-templates.schema.json';

/**
 * The manifest of a pack that is being made. What a package.json beside it says is not repeated.
 *
 * @param at.folder absolute path of the pack, which need not be there
 * @throws ProjectError for a package.json that is no JSON
 */
export function newManifest(at: { readonly folder: string; readonly cwd: string }): string {
  const place = path.join(at.folder, 'package.json');
  const file = existsSync(place) ? readJsonFile(at.cwd, place) : null;
  const beside = file && new JsonObject({ file, node: parseJson(file), name: 'package.json' });
  const manifest = {
    $schema: SCHEMA,
    ...(beside?.has('name') ? {} : { name: packNameFor(path.basename(at.folder)) }),
    ...(beside?.has('version') ? {} : { version: '0.1.0' }),
    interface: INTERFACE_VERSIONS.at(-1)?.version,
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** A name as npm takes it, made of a folder's: `Acme Templates` → acme-templates. */
export function packNameFor(folderName: string): string {
  const name = folderName
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9._~-]+/g, '-')
    .replaceAll(/^[-._]+|[-._]+$/g, '');
  return PACKAGE_NAME.test(name) ? name : 'dext-templates';
}
