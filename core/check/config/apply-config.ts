import type { JsonFile } from '../../json/json-file.ts';
import type { Finding } from '../../rules/finding.ts';
import type { AfterSilencing } from '../silence.ts';
import type { Config, RuleSetting } from './config.ts';

/**
 * Gives findings the severity that the configuration wants, and silences those of rules that are
 * off. A rule that is off and found nothing is reported, where all that it is for was checked.
 *
 * @param at.found what the rules found, before anything was silenced
 * @param at.isWhole the whole folder of the configuration was checked
 */
export function applyConfig(at: {
  readonly config: Config;
  readonly after: AfterSilencing;
  readonly found: readonly Finding[];
  readonly isWhole: boolean;
}): AfterSilencing {
  const { config, after } = at;
  const settingOf = (finding: Finding) => config.rules.get(finding.rule);
  const isOff = (finding: Finding) => settingOf(finding)?.severity === 'off';
  const standing = [...after.findings, ...unusedIn(at)].filter((finding) => !isOff(finding));
  return {
    findings: standing.map((finding) => {
      const severity = settingOf(finding)?.severity;
      return severity === undefined || severity === 'off' ? finding : { ...finding, severity };
    }),
    silenced: [
      ...after.silenced,
      ...after.findings.filter(isOff).map((finding) => ({
        finding,
        by: 'configuration' as const,
        reason: settingOf(finding)?.reason ?? '',
      })),
    ],
  };
}

function unusedIn(at: {
  readonly config: Config;
  readonly found: readonly Finding[];
  readonly isWhole: boolean;
}): Finding[] {
  const { file, rules } = at.config;
  if (!file || !at.isWhole) {
    return [];
  }
  const used = new Set(at.found.map((finding) => finding.rule));
  return [...rules]
    .filter(([id, { severity }]) => severity === 'off' && id !== 'silencer' && !used.has(id))
    .map(([id, setting]) => unused(id, setting, file));
}

function unused(id: string, { line, column }: RuleSetting, file: JsonFile): Finding {
  return {
    rule: 'silencer',
    severity: 'warning',
    message: `${id} is turned off and finds nothing here.`,
    advice: 'Remove it, so that it does not hide what comes later.',
    path: file.path,
    line,
    column,
    related: [],
    within: '',
  };
}
