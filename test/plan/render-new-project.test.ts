import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { OutputFile } from '../../core/plan/change.ts';
import { renderNewProject } from '../../core/plan/render-new-project.ts';
import { createRenderer } from '../../core/render/renderer.ts';
import { ownTemplates } from '../../core/render/template-roots.ts';
import { matrix, project } from '../support/matrix.ts';
import { templateRoot } from '../support/template-root.ts';

const renderer = createRenderer();

/** A copy of our templates in which a test may break something. */
function brokenTemplates(breakIt: (folder: string) => void): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'templates-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(ownTemplates().folder, folder, { recursive: true });
  breakIt(folder);
  return folder;
}

describe('the files of a new project', () => {
  it.each(matrix())('have no residue of their templates: $title', ({ options }) => {
    for (const { path: file, bytes, origins } of renderNewProject({ options, renderer })) {
      const text = Buffer.from(bytes).toString('utf8');
      expect(file, file).not.toMatch(/\.ejs$|\[|\]|dot-|\/_/);
      if (!('copiedFrom' in origins())) {
        expect(text, file).not.toMatch(/<%|%>|\bundefined\b|\[object Object\]|\bNaN\b/);
      }
      expect(text, file).not.toMatch(/[\uDB80-\uDBFF]/); // a line mark that was left behind
      expect(text, file).not.toMatch(/\r/);
      expect(text.endsWith('\n') && !text.endsWith('\n\n'), `${file} ends in one line break`).toBe(
        true,
      );
      expect(text, `${file} has no trailing space`).not.toMatch(/[ \t]\n/);
      if (/\.(cpp|iig|plist|entitlements|swift|sh|xcconfig)$/.test(file)) {
        expect(text, `${file} has no two empty lines in a row`).not.toMatch(/\n\n\n/);
      }
    }
  });

  it('are all that the contract names', () => {
    const paths = renderNewProject({ options: project(), renderer }).map((file) => file.path);
    expect(paths).toEqual(
      expect.arrayContaining(
        [
          'Acme.xcodeproj/project.pbxproj',
          'Acme.xcodeproj/xcshareddata/xcschemes/Acme.xcscheme',
          'Config/Shared.xcconfig',
          'App/AcmeApp.swift',
          'Driver/AcmeDriver.iig',
          'Driver/AcmeDriver.cpp',
          'Driver/Info.plist',
          'Driver/Driver.entitlements',
          'Distribution/Driver.release.entitlements',
          'scripts/build.sh',
          'scripts/sign-adhoc.sh',
          'scripts/install.sh',
          'scripts/uninstall.sh',
          'scripts/logs.sh',
          'scripts/doctor.sh',
          'Tests/run.sh',
          'README.md',
          '.gitignore',
          '.clang-format',
          '.github/workflows/build.yml',
          '.yo-rc.json',
        ].map((file) => `Acme/${file}`),
      ),
    );
  });

  it('are executable where they are scripts, and only there', () => {
    for (const { path: file, mode, bytes } of renderNewProject({ options: project(), renderer })) {
      const isScript = Buffer.from(bytes).subarray(0, 2).toString() === '#!';
      expect(isScript, file).toBe(file.endsWith('.sh'));
      expect(mode, file).toBe(isScript ? 0o755 : 0o644);
    }
  });

  it('depend on the options alone', () => {
    const once = renderNewProject({ options: project(), renderer });
    const again = renderNewProject({ options: project(), renderer });
    const asData = (file: OutputFile) => ({ ...file, origins: file.origins() });
    expect(again.map(asData)).toEqual(once.map(asData));
    const all = once.map(({ bytes }) => Buffer.from(bytes).toString()).join('\n');
    expect(all).not.toContain(process.cwd());
    expect(all).not.toMatch(/\b20\d\d-\d\d-\d\d\b/);
  });

  it('record the answers and the version', () => {
    const file = renderNewProject({ options: project(), renderer }).find(
      (it) => it.path === 'Acme/.yo-rc.json',
    );
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(JSON.parse(Buffer.from(file?.bytes ?? []).toString())).toEqual({
      'generator-dext-timer': {
        version,
        options: {
          name: 'Acme',
          'bundle-id': 'com.example.Acme.driver',
          provider: 'resources',
          timer: 'Heartbeat',
          interval: '1s',
          leeway: '100ms',
          mode: 'periodic',
          queue: 'default',
          clock: 'uptime',
          power: true,
        },
      },
    });
  });
});

describe('templates that cannot be used', () => {
  it('a missing folder is an error, not an empty project', () => {
    const folder = path.join(tmpdir(), 'no-such-templates');
    expect(existsSync(folder)).toBe(false);
    expect(() =>
      renderNewProject({ options: project(), renderer: createRenderer([templateRoot(folder)]) }),
    ).toThrow(`${folder}: this template folder does not exist`);
  });

  it('an empty folder is an error, not an empty project', () => {
    const folder = brokenTemplates((copy) => {
      rmSync(path.join(copy, 'project'), { recursive: true });
      mkdirSync(path.join(copy, 'project'));
    });
    expect(() =>
      renderNewProject({ options: project(), renderer: createRenderer([templateRoot(folder)]) }),
    ).toThrow(`project: no templates in ${path.join(folder, 'project')}`);
  });

  it('a misspelt variable names its file and line', () => {
    const folder = brokenTemplates((copy) =>
      writeFileSync(path.join(copy, 'timer/arm.ejs'), '\n\n<%= it.timer.deadlineIvr %>\n'),
    );
    expect(() =>
      renderNewProject({ options: project(), renderer: createRenderer([templateRoot(folder)]) }),
    ).toThrow(
      'timer/arm.ejs:3: unknown name "it.timer.deadlineIvr"; did you mean "it.timer.deadlineIvar"?',
    );
  });

  it('a missing partial names the line that wants it', () => {
    const folder = brokenTemplates((copy) => rmSync(path.join(copy, 'hooks/power.ejs')));
    expect(() =>
      renderNewProject({ options: project(), renderer: createRenderer([templateRoot(folder)]) }),
    ).toThrow(
      /^project\/Driver\/\[driverClass\]\.cpp\.ejs:\d+: there is no template "hooks\/power\.ejs"/,
    );
  });

  it('an unknown placeholder in a file name says what there is', () => {
    const folder = brokenTemplates((copy) =>
      writeFileSync(path.join(copy, 'project/[nmae].txt'), 'x'),
    );
    expect(() =>
      renderNewProject({ options: project(), renderer: createRenderer([templateRoot(folder)]) }),
    ).toThrow('project/[nmae].txt: unknown "[nmae]" in its name; there are: [name], [driverClass]');
  });
});
