import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { format } from '@wasm-fmt/clang-format';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { planNewProject } from '../../core/new/new-project.ts';
import { MANIFEST } from '../../core/packs/manifest.ts';
import { teamForNew } from '../../core/packs/team-for-new.ts';
import { driver } from '../add/drivers.ts';
import { checkSyntax } from '../support/clang.ts';
import { dextTimer, emptyFolder } from '../support/command.ts';
import { matrix } from '../support/matrix.ts';
import { writeFiles } from './pack.ts';

const FOLDER = 'examples/acme-templates';

/**
 * The pack lets no driver go without SetPowerState. The clocks take turns: they are but names in
 * the code.
 */
const allowed = matrix()
  .filter(({ options }) => options.power)
  .filter((_it, index) => [0, 3].includes(index % 4))
  .map((it, index) => ({ ...it, team: index % 2 === 0 ? 'audio' : 'storage' }));

const trees = new Map<string, Promise<Map<string, string>>>();

/** The same for each test: passing the gates takes a second. */
function made(combination: (typeof allowed)[number]): Promise<Map<string, string>> {
  const { title } = combination;
  const tree = trees.get(title) ?? make(combination);
  trees.set(title, tree);
  return tree;
}

/** The files of a project as the pack makes it, through every gate. */
async function make({ options, team }: (typeof allowed)[number]): Promise<Map<string, string>> {
  const pack = teamForNew(FOLDER, process.cwd());
  const { plan } = await planNewProject({
    options,
    cwd: emptyFolder(),
    team: pack?.forProject({ team }),
  });
  return new Map(
    plan.changes.map((it) => [it.path.slice('Acme/'.length), Buffer.from(it.bytes).toString()]),
  );
}

describe('the example pack', () => {
  it('shows each kind of change', () => {
    const options = teamForNew(FOLDER, process.cwd())?.options;
    expect(options?.questions.map((it) => it.key)).toEqual(['team']);
    expect(options?.locked.get('power')?.text).toBe('true');
    expect(options?.locked.get('power')?.by).toContain('@acme/base-templates');
    expect(options?.defaults.get('bundleId')).toBe('com.acme.[name].driver');
  });

  it.each(allowed)('passes the gates and is formatted: $title', async (combination) => {
    const files = await made(combination);
    const { team } = combination;
    const source = files.get('Driver/AcmeDriver.cpp') ?? '';
    expect(source).toContain('LicenseRef-Acme');
    expect(source).toContain(`"[${team}] AcmeDriver: "`);
    expect(source).toContain('Log("error: Start failed');
    expect(files.get('scripts/build.sh')).toMatch(/^#!.*\n#\n# {2}build\.sh\n/);
    expect(files.get('.github/CODEOWNERS')).toContain(`@acme/${team}\n`);
    expect(format(source, 'AcmeDriver.cpp', files.get('.clang-format') ?? '')).toBe(source);
  });

  it('compiles without a warning', async () => {
    const files: Record<string, string> = {};
    const sources: string[] = [];
    for (const [index, combination] of allowed.entries()) {
      const tree = await made(combination);
      for (const name of ['AcmeDriver.iig', 'AcmeDriver.cpp']) {
        files[`v${index}/${name}`] = tree.get(`Driver/${name}`) ?? '';
      }
      sources.push(`v${index}/AcmeDriver.cpp`);
    }
    expect(sources).toHaveLength(20);
    expect((await checkSyntax({ files, sources })).diagnostics).toBe('');
  }, 300_000);

  it('logs in its way in a driver that has none of it', () => {
    const cwd = emptyFolder();
    writeFiles(cwd, driver());
    const pack = path.resolve(FOLDER);
    const line = ['add', 'Poll', '--yes', '--dry-run', '--templates', pack, '--team', 'audio'];
    const { stdout, stderr } = dextTimer(line, { cwd });
    expect(stdout, stderr).toContain(
      '+        os_log(OS_LOG_DEFAULT, "[audio] ValveDriver: error: Poll ticks no more:',
    );
  });

  it('is what the schema says, as is its parent', () => {
    const ajv = new Ajv.default({ strict: true, strictRequired: false, allowUnionTypes: true });
    addFormats.default(ajv as never);
    const isValid = ajv.compile(
      JSON.parse(readFileSync('schemas/dext-templates.schema.json', 'utf8')),
    );
    for (const folder of [FOLDER, `${FOLDER}/base`]) {
      const manifest: unknown = JSON.parse(readFileSync(path.join(folder, MANIFEST), 'utf8'));
      expect(isValid(manifest), ajv.errorsText(isValid.errors)).toBe(true);
    }
  });

  it('is all in the package that npm makes of it', () => {
    const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
    const said = execFileSync('npm', args, { cwd: FOLDER, encoding: 'utf8', stdio: 'pipe' });
    const [packed] = JSON.parse(said) as { files: { path: string }[] }[];
    expect(packed?.files.map((it) => it.path)).toEqual([
      'README.md',
      'base/dext-templates.json',
      'base/templates/header/file.ejs',
      'dext-templates.json',
      'package.json',
      'templates/project/dot-github/CODEOWNERS.ejs',
      'templates/timer/log-macro.ejs',
      'templates/timer/log.ejs',
    ]);
  });
});
