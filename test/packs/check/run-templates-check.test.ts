import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ownTemplates } from '../../../core/render/template-roots.ts';
import { emptyFolder, snapshot } from '../../support/command.ts';
import { manifestText, templates, writeFiles } from '../../support/templates-command.ts';

/** One combination alone, so that a check takes a moment. */
const ONE = {
  provider: 'resources',
  queue: 'default',
  mode: 'periodic',
  clock: 'uptime',
  power: false,
};

const ours = (template: string) => readFileSync(path.join(ownTemplates().folder, template), 'utf8');

/** One of ours in which something is replaced, as a pack has it. */
function changed(template: string, from: string | RegExp, to: string): Record<string, string> {
  const before = ours(template);
  const after = before.replace(from, () => to);
  expect(after, `${String(from)} must be in ${template}`).not.toBe(before);
  return { [template]: after };
}

/** A folder with a pack. */
function pack(files: Readonly<Record<string, string>>, manifest: object = {}): string {
  const cwd = emptyFolder();
  const inside = Object.entries(files).map(([name, text]) => [`acme/templates/${name}`, text]);
  writeFiles(cwd, {
    'acme/dext-templates.json': manifestText({ locked: ONE, ...manifest }),
    ...Object.fromEntries(inside),
  });
  return cwd;
}

async function check(cwd: string, ...more: string[]) {
  return templates(cwd, ['check', './acme', ...more]);
}

/** The findings of a pack, one a line, without the summary. */
async function findingsIn(files: Record<string, string>, manifest?: object): Promise<string> {
  const { stdout } = await check(pack(files, manifest));
  const lines = stdout.trimEnd().split('\n');
  expect(lines.at(-1)).toMatch(/ in acme 1\.2\.3: /);
  return lines.slice(0, -1).join('\n').trim();
}

describe('templates check', () => {
  it('finds nothing in a pack that changes what it may, and writes nothing', async () => {
    const cwd = pack({
      'hooks/tick.ejs': `// Acme\n${ours('hooks/tick.ejs')}`,
      'project/NOTICE.md.ejs': 'Made for <%= it.name %>.\n',
      'project/scripts/acme.sh': '#!/bin/sh\nexit 0\n',
    });
    const before = snapshot(cwd);
    const { status, stdout } = await check(cwd);
    expect(stdout).toBe('No findings in acme 1.2.3: 1 project, 2 added timers.\n');
    expect(status).toBe(0);
    expect(snapshot(cwd)).toEqual(before);
  });

  it('finds a template that is no text, also where no project needs it', async () => {
    const cwd = pack({ 'timer/never.ejs': 'x' });
    writeFileSync(
      path.join(cwd, 'acme/templates/timer/never.ejs'),
      Uint8Array.of(0x63, 0xe9, 0x0a),
    );
    const { status, stdout } = await check(cwd);
    expect(stdout).toContain(
      'acme/templates/timer/never.ejs:1: this is not UTF-8; save it as UTF-8',
    );
    expect(status).toBe(1);
  });

  it.each<[string, Record<string, string>, string | RegExp]>([
    [
      'a syntax error in a template that is used',
      { 'project/NOTICE.md.ejs': 'a\n<% const = 1 %>\n' },
      /^acme\/templates\/project\/NOTICE\.md\.ejs:2: Unexpected token '='$/,
    ],
    [
      'a syntax error in one that nothing includes',
      { 'hooks/never.ejs': 'a\n\n<% const = 1 %>\n' },
      /acme\/templates\/hooks\/never\.ejs:3: Unexpected token/,
    ],
    [
      'a template that nothing uses',
      { 'timer/logs.ejs': 'a\n' },
      'acme/templates/timer/logs.ejs:1: warning: nothing writes or includes this template. Did you mean timer/log.ejs?',
    ],
    [
      'a template of a provider that there is not',
      { 'provider/pcie/readme.ejs': 'a\n' },
      'acme/templates/provider/pcie/readme.ejs:1: warning: nothing writes or includes this template. Did you mean provider/pci/readme.ejs?',
    ],
    [
      'an unknown name',
      { 'project/NOTICE.md.ejs': 'a\n<%= it.nmae %>\n' },
      'acme/templates/project/NOTICE.md.ejs:2: unknown name "it.nmae"; did you mean "it.name"? (in every project)',
    ],
    [
      'an unknown partial',
      { 'project/NOTICE.md.ejs': "<%- include('timer/lgo') %>\n" },
      /NOTICE\.md\.ejs:1: there is no template "timer\/lgo\.ejs"; did you mean "timer\/log\.ejs"\?/,
    ],
    [
      'an unknown name in the name of a file',
      { 'project/[naem].md': 'a\n' },
      /^acme\/templates\/project\/\[naem\]\.md:1: unknown "\[naem\]" in its name/,
    ],
    [
      'what brings back a cancelled action',
      changed(
        'timer/set-up.ejs',
        '    OSSafeReleaseNULL(action);',
        '    action->Cancel(^{});\n    OSSafeReleaseNULL(action);',
      ),
      /^acme\/templates\/timer\/set-up\.ejs:23: DK01 .*\(in every project; in every added timer\)$/m,
    ],
    [
      'what only added timers show',
      changed(
        'add/stop-prologue.ejs',
        'if (!<%= it.timer.stop %>',
        'if (!Other<%= it.timer.stop %>',
      ),
      /^LampDriver\.cpp:\d+: DK06 .* with class of somebody else\)\n.* with class of this pack\)$/,
    ],
    [
      'a driver without the hook',
      changed('hooks/quiesce.ejs', '::QuiesceHardware', '::Quiet'),
      /QuiesceHardware.*\(in every project/,
    ],
    [
      'an Info.plist of another class',
      changed(
        'project/Driver/Info.plist.ejs',
        '<string><%= it.driverClass %></string>',
        '<string>Other</string>',
      ),
      /^acme\/templates\/project\/Driver\/Info\.plist\.ejs:\d+: IOUserClass is string "Other", not string "SpecimenDriver" \(in every project\)$/m,
    ],
    [
      'a project file that does not parse',
      changed(
        'project/[name].xcodeproj/project.pbxproj.ejs',
        'objectVersion = 77;',
        'objectVersion = 77',
      ),
      /^acme\/templates\/project\/\[name\]\.xcodeproj\/project\.pbxproj\.ejs:11: here should be ";"/,
    ],
    [
      'a workflow that is no YAML',
      { 'project/dot-github/workflows/build.yml.ejs': 'a: 1\nb: [\n' },
      /^acme\/templates\/project\/dot-github\/workflows\/build\.yml\.ejs:\d+: this is no YAML/,
    ],
    [
      'a script that bash cannot read',
      { 'project/scripts/acme.sh': '#!/bin/bash\necho\nif true\ndone\n' },
      /^acme\/templates\/project\/scripts\/acme\.sh:4: bash cannot read this: syntax error near/,
    ],
    [
      'what a template left behind',
      { 'project/NOTICE.md': 'a\nFor <%= it.name %>.\n' },
      'acme/templates/project/NOTICE.md:2: has "<%", which a template left behind (in every project)',
    ],
    [
      'two templates for one file',
      { 'project/readme.md': 'a\n' },
      /^acme\/templates\/project\/readme\.md:1: it makes Specimen\/readme\.md, as project\/README\.md\.ejs does/,
    ],
  ])('tells %s', async (_, files, says) => {
    const found = await findingsIn(files);
    typeof says === 'string' ? expect(found).toBe(says) : expect(found).toMatch(says);
  });

  it('tells every fault in one run, each once', async () => {
    const { clock: _, ...locked } = ONE;
    const files = {
      'project/A.md.ejs': '<%= it.a1 %>\n',
      'project/B.md.ejs': '<%= it.b1 %>\n',
    };
    const found = (await findingsIn(files, { locked })).split('\n');
    expect(found).toHaveLength(2);
    expect(found[0]).toMatch(/A\.md\.ejs:1: unknown name "it\.a1".*\(in every project\)$/);
  });

  it('says in which projects', async () => {
    const { queue: _, ...locked } = ONE;
    const files = changed(
      'project/Driver/Driver.entitlements.ejs',
      '<true/>',
      "<%- it.timers[0].dedicated ? '<false/>' : '<true/>' %>",
    );
    expect(await findingsIn(files, { locked })).toMatch(
      /Driver\.entitlements\.ejs:\d+: com\.apple\.developer\.driverkit is false \(in projects with queue dedicated\)$/,
    );
  });

  it('answers the questions of the pack, those of add too', async () => {
    const questions = [
      { name: 'team', type: 'select', message: 'Team?', choices: ['a', 'b'] },
      { name: 'watch', type: 'confirm', message: 'Watch?', for: ['add'] },
    ];
    const files = {
      'project/NOTICE.md.ejs': "<%= it.answers.team === 'b' ? it.bee : 'a' %>\n",
      'add/ivars.ejs': `<%_ if (it.answers.watch) { it.wacth } _%>\n${ours('add/ivars.ejs')}`,
    };
    const found = await findingsIn(files, { questions });
    expect(found).toMatch(
      /NOTICE\.md\.ejs:1: unknown name "it\.bee".*\(in projects with team b\)$/m,
    );
    expect(found).toMatch(
      /ivars\.ejs:1: unknown name "it\.wacth".*\(in added timers with watch true\)$/m,
    );
  });

  it('prints one object for machines', async () => {
    const cwd = pack({ 'project/NOTICE.md.ejs': '<%= it.nmae %>\n' });
    const { status, stdout } = await check(cwd, '--json');
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      pack: { name: 'acme', version: '1.2.3' },
      findings: [
        {
          file: 'acme/templates/project/NOTICE.md.ejs',
          line: 1,
          severity: 'error',
          message: 'unknown name "it.nmae"; did you mean "it.name"?',
          where: 'in every project',
        },
      ],
      projects: 1,
      addedTimers: 1,
      hostTests: 0,
    });
  });

  it.each([
    [[], 2, 'No pack is named'],
    [['none'], 2, 'No pack is named'],
    [['./nowhere'], 1, 'templates check: "./nowhere": there is no such folder'],
    [['./broken'], 1, 'broken/dext-templates.json:1: "nmae" is not a known key'],
    [['./acme', './acme'], 2, 'is one argument too many'],
  ])('refuses %s', async (args, status, says) => {
    const cwd = pack({});
    writeFiles(cwd, { 'broken/dext-templates.json': '{"nmae": "a"}' });
    const run = await templates(cwd, ['check', ...args]);
    expect(run).toMatchObject({ status, stderr: expect.stringContaining(says) });
  });
});

describe('the host tests of a pack', () => {
  /** A compiler that is there, and host tests that need none. */
  async function withTests(script: string, templates = {}) {
    const cwd = pack({ 'project/Tests/run.sh': script, ...templates });
    writeFiles(cwd, { 'bin/clang++': '#!/bin/sh\nexit 0\n' });
    chmodSync(path.join(cwd, 'bin/clang++'), 0o755);
    const { CXX, PATH } = process.env;
    process.env.CXX = path.join(cwd, 'bin/clang++');
    try {
      return await check(cwd);
    } finally {
      process.env.PATH = PATH;
      CXX === undefined ? delete process.env.CXX : Object.assign(process.env, { CXX });
    }
  }

  it('are run where there is a compiler', async () => {
    const { status, stdout } = await withTests('#!/bin/sh\ntest -f Driver/SpecimenDriver.cpp\n');
    expect(stdout).toContain(', and the host tests of 1.\n');
    expect(status).toBe(0);
  });

  it('are a finding where they fail, with what they said', async () => {
    const script = '#!/bin/sh\necho one\necho "error: super Stop never came"\necho two\nexit 1\n';
    const { status, stdout, stderr } = await withTests(script);
    expect(stdout).toMatch(
      /^acme\/templates\/project\/Tests\/run\.sh:1: the host tests fail: error: super Stop never came \(in every project\)\n/,
    );
    expect(stderr).toContain('one\nerror: super Stop never came\ntwo\n');
    expect(status).toBe(1);
  });

  it('are a finding at the line that a compiler says is wrong', async () => {
    const fault = 'Driver/SpecimenDriver.cpp:2:5: error: no such thing';
    const { stdout } = await withTests(`#!/bin/sh\necho "${fault}"\nexit 1\n`, {
      'header/file.ejs': '<%= it.comment %> one\n<%= it.comment %> two\n',
    });
    expect(stdout).toContain(
      'acme/templates/header/file.ejs:2: the host tests fail: error: no such thing',
    );
  });

  it('are left out, and that is said, where they cannot be run', async () => {
    const { CXX } = process.env;
    process.env.CXX = '/nowhere/clang++';
    try {
      const { status, stderr } = await check(pack({}));
      expect(stderr).toContain('host tests were not run: /nowhere/clang++ is not found');
      expect(status).toBe(0);
      const without = pack({}, { remove: ['project/Tests/'] });
      expect((await check(without)).stderr).toContain('the pack writes no Tests/run.sh');
    } finally {
      CXX === undefined ? delete process.env.CXX : Object.assign(process.env, { CXX });
    }
  });
});
