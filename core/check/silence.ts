import type { Finding } from '../rules/finding.ts';
import type { SourceText } from './analyse.ts';
import type { Silenced } from './report.ts';
import { ruleIdOf, unknownRule } from './rule-ids.ts';
import { type Silencer, silencersIn } from './silencer.ts';

/** What is left of findings once those that a comment allows are taken away. */
export interface AfterSilencing {
  /** Findings that stand, and what is wrong with the silencers themselves. */
  readonly findings: readonly Finding[];
  readonly silenced: readonly Silenced[];
}

/**
 * Applies the silencers in the sources. One without a reason silences nothing; that is reported,
 * as are those that had nothing to silence.
 *
 * @param at.ruleIds what a silencer may name
 */
export function silence(at: {
  readonly findings: readonly Finding[];
  readonly sources: readonly SourceText[];
  readonly ruleIds: readonly string[];
}): AfterSilencing {
  const silencers = at.sources.flatMap(silencersIn);
  const entries = silencers.flatMap((silencer) => entriesOf(silencer, at.ruleIds));
  const used = new Set<Entry>();
  const silenced: Silenced[] = [];
  const standing = at.findings.filter((finding) => {
    const fitting = entries.filter((entry) => fits(entry, finding));
    for (const entry of fitting) {
      used.add(entry);
    }
    const [first] = fitting;
    if (first) {
      silenced.push({ finding, by: 'comment', reason: first.silencer.reason });
    }
    return !first;
  });
  const unused = entries.filter((entry) => !used.has(entry)).map(unusedFinding);
  const faults = silencers.flatMap((silencer) => faultsOf(silencer, at.ruleIds));
  return { findings: [...standing, ...unused, ...faults], silenced };
}

/** One rule of one silencer that may work. */
interface Entry {
  readonly silencer: Silencer;
  readonly rule: string;
}

function entriesOf(silencer: Silencer, ruleIds: readonly string[]): Entry[] {
  const rules = silencer.ids.map((id) => ruleIdOf(id, ruleIds)).filter((id) => id !== undefined);
  return silencer.reason === '' ? [] : [...new Set(rules)].map((rule) => ({ silencer, rule }));
}

function fits({ silencer, rule }: Entry, finding: Finding): boolean {
  const { lines } = silencer;
  return (
    finding.rule === rule &&
    finding.path === silencer.path &&
    (lines === null || (lines.from <= finding.line && finding.line <= lines.to))
  );
}

function unusedFinding({ silencer, rule }: Entry): Finding {
  const where = silencer.lines === null ? 'in this file' : `in line ${silencer.lines.from}`;
  return about(
    silencer,
    `This silencer has nothing to silence: ${rule} finds nothing ${where}.`,
    'Remove it, so that it does not hide what comes later.',
  );
}

function faultsOf(silencer: Silencer, ruleIds: readonly string[]): Finding[] {
  const form = '// dext-timer: allow DK06 -- why it is safe here';
  if (silencer.isGarbled) {
    return [about(silencer, 'This silencer is not understood.', `Write it like this: ${form}`)];
  }
  const unknown = silencer.ids.filter((id) => ruleIdOf(id, ruleIds) === undefined);
  const faults = unknown.map((id) =>
    about(
      silencer,
      `This silencer is for a rule that there is not: ${unknownRule(id, ruleIds)}`,
      '',
    ),
  );
  const silent = `This silencer gives no reason, so ${silencer.ids.join(', ')} is still reported.`;
  return silencer.reason === ''
    ? [...faults, about(silencer, silent, `Say why behind two hyphens: ${form}`)]
    : faults;
}

function about(silencer: Silencer, message: string, advice: string): Finding {
  const { path, line, column } = silencer;
  return {
    rule: 'silencer',
    severity: 'warning',
    message,
    advice,
    path,
    line,
    column,
    related: [],
    within: '',
  };
}
