import { escapeInvisible } from '../../options/quote.ts';
import { type Paint, SEVERITY_STYLE } from '../../show/paint.ts';
import { plural } from '../../show/plural.ts';
import type { TeamTemplates } from '../team-templates.ts';
import type { Occurrence, TemplatesFinding } from './findings.ts';
import { whereFound } from './where-found.ts';

/** What a check of a pack has come to. */
export interface CheckedPack {
  readonly team: TeamTemplates;
  readonly findings: readonly TemplatesFinding[];
  /** Everything that was tried. */
  readonly tried: readonly Occurrence[];
  /** Of how many projects the host tests were run. */
  readonly hostTests: number;
}

/** One line a finding, and a summary. */
export function checkText(of: CheckedPack, paint: Paint): string {
  const { findings, tried, team } = of;
  const lines = findings.map(({ path, line, severity, message, occurrences }) => {
    const where = whereFound(occurrences, tried);
    const place = paint('bold', `${path}:${line}:`);
    const what = severity === 'error' ? '' : `${paint(SEVERITY_STYLE[severity], severity)}: `;
    return `${place} ${what}${escapeInvisible(message)}${where === '' ? '' : ` (${where})`}\n`;
  });
  const counts = (['error', 'warning'] as const)
    .map(
      (severity) => [findings.filter((it) => it.severity === severity).length, severity] as const,
    )
    .filter(([count]) => count > 0)
    .map(([count, severity]) => plural(count, severity));
  const head = counts.length === 0 ? paint('green', 'No findings') : counts.join(', ');
  const ran = of.hostTests === 0 ? '' : `, and the host tests of ${of.hostTests}`;
  return `${lines.join('')}${lines.length > 0 ? '\n' : ''}${head} in ${team.name} ${team.version}: ${plural(countOf(tried, 'new'), 'project')}, ${plural(countOf(tried, 'add'), 'added timer')}${ran}.\n`;
}

/** One JSON object. */
export function checkAsJson({ team, findings, tried, hostTests }: CheckedPack): string {
  const object = {
    pack: { name: team.name, version: team.version },
    findings: findings.map(({ path, line, severity, message, occurrences }) => ({
      file: path,
      line,
      severity,
      message,
      where: whereFound(occurrences, tried),
    })),
    projects: countOf(tried, 'new'),
    addedTimers: countOf(tried, 'add'),
    hostTests,
  };
  return `${JSON.stringify(object)}\n`;
}

function countOf(tried: readonly Occurrence[], kind: Occurrence['in']): number {
  return tried.filter((it) => it.in === kind).length;
}
