import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { INTERFACE_VERSIONS } from '../../core/packs/interface-version.ts';
import { PARTS } from '../../core/packs/pack-files.ts';
import { COMMAND } from '../support/command.ts';
import { membersTable, partialsTable } from './reference-tables.ts';
import { missingLines, type Step, stepsOf } from './walk-through.ts';

const doc = readFileSync('docs/templates.md', 'utf8');
const steps = stepsOf(doc, 'From nothing to a pack');

describe('the walk-through, in an empty folder', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'walk-through-'));

  beforeAll(() => {
    mkdirSync(path.join(folder, 'bin'));
    const command = path.join(folder, 'bin/dext-timer');
    writeFileSync(command, `#!/bin/sh\nexec '${process.execPath}' '${COMMAND}' "$@"\n`);
    chmodSync(command, 0o755);
    mkdirSync(path.join(folder, 'work'));
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it('is one', () => {
    expect(steps.filter((it) => it.kind === 'file').length).toBeGreaterThan(6);
    expect(steps.filter((it) => it.kind === 'shell').length).toBeGreaterThan(8);
  });

  it.each(steps.map((step, index) => [titleOf(step, index), step] as const))(
    '%s',
    (_title, step) => {
      if (step.kind === 'file') {
        const place = path.join(folder, 'work', step.path);
        mkdirSync(path.dirname(place), { recursive: true });
        writeFileSync(place, step.text);
        return;
      }
      const { status, output } = run(step.script, folder);
      expect(status === 0, output).toBe(!step.fails);
      expect(missingLines(output, step.output), output).toEqual([]);
    },
    600_000,
  );

  it('ends in the example pack', () => {
    const written = steps.filter((it) => it.kind === 'file');
    for (const { path: file, text } of written) {
      expect(readFileSync(path.join('examples', file), 'utf8'), file).toBe(text);
    }
    const example = filesBelow('examples/acme-templates').filter((it) => it !== 'README.md');
    expect(written.map((it) => it.path.slice('acme-templates/'.length)).sort()).toEqual(example);
  });
});

describe('docs/templates.md', () => {
  const source = readFileSync('core/view/template-interface.ts', 'utf8');
  const interfaces = [...source.matchAll(/^export interface (\w+)/gm)].map(
    (match) => match[1] ?? '',
  );

  it.each(interfaces.filter((it) => it !== 'TemplateScope'))('has all of %s', (name) => {
    expect(doc).toContain(`\n${membersTable(source, name)}\n`);
  });

  it('is about types that the package can ship as they are', () => {
    expect(source).not.toMatch(/^import\b|^export (?!interface\b|type\b)/m);
  });

  it('has all partials', () => {
    expect(doc).toContain(`\n${partialsTable()}\n`);
  });

  it('has all versions of the interface', () => {
    for (const { version, change } of INTERFACE_VERSIONS) {
      expect(doc).toContain(`\n| ${version} | ${change} |\n`);
    }
  });

  it('has all folders of a template root', () => {
    expect(PARTS.filter((part) => !doc.includes(`\`${part}/\``))).toEqual([]);
  });

  it('has all keys of the manifest and of questions', () => {
    const schema = JSON.parse(readFileSync('schemas/dext-templates.schema.json', 'utf8')) as {
      properties: object;
      definitions: { question: { properties: object } };
    };
    const { properties, definitions } = schema;
    for (const key of [
      ...Object.keys(properties),
      ...Object.keys(definitions.question.properties),
    ]) {
      expect(doc, key).toMatch(new RegExp(`^\\| .*\`${key.replace('$', '\\$')}\`.* \\|`, 'm'));
    }
  });

  it('shows a workflow that GitHub reads', () => {
    const yaml = /```yaml\n([\s\S]*?)```/.exec(doc)?.[1] ?? '';
    expect(parse(yaml)).toHaveProperty(
      'jobs.check.steps.2.run',
      'npx --yes generator-dext-timer templates check .',
    );
  });
});

function titleOf(step: Step, index: number): string {
  const what = step.kind === 'file' ? `writes ${step.path}` : step.script.trim().split('\n').at(-1);
  return `${index + 1}: ${what}`;
}

function run(script: string, folder: string): { status: number | null; output: string } {
  const { status, stdout } = spawnSync('sh', ['-ec', `exec 2>&1\n${script}`], {
    cwd: path.join(folder, 'work'),
    encoding: 'utf8',
    input: '',
    env: {
      PATH: `${path.join(folder, 'bin')}:${process.env.PATH ?? ''}`,
      HOME: folder,
      npm_config_offline: 'true',
      npm_config_audit: 'false',
      npm_config_update_notifier: 'false',
    },
  });
  return { status, output: stdout };
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((it) => statSync(path.join(folder, it)).isFile())
    .sort();
}
