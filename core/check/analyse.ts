import { isApples } from '../dext/apples-own.ts';
import { modelOf } from '../dext/model-of.ts';
import { Engine } from '../flow/engine.ts';
import { liveAsService, runEachMethod } from '../flow/lifecycle.ts';
import type { Finding } from '../rules/finding.ts';
import { roleOf } from '../rules/role.ts';
import { RULES } from '../rules/rules.ts';
import type { ClassAnalysis, RuleSubject } from '../rules/subject.ts';
import { loadParser, type SourceParser } from '../source/parse.ts';
import type { SourceFile } from '../source/source-file.ts';
import { gravest } from './gravest.ts';
import { parseFindings } from './parse-findings.ts';

/** A file's text, with the path that findings are to carry. */
export interface SourceText {
  /** Relative to the working directory, separated by `/`. */
  readonly path: string;
  readonly text: string;
  /** Somebody named this file, and not only a folder above it. */
  readonly isNamed?: boolean;
}

/**
 * Parses the sources and runs every rule over the classes in them. They belong together: a class
 * may be declared in one and defined in several.
 *
 * @returns findings in no particular order, `parse` ones for files that were not understood
 *   included; silencers and configuration are not applied yet
 */
export async function analyse(sources: readonly SourceText[]): Promise<Finding[]> {
  return examine({ parser: await loadParser(), sources }).findings;
}

/** What was found, and what it was found in. */
export interface Examined {
  readonly files: readonly SourceFile[];
  readonly subject: RuleSubject;
  readonly findings: Finding[];
}

/** The same, for who wants to know more of a finding's place than its line. */
export function examine(at: {
  readonly parser: SourceParser;
  readonly sources: readonly SourceText[];
}): Examined {
  const files = at.sources.map((it) => at.parser.parse(it));
  const subject = subjectOf(files, at.parser);
  const found = RULES.flatMap((rule) => rule.check(subject));
  const named = new Set(at.sources.filter((it) => it.isNamed).map((it) => it.path));
  const lost = parseFindings({ files, dext: subject.dext, named });
  return { files, subject, findings: gravest([...lost, ...found]) };
}

/** The model of the sources, with all that happens in it: what rules look at. */
export function subjectOf(files: readonly SourceFile[], parser: SourceParser): RuleSubject {
  const dext = modelOf(files);
  const engine = new Engine({ dext, parser });
  const own = dext.classes.filter((it) => !isApples(dext, it));
  const withRoles = own.map((model) => ({ model, role: roleOf(model) }));
  // Services first: what they call of helper classes is then known, and need not be run alone.
  const services = withRoles
    .filter((it) => it.role === 'service')
    .map((it): ClassAnalysis => ({ ...it, runs: liveAsService(engine, it.model) }));
  const others = withRoles
    .filter((it) => it.role !== 'service')
    .map((it): ClassAnalysis => ({ ...it, runs: runEachMethod(engine, it.model) }));
  return { dext, classes: [...services, ...others], provider: engine.provider };
}
