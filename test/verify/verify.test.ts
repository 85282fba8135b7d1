import { describe, expect, it } from 'vitest';
import type { Plan } from '../../core/plan/change.ts';
import { renderNewProject } from '../../core/plan/render-new-project.ts';
import { createRenderer } from '../../core/render/renderer.ts';
import { type PlanRule, verify } from '../../core/verify/verify.ts';
import { project } from '../support/matrix.ts';

function plan(): Plan {
  const files = renderNewProject({
    options: project(),
    renderer: createRenderer(),
  });
  return { root: '/nowhere', changes: files.map((file) => ({ ...file, before: null })) };
}

/** Objects to the first line of a file that has this text. */
function against(at: { path: string; text: string; severity?: 'error' | 'warning' }): PlanRule {
  return {
    id: 'XX01',
    check: ({ changes }) =>
      changes
        .filter(({ path }) => path === at.path)
        .map(({ path, bytes }) => ({
          rule: 'XX01',
          severity: at.severity ?? 'error',
          path,
          line:
            Buffer.from(bytes)
              .toString()
              .split('\n')
              .findIndex((line) => line.includes(at.text)) + 1,
          message: `has "${at.text}"`,
        })),
  };
}

describe('verify', () => {
  it('lets a plan pass that no rule objects to', () => {
    expect(verify(plan(), [])).toEqual([]);
  });

  it('refuses a plan with the output line and the template line that wrote it', () => {
    const rule = against({ path: 'Acme/Driver/AcmeDriver.cpp', text: 'SetHandler(action)' });
    expect(() => verify(plan(), [rule])).toThrow(
      /^Acme\/Driver\/AcmeDriver\.cpp:\d+ \(from timer\/set-up\.ejs:\d+\): XX01 has "SetHandler\(action\)"$/,
    );
  });

  it('points at the same line of a template that is copied', () => {
    const rule = against({ path: 'Acme/Tests/iig.mjs', text: 'import' });
    expect(() => verify(plan(), [rule])).toThrow(
      /^Acme\/Tests\/iig\.mjs:(\d+) \(from project\/Tests\/iig\.mjs:\1\): XX01/,
    );
  });

  it('points at the file alone where no template made it', () => {
    const rule = against({ path: 'Acme/.yo-rc.json', text: 'version' });
    expect(() => verify(plan(), [rule])).toThrow(/^Acme\/\.yo-rc\.json:\d+: XX01 has "version"$/);
  });

  it('returns what is no error', () => {
    const rule = against({ path: 'Acme/README.md', text: '#', severity: 'warning' });
    expect(verify(plan(), [rule])).toMatchObject([{ path: 'Acme/README.md', line: 1 }]);
  });
});
