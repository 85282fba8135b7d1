import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { planNewProject } from '../../core/new/new-project.ts';
import { renderTemplates } from '../../core/plan/render-new-project.ts';
import { createRenderer } from '../../core/render/renderer.ts';
import { ownTemplates, type TemplateRoots } from '../../core/render/template-roots.ts';
import { checkSyntax } from '../support/clang.ts';
import { project } from '../support/matrix.ts';
import { rendered } from '../support/rendered.ts';
import { templateRoot } from '../support/template-root.ts';

/** Our templates, and a team's partials before them. */
function teamRoots(partials: Record<string, string>): TemplateRoots {
  const folder = mkdtempSync(path.join(tmpdir(), 'partials-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(partials)) {
    mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
    writeFileSync(path.join(folder, `${name}.ejs`), text);
  }
  return [templateRoot(folder, 'acme/templates/'), ownTemplates()];
}

/** The files of a project that a team's partials shape. */
function withPartials(partials: Record<string, string>): Map<string, string> {
  const files = renderTemplates({
    options: project(),
    renderer: createRenderer(teamRoots(partials)),
  });
  return new Map(
    files.map((it) => [it.path.slice('Acme/'.length), Buffer.from(it.bytes).toString()]),
  );
}

describe("a team's header", () => {
  const header = '<%= it.comment %> <%= it.file %>: licensed to Acme\n';

  it('is the first line of each source file, by its name', () => {
    const headed = [...withPartials({ 'header/file': header })].filter(([, text]) =>
      text.includes('licensed to Acme'),
    );
    for (const [file, text] of headed) {
      const sign = /\.(sh|bash)$/.test(file) ? '#' : '//';
      const line = `${sign} ${path.basename(file)}: licensed to Acme\n`;
      expect(text.replace(/^#!.*\n/, '').startsWith(line), file).toBe(true);
    }
    expect(headed.map(([file]) => file).sort()).toEqual([
      ...['App/AcmeApp.swift', 'App/ContentView.swift', 'App/ExtensionErrors.swift'],
      ...['App/ExtensionManager.swift', 'Config/App.xcconfig', 'Config/Driver.xcconfig'],
      ...['Config/Shared.xcconfig', 'Driver/AcmeDriver.cpp', 'Driver/AcmeDriver.iig'],
      ...['scripts/build.sh', 'scripts/doctor-checks.bash', 'scripts/doctor-registry.bash'],
      ...['scripts/doctor.sh', 'scripts/install.sh', 'scripts/lib.bash', 'scripts/logs.sh'],
      ...['scripts/sign-adhoc.sh', 'scripts/uninstall.sh'],
    ]);
  });

  it('takes the place of ours, which has file and project', () => {
    const ours = '//\n//  AcmeDriver.cpp\n//  Acme\n//\n';
    expect(rendered(project()).get('Driver/AcmeDriver.cpp')?.startsWith(ours)).toBe(true);
    const theirs = withPartials({ 'header/file': header });
    expect(theirs.get('Driver/AcmeDriver.cpp')).not.toContain('//  AcmeDriver.cpp');
  });
});

describe("a team's log", () => {
  it('is in every line that logs', () => {
    const files = withPartials({
      'timer/log-macro': '#define ACME_LOG(...) os_log(OS_LOG_DEFAULT, __VA_ARGS__)\n',
      'timer/log': 'ACME_LOG("<%= it.message %>"<%= it.args %>);\n',
    });
    const text = files.get('Driver/AcmeDriver.cpp') ?? '';
    expect(text).not.toMatch(/\bLog\(/);
    const ours = rendered(project()).get('Driver/AcmeDriver.cpp') ?? '';
    const calls = ours.match(/\bLog\("/g) ?? [];
    expect(calls.length).toBeGreaterThan(4);
    expect(text.match(/\bACME_LOG\("/g)).toHaveLength(calls.length);
  });
});

describe("the body of a team's hook", () => {
  const bodies = {
    'hooks/body/tick': '    ivars->hardwareTouched = true; // <%= it.timer.tick %>\n',
    'hooks/body/bring-up': '    if (!provider) {\n        return kIOReturnNotAttached;\n    }\n',
    'hooks/body/quiesce': '    (void)provider->GetProvider();\n',
    'hooks/body/power-down': '    Log("down");\n',
    'hooks/body/power-up': '    Log("up");\n',
  };

  it('is in its method, which names the parameter, and compiles', async () => {
    const files = withPartials(bodies);
    const text = files.get('Driver/AcmeDriver.cpp') ?? '';
    expect(text).toContain('HeartbeatTick()\n{\n    ivars->hardwareTouched = true;');
    expect(text).toContain('BringUpHardware(IOService *provider)\n{\n    if (!provider)');
    expect(text).toContain('    }\n    return kIOReturnSuccess;\n}');
    expect(text).toContain('QuiesceHardware(IOService *provider)\n{\n    (void)provider->');
    expect(text).toContain('PowerDownHardware()\n{\n    Log("down");\n}');
    expect(text).toContain('PowerUpHardware()\n{\n    Log("up");\n}');
    const sources = ['v/AcmeDriver.cpp'];
    const iig = files.get('Driver/AcmeDriver.iig') ?? '';
    const { diagnostics } = await checkSyntax({
      files: { 'v/AcmeDriver.cpp': text, 'v/AcmeDriver.iig': iig },
      sources,
    });
    expect(diagnostics).toBe('');
  });

  it('leaves the parameter without a name where a comment alone has the word', () => {
    const files = withPartials({ 'hooks/body/quiesce': '    Log("quiet"); // the provider is\n' });
    const text = files.get('Driver/AcmeDriver.cpp') ?? '';
    expect(text).toContain('QuiesceHardware(IOService *)\n{\n    Log("quiet");');
  });

  it('is looked at by the rules of check, and named', async () => {
    const roots = teamRoots({
      'hooks/body/tick':
        '    ivars->hardwareTouched = true;\n    ivars->heartbeatTimer->Cancel(nullptr);\n',
    });
    await expect(planNewProject({ options: project(), cwd: tmpdir(), roots })).rejects.toThrow(
      /AcmeDriver\.cpp:\d+ \(from acme\/templates\/hooks\/body\/tick\.ejs:2\): DK04 /,
    );
  });

  it('is named too where an indentation stands before it', async () => {
    const roots = teamRoots({ 'timer/log': 'ivars->heartbeatTimer->Cancel(nullptr);\n' });
    await expect(planNewProject({ options: project(), cwd: tmpdir(), roots })).rejects.toThrow(
      /\(from acme\/templates\/timer\/log\.ejs:1\): DK/,
    );
  });
});
