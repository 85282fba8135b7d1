import type { CheckOptions } from '../options/resolve-check.ts';
import { plural } from '../show/plural.ts';
import type { CheckTools } from './check-tools.ts';
import { gather } from './gather.ts';
import { judge } from './judge.ts';
import { withProgress } from './progress.ts';
import { tell } from './tell.ts';

/**
 * gather → analyse → judge → tell; with `--fix` what can be put right is put right in between.
 *
 * @returns the exit status: 1 for an error, or for more warnings than are allowed
 * @throws UsageError, ProjectError
 */
export async function runCheck(options: CheckOptions, tools: CheckTools): Promise<number> {
  if (options.fix) {
    // Loaded here: a check that only looks needs nothing of what writes.
    const { runFix } = await import('../fix/run-fix.ts');
    return runFix(options, tools);
  }
  const { face } = tools;
  const gathered = gather(options, tools);
  const { asked, texts } = gathered;
  const analysed = await withProgress(
    {
      face,
      what: `Checking ${plural(asked.size, 'file')}`,
      size: texts.reduce((sum, it) => sum + it.text.length, 0),
    },
    // Loaded here: help, a wrong line or an empty folder need no parser.
    async () => (tools.analyse ?? (await import('./analyse.ts')).analyse)(texts),
  );
  return tell({ ...judge({ gathered, texts, analysed, options, cwd: face.cwd }), options, tools });
}
