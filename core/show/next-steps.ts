import type { NewProjectOptions } from '../options/new-project-options.ts';

/** What to do once the project is there: a command and what it is for. */
export interface NextStep {
  readonly command: string;
  readonly why: string;
}

/** @param files paths of the project: a team may do without some, and then without their step */
export function nextSteps({ name }: NewProjectOptions, files: readonly string[]): NextStep[] {
  const has = (path: string) => files.includes(`${name}/${path}`);
  const build = has('scripts/build.sh') ? ', or with scripts/build.sh' : '';
  const steps = [
    { command: `cd ${name}`, why: 'everything below runs there', needs: null },
    {
      command: 'Tests/run.sh',
      why: "run the driver's life cycle here, without a Mac",
      needs: 'Tests/run.sh',
    },
    { command: `open ${name}.xcodeproj`, why: `build in Xcode${build}`, needs: null },
    { command: `open Driver/${name}Driver.cpp`, why: 'fill in the hooks at its end', needs: null },
    { command: 'open README.md', why: 'ids, signing, installing, logs', needs: 'README.md' },
  ];
  return steps
    .filter(({ needs }) => needs === null || has(needs))
    .map(({ command, why }) => ({ command, why }));
}

/** Aligned, one step a line. */
export function formatSteps(steps: readonly NextStep[]): string {
  const width = Math.max(...steps.map((step) => step.command.length));
  return steps.map(({ command, why }) => `  ${command.padEnd(width)}  ${why}\n`).join('');
}
