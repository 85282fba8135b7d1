import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planNewProject } from '../../core/new/new-project.ts';
import { renderNewProject } from '../../core/plan/render-new-project.ts';
import { createRenderer } from '../../core/render/renderer.ts';
import { ownTemplates } from '../../core/render/template-roots.ts';
import { loadParser } from '../../core/source/parse.ts';
import { driverGate } from '../../core/verify/driver-gate.ts';
import { planExaminer } from '../../core/verify/examine-plan.ts';
import { verify } from '../../core/verify/verify.ts';
import { matrix, project } from '../support/matrix.ts';
import { templateRoot } from '../support/template-root.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'gate-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the gate', () => {
  it('lets every combination pass that our own templates write', async () => {
    const gate = driverGate(planExaminer(await loadParser()));
    const renderer = createRenderer();
    for (const { options, title } of matrix()) {
      const files = renderNewProject({ options, renderer });
      const driver = files.filter((it) => it.path.startsWith('Acme/Driver/'));
      const plan = { root: '/nowhere', changes: driver.map((it) => ({ ...it, before: null })) };
      expect(verify(plan, [gate]), title).toEqual([]);
    }
  });

  it('refuses templates that cancel the action, naming the line of the template', async () => {
    const own = path.join(folder, 'templates');
    const cwd = path.join(folder, 'work');
    cpSync(ownTemplates().folder, own, { recursive: true });
    mkdirSync(cwd);
    const setUp = path.join(own, 'timer/set-up.ejs');
    const lines = readFileSync(setUp, 'utf8').split('\n');
    const at = lines.findIndex((it) => it.includes('OSSafeReleaseNULL(action)'));
    lines.splice(at, 0, '    (void)action->Cancel(nullptr);');
    writeFileSync(setUp, lines.join('\n'));

    const planned = planNewProject({ options: project(), cwd, roots: [templateRoot(own)] });
    await expect(planned).rejects.toThrow(
      new RegExp(
        String.raw`^Acme/Driver/AcmeDriver\.cpp:\d+ \(from timer/set-up\.ejs:${at + 1}\): DK\d\d `,
      ),
    );
    expect(readdirSync(cwd)).toEqual([]);
  });
});
