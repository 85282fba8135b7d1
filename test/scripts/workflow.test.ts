import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { rendered, renderedText } from './rendered-project.ts';

interface Workflow {
  on: unknown;
  permissions: unknown;
  jobs: Record<string, { 'runs-on': string; strategy?: unknown; steps: Step[] }>;
}
interface Step {
  uses?: string;
  run?: string;
}

const choice = { provider: 'usb-device' } as const;
const text = renderedText(choice, '.github/workflows/build.yml');
const workflow = parse(text, { strict: true, uniqueKeys: true }) as Workflow;
const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

describe('the GitHub workflow', () => {
  it('has no trace of a template', () => {
    expect(text).not.toMatch(/<%|%>|\bit\.|undefined/);
  });

  it('may read the sources and nothing else, and knows no secret', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    expect(text).not.toMatch(/secrets\.|upload-artifact|GITHUB_TOKEN/);
  });

  it('uses actions of GitHub, each at a fixed major version', () => {
    const used = steps.flatMap((step) => step.uses ?? []);
    expect(used.length).toBeGreaterThan(0);
    for (const action of used) {
      expect(action).toMatch(/^actions\/[a-z-]+@v\d+$/);
    }
  });

  it('runs the tests on Linux and macOS', () => {
    expect(workflow.jobs.test?.steps.at(-1)?.run).toBe('Tests/run.sh');
    expect(workflow.jobs.test?.strategy).toMatchObject({
      matrix: { os: ['ubuntu-latest', 'macos-15'] },
    });
  });

  it('builds on macOS without a signature', () => {
    const job = workflow.jobs.xcode;
    expect(job?.['runs-on']).toMatch(/^macos-/);
    expect(job?.steps.flatMap((step) => step.run ?? [])).toContain(
      'scripts/build.sh Release --no-sign',
    );
  });

  it('runs only scripts that the project has, as executables', () => {
    const files = new Map(rendered(choice).map((file) => [file.path, file.mode]));
    const run = steps.flatMap(
      (step) => /^((?:scripts|Tests)\/\S+)/.exec(step.run ?? '')?.[1] ?? [],
    );
    expect(run).toHaveLength(2);
    for (const script of run) {
      expect(files.get(script)).toBe(0o755);
    }
  });
});
