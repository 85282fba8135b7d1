import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ProjectError } from '../../core/errors.ts';
import { NEW_OPTIONS } from '../../core/options/new-command.ts';
import { kebab } from '../../core/options/option.ts';
import { MANIFEST } from '../../core/packs/manifest.ts';
import { openTeam } from '../../core/packs/open-team.ts';

const SCHEMA = 'schemas/dext-templates.schema.json';
const schema = JSON.parse(readFileSync(SCHEMA, 'utf8')) as {
  properties: Record<'defaults' | 'locked', { properties: Record<string, { enum?: unknown }> }>;
};
const ajv = new Ajv.default({
  allErrors: true,
  strict: true,
  strictRequired: false,
  allowUnionTypes: true,
});
addFormats.default(ajv as never);
const isValid = ajv.compile(schema);

/** What the reader says of a manifest; null where it takes it. */
function fault(manifest: unknown): string | null {
  const cwd = mkdtempSync(path.join(tmpdir(), 'schema-'));
  onTestFinished(() => rmSync(cwd, { recursive: true }));
  mkdirSync(path.join(cwd, 'base'));
  const base = { name: 'base', version: '1.0.0', interface: '1.0' };
  writeFileSync(path.join(cwd, 'base', MANIFEST), JSON.stringify(base));
  writeFileSync(path.join(cwd, MANIFEST), JSON.stringify(manifest));
  try {
    openTeam({ reference: { spec: '.', from: cwd, said: 'test' }, cwd });
    return null;
  } catch (error) {
    if (error instanceof ProjectError) {
      return error.message;
    }
    throw error;
  }
}

const plain = { name: '@acme/dext-templates', version: '1.0.0', interface: '1.0' };
const asks = (...questions: object[]) => ({ ...plain, questions });
const team = { name: 'team', type: 'input', message: 'Which team?' };
const parts = { name: 'parts', type: 'checkbox', message: 'Which?', choices: ['a', 'b'] };

const good: readonly [string, object][] = [
  ['nothing but what must be there', plain],
  ['a schema', { ...plain, $schema: './schema.json' }],
  ['a version with a tag', { ...plain, version: '1.0.0-beta.1' }],
  ['a parent', { ...plain, extends: './base' }],
  ['removals', { ...plain, remove: ['project/Tests/', 'project/README.md.ejs'] }],
  ['no removals', { ...plain, remove: [] }],
  [
    'defaults',
    {
      ...plain,
      defaults: { interval: '20ms', power: false, 'bundle-id': 'com.acme.[name].driver' },
    },
  ],
  ['numbers', { ...plain, defaults: { 'vendor-id': 1452, 'product-id': '0x8005' } }],
  ['a locked value', { ...plain, locked: { power: true, clock: 'monotonic' } }],
  ['a list for a checkbox', { ...asks(parts), defaults: { parts: ['a', 'b'] } }],
  ['what was ejected', { ...plain, ejected: { 'timer/log.ejs': '0.1.0' } }],
  ['a line', asks({ ...team, hint: 'As in the directory.', pattern: '[a-z]+', default: 'audio' })],
  ['a number', asks({ ...team, type: 'number', min: 1, max: 9, default: 3 })],
  ['yes or no', asks({ ...team, type: 'confirm', default: true })],
  ['one of some', asks({ ...team, type: 'select', choices: ['a', 'b'], default: 'a' })],
  [
    'choices with a meaning',
    asks({ ...team, type: 'select', choices: [{ value: 'a', meaning: 'The first.' }, 'b'] }),
  ],
  ['any of some', asks({ ...parts, default: ['a'] })],
  ['none of some', asks({ ...parts, default: [] })],
  ['a condition', asks({ ...team, when: { provider: ['pci', 'hid'], power: true } })],
  ['a command', asks({ ...team, for: 'new', allowed: 'a team' })],
  ['commands', asks({ ...team, for: ['new', 'add'] })],
];

const bad: readonly [string, unknown][] = [
  ['a list', []],
  ['an unknown key', { ...plain, question: [] }],
  ['a schema that is a number', { ...plain, $schema: 5 }],
  ['a name in capitals', { ...plain, name: 'Acme' }],
  ['an empty name', { ...plain, name: '' }],
  ['a version of two numbers', { ...plain, version: '1.0' }],
  ['no interface', { name: 'acme', version: '1.0.0' }],
  ['an interface that is a number', { ...plain, interface: 1 }],
  ['an interface of one number', { ...plain, interface: '1' }],
  ['an empty parent', { ...plain, extends: '' }],
  ['a parent that is null', { ...plain, extends: null }],
  ['one removal that is no list', { ...plain, remove: 'project/Tests/' }],
  ['a removal of a partial', { ...plain, remove: ['timer/log.ejs'] }],
  ['a removal outside', { ...plain, remove: ['project/../timer/'] }],
  ['a removal that is a number', { ...plain, remove: [1] }],
  ['defaults that are a list', { ...plain, defaults: [] }],
  ['a default that is an object', { ...plain, defaults: { mode: {} } }],
  ['a default that is null', { ...plain, defaults: { mode: null } }],
  ['a default of another kind', { ...plain, defaults: { provider: 'fire-wire' } }],
  ['a default without a unit', { ...plain, defaults: { interval: '20' } }],
  ['a list for one value', { ...plain, defaults: { provider: ['pci'] } }],
  ['an empty list', { ...asks(parts), defaults: { parts: [] } }],
  ['a locked name', { ...plain, locked: { name: 'Acme' } }],
  ['a locked timer', { ...plain, locked: { timer: 'Heartbeat' } }],
  ['a locked value that cannot be', { ...plain, locked: { power: 'yes' } }],
  ['ejected without a version', { ...plain, ejected: { 'timer/log.ejs': '' } }],
  ['questions that are an object', { ...plain, questions: {} }],
  ['a question that is a text', { ...plain, questions: ['team'] }],
  ['a question without a name', asks({ type: 'input', message: 'Which team?' })],
  ['a question with another kind of name', asks({ ...team, name: 'Team-Name' })],
  ['a question without a message', asks({ name: 'team', type: 'input' })],
  ['a question without a type', asks({ name: 'team', message: 'Which?' })],
  ['a question of an unknown type', asks({ ...team, type: 'list' })],
  ['an unknown key of a question', asks({ ...team, validate: 'x' })],
  ['a pattern that is none', asks({ ...team, pattern: '(' })],
  ['a pattern for a number', asks({ ...team, type: 'number', pattern: '[0-9]' })],
  ['a bound for a text', asks({ ...team, min: 1 })],
  ['a bound that is a text', asks({ ...team, type: 'number', min: '1' })],
  ['choices for a text', asks({ ...team, choices: ['a'] })],
  ['no choices for a select', asks({ ...team, type: 'select' })],
  ['empty choices', asks({ ...team, type: 'select', choices: [] })],
  ['a choice with a comma', asks({ ...team, type: 'select', choices: ['a,b'] })],
  ['a choice twice', asks({ ...team, type: 'select', choices: ['a', 'a'] })],
  ['a choice without a meaning', asks({ ...team, type: 'select', choices: [{ value: 'a' }] })],
  ['a list as the default of a text', asks({ ...team, default: ['a'] })],
  ['a default that is an object', asks({ ...team, default: {} })],
  ['an empty condition', asks({ ...team, when: { provider: [] } })],
  ['a condition that is a text', asks({ ...team, when: 'provider' })],
  ['an unknown command', asks({ ...team, for: 'check' })],
  ['no command', asks({ ...team, for: [] })],
];

/** What one file cannot tell, or what a schema has no words for. */
const beyond: readonly [string, object, string][] = [
  ['no name at all', { version: '1.0.0', interface: '1.0' }, 'has no "name"'],
  ['an interface of the future', { ...plain, interface: '2.0' }, 'here is 1.0'],
  ['a parent that is not there', { ...plain, extends: './nowhere' }, 'there is no such folder'],
  ['a removal of nothing', { ...plain, remove: ['project/REDME.md.ejs'] }, 'to remove'],
  ['an option that nobody knows', { ...plain, defaults: { modus: 'periodic' } }, 'did you mean'],
  ['an interval that is too long', { ...plain, locked: { interval: '90000s' } }, 'interval'],
  ['a question twice', asks(team, team), 'is there twice'],
  ['a flag of ours', asks({ ...team, name: 'vendorId' }), '--vendor-id is a flag already'],
  ['bounds in the wrong order', asks({ ...team, type: 'number', min: 2, max: 1 }), '"max" is 1'],
  [
    'a choice twice, once with a meaning',
    asks({ ...parts, choices: ['a', { value: 'a', meaning: 'b' }] }),
    '"choices" is',
  ],
  [
    'a default that does not fit',
    asks({ ...team, pattern: '[a-z]+', default: '5' }),
    'the default',
  ],
  [
    'a condition on nothing',
    asks({ ...team, when: { prvider: 'pci' } }),
    'Did you mean "provider"',
  ],
];

describe('the JSON Schema of manifests and their reader agree', () => {
  it.each(good)('that this is right: %s', (_what, manifest) => {
    expect(fault(manifest)).toBeNull();
    expect(isValid(manifest), ajv.errorsText(isValid.errors)).toBe(true);
  });

  it.each(bad)('that this is wrong: %s', (_what, manifest) => {
    expect(fault(manifest)).toMatch(/^dext-templates\.json:1: /);
    expect(isValid(manifest)).toBe(false);
  });

  it.each(beyond)('and the reader alone sees %s', (_what, manifest, message) => {
    expect(fault(manifest)).toContain(message);
    expect(isValid(manifest), ajv.errorsText(isValid.errors)).toBe(true);
  });

  it('on the options there are, and their choices', () => {
    for (const option of NEW_OPTIONS) {
      const name = kebab(option.key);
      expect(schema.properties.defaults.properties).toHaveProperty([name]);
      const isFree = name === 'name' || name === 'timer';
      expect(name in schema.properties.locked.properties, name).toBe(!isFree);
      if (option.choices) {
        const values = option.choices.map((it) => it.value);
        expect(schema.properties.defaults.properties[name]?.enum).toEqual(values);
        expect(schema.properties.locked.properties[name]?.enum).toEqual(values);
      }
    }
  });
});
