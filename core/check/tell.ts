import type { CheckOptions } from '../options/resolve-check.ts';
import type { Finding } from '../rules/finding.ts';
import { type Paint, plain } from '../show/paint.ts';
import type { CheckTools } from './check-tools.ts';
import { asGithub } from './formats/github.ts';
import { asJson } from './formats/json.ts';
import { asText } from './formats/text.ts';
import { type CheckReport, countOf, plural, summaryOf } from './report.ts';
import { writeReport } from './write-report.ts';

/**
 * Prints or writes the report.
 *
 * @param at.all all findings, those too that are not grave enough to be shown: they count
 * @returns the exit status
 */
export async function tell(at: {
  readonly report: CheckReport;
  readonly all: readonly Finding[];
  readonly maxWarnings: number | null;
  readonly options: CheckOptions;
  readonly tools: CheckTools;
}): Promise<number> {
  const { report, options, tools, maxWarnings } = at;
  const { face } = tools;
  if (options.outputFile === null) {
    face.print(await formatted(at, face.paint.print));
  } else {
    const text = await formatted(at, plain);
    writeReport({ cwd: face.cwd, file: options.outputFile, text });
    face.note(`${summaryOf(report)}\n`);
  }
  const counts = countOf(at.all);
  const tooMany = maxWarnings !== null && counts.warning > maxWarnings;
  if (tooMany && counts.error === 0) {
    // Nothing else in the report says why the status is 1.
    face.note(`${plural(counts.warning, 'warning')}; at most ${maxWarnings} are allowed.\n`);
  }
  return counts.error > 0 || tooMany ? 1 : 0;
}

async function formatted(
  { report, options, tools }: Pick<Parameters<typeof tell>[0], 'report' | 'options' | 'tools'>,
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
