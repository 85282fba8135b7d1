import path from 'node:path';
import type { CheckOptions } from '../options/resolve-check.ts';
import type { Finding } from '../rules/finding.ts';
import type { SourceText } from './analyse.ts';
import { applyConfig } from './config/apply-config.ts';
import type { Config } from './config/config.ts';
import type { Gathered } from './gather.ts';
import { type CheckReport, inOrder, isAtLeast } from './report.ts';
import { silence } from './silence.ts';

/** What stands of all that was found. */
export interface Judged {
  readonly report: CheckReport;
  /** Those too that are not grave enough to be shown: they count. */
  readonly all: readonly Finding[];
  readonly maxWarnings: number | null;
}

/**
 * silence → configure → choose.
 *
 * @param at.texts the sources as they were analysed
 * @param at.analysed what was found in them
 */
export function judge(at: {
  readonly gathered: Gathered;
  readonly texts: readonly SourceText[];
  readonly analysed: readonly Finding[];
  readonly options: CheckOptions;
  readonly cwd: string;
}): Judged {
  const { options, texts, cwd } = at;
  const { config, asked, unread, ruleIds } = at.gathered;
  const found = [...unread, ...at.analysed].filter((it) => asked.has(it.path));
  const after = silence({
    findings: found,
    sources: texts.filter((it) => asked.has(it.path)),
    // A silencer that silenced silencers would say nothing of the code.
    ruleIds: ruleIds.filter((id) => id !== 'silencer'),
  });
  const { findings, silenced } = applyConfig({
    config,
    after,
    found,
    isWhole: isWhole({ config, cwd, paths: options.paths }),
  });
  const wanted = (it: Finding) =>
    options.rules === null || it.rule === 'parse' || options.rules.includes(it.rule);
  const all = inOrder(findings.filter(wanted));
  return {
    report: {
      findings: all.filter((it) => isAtLeast(it.severity, options.severity)),
      silenced: silenced.filter((it) => wanted(it.finding)),
      files: asked.size,
      texts: new Map(
        [...texts, ...(config.file ? [config.file] : [])].map((it) => [it.path, it.text]),
      ),
    },
    all,
    maxWarnings: options.maxWarnings ?? config.maxWarnings,
  };
}

/** Whether everything that the configuration is for was checked. */
function isWhole(at: {
  readonly config: Config;
  readonly cwd: string;
  readonly paths: readonly string[];
}): boolean {
  const { file } = at.config;
  const paths = at.paths.length === 0 ? ['.'] : at.paths;
  return (
    file !== null &&
    paths.some((typed) => {
      const way = path.relative(path.resolve(at.cwd, typed), file.place);
      return !way.startsWith('..') && way !== '' && !path.isAbsolute(way);
    })
  );
}
