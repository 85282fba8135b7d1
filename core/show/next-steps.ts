import type { NewProjectOptions } from '../options/new-project-options.ts';

/** What to do once the project is there: a command and what it is for. */
export interface NextStep {
  readonly command: string;
  readonly why: string;
}

export function nextSteps(options: NewProjectOptions): NextStep[] {
  const { name } = options;
  return [
    { command: `cd ${name}`, why: 'everything below runs there' },
    { command: 'Tests/run.sh', why: "run the driver's life cycle here, without a Mac" },
    { command: `open ${name}.xcodeproj`, why: 'build in Xcode, or with scripts/build.sh' },
    { command: `open Driver/${name}Driver.cpp`, why: 'fill in the hooks at its end' },
    { command: 'open README.md', why: 'ids, signing, installing, logs' },
  ];
}

/** Aligned, one step a line. */
export function formatSteps(steps: readonly NextStep[]): string {
  const width = Math.max(...steps.map((step) => step.command.length));
  return steps.map(({ command, why }) => `  ${command.padEnd(width)}  ${why}\n`).join('');
}
