import type { Finding } from '../../rules/finding.ts';
import type { CheckReport } from '../report.ts';

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** One workflow command a finding, which GitHub Actions shows beside the code. */
export function asGithub(report: CheckReport): string {
  return report.findings.map(command).join('');
}

function command(finding: Finding): string {
  const properties = Object.entries({
    file: finding.path,
    line: String(finding.line),
    col: String(finding.column),
    title: finding.rule,
  }).map(([name, value]) => `${name}=${escapedProperty(value)}`);
  const text = finding.advice === '' ? finding.message : `${finding.message}\n${finding.advice}`;
  return `::${COMMANDS[finding.severity]} ${properties.join(',')}::${escaped(text)}\n`;
}

/** What @actions/core does: a line break would end the command. */
function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
