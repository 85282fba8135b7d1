import type { Face } from '../face.ts';
import type { CheckOptions } from '../options/resolve-check.ts';
import type { Finding } from '../rules/finding.ts';
import type { Rule } from '../rules/rule.ts';
import { analyse, type SourceText } from './analyse.ts';
import { findSources } from './find-sources.ts';
import { asJson } from './formats/json.ts';
import { asText } from './formats/text.ts';
import { readSource } from './read-source.ts';
import { type CheckReport, countOf, inOrder, SEVERITIES } from './report.ts';

/** find → read → analyse → silence → report. */
export async function runCheck(at: {
  readonly options: CheckOptions;
  readonly face: Face;
  readonly rules: readonly Rule[];
  /** Stands in for the real one where the rules themselves are not the point. */
  readonly analyse?: (sources: readonly SourceText[]) => Promise<Finding[]>;
}): Promise<number> {
  const { options, face } = at;
  const sources = findSources({ cwd: face.cwd, paths: options.paths, isIgnored: () => false });
  const asked = new Set(sources.filter((it) => it.isAsked).map((it) => it.path));
  const read = sources.map(readSource);
  const texts = read.filter((it) => 'text' in it);
  const found = await (at.analyse ?? analyse)(texts);
  const findings = [...read.filter((it) => 'rule' in it), ...found].filter((it) =>
    asked.has(it.path),
  );
  const report: CheckReport = {
    findings: inOrder(findings).filter(
      (it) => SEVERITIES.indexOf(it.severity) <= SEVERITIES.indexOf(options.severity),
    ),
    silenced: [],
    files: asked.size,
    texts: new Map(texts.map((it) => [it.path, it.text])),
  };
  face.print(options.format === 'json' ? asJson(report) : asText(report, face.paint.print));
  return countOf(findings).error > 0 ? 1 : 0;
}
