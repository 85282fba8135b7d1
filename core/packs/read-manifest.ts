import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseJson } from '../json/json-nodes.ts';
import { JsonObject, type Said } from '../json/json-object.ts';
import { readJsonFile } from '../json/read-json-file.ts';
import { quote } from '../options/quote.ts';
import { shownPath } from '../show/shown-path.ts';
import { MANIFEST, type Manifest, type SaidValue } from './manifest.ts';
import { packFault } from './pack-fault.ts';
import { readQuestions } from './read-question.ts';

const MAX_BYTES = 1_048_576;

const KEYS = [
  '$schema',
  'name',
  'version',
  'interface',
  'extends',
  'remove',
  'defaults',
  'locked',
  'questions',
  'ejected',
];

/** A name on npm, with its scope or without. */
export const PACKAGE_NAME = /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/;
const VERSION = /^\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?$/;

/**
 * Reads what a pack says of itself. Nothing of it is executed.
 *
 * @param at.folder absolute path of the pack
 * @param at.cwd what paths in messages are relative to
 * @throws ProjectError with file and line
 */
export function readManifest(at: { readonly folder: string; readonly cwd: string }): Manifest {
  const place = path.join(at.folder, MANIFEST);
  if (statSync(place).size > MAX_BYTES) {
    throw packFault(shownPath(at.cwd, place), `the manifest has more than ${MAX_BYTES} bytes.`);
  }
  const file = readJsonFile(at.cwd, place);
  const whole = new JsonObject({ file, node: parseJson(file), name: 'the manifest', keys: KEYS });
  whole.optionalText('$schema', 'where editors find the schema');
  const beside = packageBeside(at);
  return {
    path: file.path,
    text: file.text,
    name: identity({ whole, key: 'name', form: PACKAGE_NAME, allowed: A_NAME, beside }),
    version: identity({ whole, key: 'version', form: VERSION, allowed: A_VERSION, beside }),
    madeFor: madeFor(whole),
    parent: whole.optionalText('extends', 'a folder ("../base") or an installed package'),
    remove: removed(whole),
    defaults: textsIn(whole, 'defaults'),
    locked: textsIn(whole, 'locked'),
    questions: readQuestions(file, whole),
    ejected: ejected(whole),
  };
}

const A_NAME = 'a name as on npm, such as "@acme/dext-templates"';
const A_VERSION = 'a version of three numbers, such as "1.0.0"';

/** The package.json of a pack that is a package; the two must tell the same. */
function packageBeside(at: { readonly folder: string; readonly cwd: string }): JsonObject | null {
  const place = path.join(at.folder, 'package.json');
  if (!existsSync(place)) {
    return null;
  }
  const file = readJsonFile(at.cwd, place);
  return new JsonObject({ file, node: parseJson(file), name: 'package.json' });
}

function identity(at: {
  readonly whole: JsonObject;
  readonly key: 'name' | 'version';
  readonly form: RegExp;
  readonly allowed: string;
  readonly beside: JsonObject | null;
}): string {
  const { whole, key, form, allowed } = at;
  const own = whole.optionalText(key, allowed);
  const other = at.beside?.optionalText(key, allowed) ?? null;
  const said = own ?? other;
  if (said === null) {
    throw whole.missing(key, `${allowed}, here or in a package.json beside it`);
  }
  if (own && other && own.value !== other.value) {
    const problem = `${quote(key)} is ${quote(own.value)}, and ${quote(other.value)} in package.json; say it in one of them.`;
    throw whole.error(key, problem);
  }
  if (!form.test(said.value)) {
    throw packFault(said.at, `${quote(key)} is ${quote(said.value)}; give ${allowed}.`);
  }
  return said.value;
}

function madeFor(whole: JsonObject): Said<string> {
  const allowed = 'the version of the template interface that the pack was made for, such as "1.0"';
  const said = whole.text('interface', allowed);
  if (!/^\d+\.\d+$/.test(said.value)) {
    throw whole.wrong('interface', allowed);
  }
  return said;
}

function removed(whole: JsonObject): Said<string>[] {
  const allowed = 'templates of the project, such as ["project/Tests/", "project/README.md.ejs"]';
  const members = whole.list('remove', allowed);
  const texts = members.length === 0 ? [] : whole.scalars('remove', allowed, true);
  for (const [index, { value }] of texts.entries()) {
    if (!/^project\/./.test(value) || value.split('/').includes('..')) {
      throw whole.wrong('remove', allowed, members[index]);
    }
  }
  return [...texts];
}

function textsIn(whole: JsonObject, key: 'defaults' | 'locked'): Map<string, SaidValue> {
  const object = whole.object(key);
  const allowed = 'text, a number, true or false';
  return new Map(
    object?.properties.map((property) => {
      const texts = object.scalars(property.key, allowed, true);
      const [first] = texts;
      if (first === undefined) {
        throw object.wrong(property.key, allowed);
      }
      const value = texts.map((it) => it.value).join(',');
      return [property.key, { ...first, value, isList: property.value.type === 'array' }];
    }),
  );
}

function ejected(whole: JsonObject): Map<string, string> {
  const object = whole.object('ejected');
  const allowed = 'the version of generator-dext-timer that the template came from';
  return new Map(
    object?.properties.map(({ key }) => [key, object.text(key, allowed).value] as const),
  );
}
