import { isSource } from '../../check/source-names.ts';
import type { NewProjectOptions } from '../../options/new-project-options.ts';
import type { OutputFile, Plan } from '../../plan/change.ts';
import type { SourceParser } from '../../source/parse.ts';
import { driverGates } from '../../verify/new-project-gates.ts';
import type { PlanFinding } from '../../verify/verify.ts';

/** The gates that a new project has to pass, over the files of one. */
export type DriverJudge = (
  options: NewProjectOptions,
  files: readonly OutputFile[],
) => readonly PlanFinding[];

/**
 * Most projects of a pack share their C++ with others, and all of them the sources of the host
 * tests: each driver is judged once, and the host tests with the first one alone.
 */
export function driverJudge(parser: SourceParser): DriverJudge {
  const known = new Map<string, readonly PlanFinding[]>();
  return (options, files) => {
    const judged = known.size === 0 ? files : files.filter((it) => !isOfHostTests(it, options));
    const key = files
      .filter((it) => isSource(it.path) && !isOfHostTests(it, options))
      .map((it) => Buffer.from(it.bytes).toString('utf8'))
      .concat(files.map((it) => it.path))
      .join('\0');
    const plan: Plan = { root: '', changes: judged.map((it) => ({ ...it, before: null })) };
    const findings =
      known.get(key) ??
      driverGates(options, parser)
        .flatMap((gate) => gate.check(plan))
        .filter((it) => it.severity === 'error');
    known.set(key, findings);
    return findings;
  };
}

function isOfHostTests({ path }: OutputFile, { name }: NewProjectOptions): boolean {
  return path.startsWith(`${name}/Tests/`);
}
