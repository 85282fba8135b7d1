import type { CheckOptions } from '../options/resolve-check.ts';
import { type Paint, plain } from '../show/paint.ts';
import { plural } from '../show/plural.ts';
import type { CheckTools } from './check-tools.ts';
import { asGithub } from './formats/github.ts';
import { asJson } from './formats/json.ts';
import { asText } from './formats/text.ts';
import type { Judged } from './judge.ts';
import { countOf, summaryOf } from './report.ts';
import { writeReport } from './write-report.ts';

/** What is told, and how. */
export interface Told extends Judged {
  readonly options: CheckOptions;
  readonly tools: CheckTools;
}

/**
 * Prints or writes the report.
 *
 * @returns the exit status
 */
export async function tell(at: Told): Promise<number> {
  const { report, options, tools, maxWarnings } = at;
  const { face } = tools;
  if (options.outputFile === null) {
    face.print(await formatted(at, face.paint.print));
  } else {
    const text = await formatted(at, plain);
    writeReport({ cwd: face.cwd, file: options.outputFile, text });
    face.note(`${summaryOf(report)}\n`);
  }
  const { error, warning } = countOf(at.all);
  const status = statusOf(at);
  if (status === 1 && error === 0) {
    // Nothing else in the report says why the status is 1.
    face.note(`${plural(warning, 'warning')}; at most ${maxWarnings} are allowed.\n`);
  }
  return status;
}

/** 1 for an error, or for more warnings than are allowed. */
export function statusOf(at: Pick<Judged, 'all' | 'maxWarnings'>): number {
  const { error, warning } = countOf(at.all);
  return error > 0 || (at.maxWarnings !== null && warning > at.maxWarnings) ? 1 : 0;
}

async function formatted(
  { report, options, tools }: Pick<Told, 'report' | 'options' | 'tools'>,
  paint: Paint,
): Promise<string> {
  switch (options.format) {
    case 'json':
      return asJson(report);
    case 'github':
      return asGithub(report);
    case 'sarif':
      return (await import('./formats/sarif.ts')).asSarif(report, tools.rules);
    case 'text':
      return asText(report, paint);
  }
}
