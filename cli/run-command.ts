import { didYouMean } from '../core/did-you-mean.ts';
import { UsageError } from '../core/errors.ts';
import type { Face } from '../core/face.ts';
import { isSwitchedOn, wantsJson } from '../core/options/command-line.ts';
import { quote } from '../core/options/quote.ts';
import { runReporting } from '../core/run-reporting.ts';
import { version } from '../core/version.ts';
import { runNew } from './commands/new.ts';
import { overview } from './overview.ts';
import { terminalFace } from './terminal-face.ts';

type Job = (args: readonly string[], face: Face) => Promise<number>;

/** What `new` does not need is loaded when it is asked for: starting is most of a short run. */
const jobs: Readonly<Record<string, Job>> = {
  new: runNew,
  add: async (args, face) => (await import('./commands/add.ts')).runAdd(args, face),
  check: async (args, face) => (await import('./commands/check.ts')).runCheckCommand(args, face),
  templates: async (args, face) =>
    (await import('./commands/templates.ts')).runTemplates(args, face),
  explain: async (args, face) => (await import('./commands/explain.ts')).runExplain(args, face),
};

/**
 * Runs `dext-timer` and reports errors the way that the line asks for (`--json`, `--debug`).
 *
 * @param args the arguments behind the program's name
 * @returns the exit status
 */
export async function runCommand(args: readonly string[]): Promise<number> {
  const face = terminalFace();
  return runReporting({
    job: () => dispatch(args, face),
    face,
    style: { json: wantsJson(args), debug: isSwitchedOn(args, 'debug') },
  });
}

async function dispatch(args: readonly string[], face: Face): Promise<number> {
  const [job, ...rest] = args;
  const [about] = rest;
  if (job === 'help' && about !== undefined) {
    return dispatch([about, '--help'], face);
  }
  if (job === undefined || job === '--help' || job === 'help') {
    face.print(overview());
  } else if (job === '--version') {
    face.print(`${version}\n`);
  } else {
    const run = Object.hasOwn(jobs, job) ? jobs[job] : undefined;
    if (!run) {
      throw unknownJob(job);
    }
    return run(rest, face);
  }
  return 0;
}

function unknownJob(job: string): UsageError {
  const near = didYouMean(job, Object.keys(jobs));
  const help = near ? `did you mean "${near}"?` : `there is: ${Object.keys(jobs).join(', ')}.`;
  return new UsageError({
    code: 'usage',
    message: `${quote(job)} is not a command; ${help} See dext-timer --help.`,
  });
}
