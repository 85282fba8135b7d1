import path from 'node:path';
import ignore from 'ignore';
import type { CheckOptions } from '../options/resolve-check.ts';
import type { Finding } from '../rules/finding.ts';
import type { CheckTools } from './check-tools.ts';
import { applyConfig } from './config/apply-config.ts';
import type { Config } from './config/config.ts';
import { findConfig } from './config/find-config.ts';
import { findSources } from './find-sources.ts';
import { withProgress } from './progress.ts';
import { readSource } from './read-source.ts';
import { inOrder, isAtLeast, plural } from './report.ts';
import { OWN_IDS } from './rule-ids.ts';
import { silence } from './silence.ts';
import { tell } from './tell.ts';

/**
 * find → read → analyse → silence → tell.
 *
 * @returns the exit status: 1 for an error, or for more warnings than are allowed
 * @throws UsageError, ProjectError
 */
export async function runCheck(options: CheckOptions, tools: CheckTools): Promise<number> {
  const { face, rules } = tools;
  const { cwd } = face;
  const ruleIds = [...rules.map((rule) => rule.id), ...OWN_IDS];
  const config = findConfig({ cwd, named: options.configFile, ruleIds });
  const sources = findSources({ cwd, paths: options.paths, isIgnored: ignoring(config) });
  const asked = new Set(sources.filter((it) => it.isAsked).map((it) => it.path));

  const read = sources.map(readSource);
  const texts = read.filter((it) => 'text' in it);
  const analysed = await withProgress(
    {
      face,
      what: `Checking ${plural(asked.size, 'file')}`,
      size: texts.reduce((sum, it) => sum + it.text.length, 0),
    },
    // Loaded here: help, a wrong line or an empty folder need no parser.
    async () => (tools.analyse ?? (await import('./analyse.ts')).analyse)(texts),
  );
  const found = [...read.filter((it) => 'rule' in it), ...analysed].filter((it) =>
    asked.has(it.path),
  );

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
  return tell({
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
    options,
    tools,
  });
}

function ignoring(config: Config): (place: string) => boolean {
  const { file, ignore: patterns } = config;
  if (!file || patterns.length === 0) {
    return () => false;
  }
  const matcher = ignore().add([...patterns]);
  const folder = path.dirname(file.place);
  return (place) => {
    const relative = path.relative(folder, place).replaceAll(path.sep, '/');
    return !relative.startsWith('../') && matcher.ignores(relative);
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
