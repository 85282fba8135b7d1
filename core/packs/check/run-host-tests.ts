import type { Face } from '../../face.ts';
import type { NewProjectOptions } from '../../options/new-project-options.ts';
import type { OutputFile } from '../../plan/change.ts';
import type { Occurrence } from './findings.ts';
import { hostTestBench } from './host-tests.ts';
import type { Trial } from './trial.ts';

/** A project that a pack has made, and of which kind it is. */
export interface MadeProject {
  readonly files: readonly OutputFile[];
  readonly occurrence: Occurrence;
  readonly options: NewProjectOptions;
}

/**
 * Lives drivers of the pack through, where this machine can: two kinds, which between them have
 * both queues and both modes.
 *
 * @returns how many were run
 */
export async function runHostTests(
  { findings, placeOf }: Trial,
  projects: readonly MadeProject[],
  face: Face,
): Promise<number> {
  const chosen = [...new Set([projects[0], projects.findLast(differsFrom(projects[0]))])].flatMap(
    (it) => it ?? [],
  );
  const bench = chosen[0] ? hostTestBench(chosen[0].files) : 'no project could be rendered';
  if (typeof bench === 'string') {
    face.note(`Note: the host tests were not run: ${bench}.\n`);
    return 0;
  }
  try {
    for (const { files, occurrence } of chosen) {
      const { passed, output } = await bench.run(files);
      if (!passed) {
        const lines = output.trimEnd().split('\n');
        face.note(`${lines.slice(-40).join('\n')}\n`);
        const { path, line, what } = faultIn(gist(lines));
        const message = `the host tests fail: ${what}`;
        const file = files.find((it) => it.path.endsWith(`/${path}`));
        const place = placeOf({ file, path, line, message });
        findings.add({ ...place, severity: 'error', message }, occurrence);
      }
    }
  } finally {
    bench.discard();
  }
  return chosen.length;
}

function differsFrom(first: MadeProject | undefined): (other: MadeProject) => boolean {
  const of = (it: MadeProject | undefined, key: string) => it?.occurrence.facets.get(key);
  return (other) => ['queue', 'mode'].every((key) => of(other, key) !== of(first, key));
}

/** The first line that says what is wrong, or the last one of all. */
function gist(lines: readonly string[]): string {
  const telling = lines.find((it) => /\b(error|FAILED|failed:)|\(DK\d\d\)/.test(it));
  return (telling ?? lines.at(-1) ?? '').trim();
}

/** Where a compiler says that a line is wrong, the line; else the script that says it. */
function faultIn(gist: string): { path: string; line: number; what: string } {
  const [, path, line, what] = /^(\S[^:]*):(\d+):(?:\d+:)? (.+)$/.exec(gist) ?? [];
  return path && line && what
    ? { path, line: Number(line), what }
    : { path: 'Tests/run.sh', line: 1, what: gist };
}
