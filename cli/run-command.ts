import { didYouMean } from '../core/did-you-mean.ts';
import { UsageError } from '../core/errors.ts';
import type { Face } from '../core/face.ts';
import { isSwitchedOn } from '../core/options/command-line.ts';
import { quote } from '../core/options/quote.ts';
import { recoverAndTell } from '../core/recover-and-tell.ts';
import { runReporting } from '../core/report.ts';
import { version } from '../core/version.ts';
import { runNew } from './commands/new.ts';
import { overview } from './overview.ts';
import { terminalFace } from './terminal-face.ts';

const jobs: Readonly<Record<string, (args: readonly string[], face: Face) => Promise<void>>> = {
  new: runNew,
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
    style: { json: isSwitchedOn(args, 'json'), debug: isSwitchedOn(args, 'debug') },
  });
}

async function dispatch(args: readonly string[], face: Face): Promise<void> {
  const [job, ...rest] = args;
  if (job === undefined || job === '--help' || job === 'help') {
    face.print(overview());
  } else if (job === '--version') {
    face.print(`${version}\n`);
  } else {
    const run = Object.hasOwn(jobs, job) ? jobs[job] : undefined;
    if (!run) {
      throw unknownJob(job);
    }
    recoverAndTell(face);
    await run(rest, face);
  }
}

function unknownJob(job: string): UsageError {
  const near = didYouMean(job, Object.keys(jobs));
  const help = near ? `did you mean "${near}"?` : `there is: ${Object.keys(jobs).join(', ')}.`;
  return new UsageError({
    code: 'usage',
    message: `${quote(job)} is not a command; ${help} See dext-timer --help.`,
  });
}
