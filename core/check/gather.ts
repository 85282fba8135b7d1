import path from 'node:path';
import ignore from 'ignore';
import { quote } from '../options/quote.ts';
import type { CheckOptions } from '../options/resolve-check.ts';
import type { Finding } from '../rules/finding.ts';
import { shownPath } from '../show/shown-path.ts';
import type { SourceText } from './analyse.ts';
import type { CheckTools } from './check-tools.ts';
import type { Config } from './config/config.ts';
import { findConfig } from './config/find-config.ts';
import { findSources, type Source } from './find-sources.ts';
import { readSource } from './read-source.ts';
import { OWN_IDS } from './rule-ids.ts';

/** All that a run of check is about, before anybody has looked into it. */
export interface Gathered {
  readonly config: Config;
  /** Rules and what the checker says of itself. */
  readonly ruleIds: readonly string[];
  readonly sources: readonly Source[];
  /** Paths of the files whose findings are reported. */
  readonly asked: ReadonlySet<string>;
  readonly texts: readonly SourceText[];
  /** One for each file that could not be read. */
  readonly unread: readonly Finding[];
}

/**
 * find → read.
 *
 * @throws UsageError, ProjectError
 */
export function gather(options: CheckOptions, { face, rules }: CheckTools): Gathered {
  const { cwd } = face;
  const ruleIds = [...rules.map((rule) => rule.id), ...OWN_IDS];
  const config = findConfig({ cwd, named: options.configFile, ruleIds });
  const sources = findSources({
    cwd,
    paths: options.paths,
    isIgnored: ignoring(config),
    onUnread: (folder) =>
      face.note(`Note: ${quote(shownPath(cwd, folder))} is not searched: it may not be read.\n`),
  });
  const read = sources.map(readSource);
  return {
    config,
    ruleIds,
    sources,
    asked: new Set(sources.filter((it) => it.isAsked).map((it) => it.path)),
    texts: read.filter((it) => 'text' in it),
    unread: read.filter((it) => 'rule' in it),
  };
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
