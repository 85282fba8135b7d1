import { escapeInvisible } from '../../options/quote.ts';
import type { Finding, Spot } from '../../rules/finding.ts';
import { type Paint, SEVERITY_STYLE } from '../../show/paint.ts';
import { type CheckReport, summaryOf } from '../report.ts';
import { codeLine } from './code-line.ts';

/** The report for people: each finding with its code, related places and what to do; a summary. */
export function asText(report: CheckReport, paint: Paint): string {
  const findings = report.findings.map((finding) => `${story(finding, report, paint)}\n\n`);
  return `${findings.join('')}${summary(report, paint)}\n`;
}

function summary(report: CheckReport, paint: Paint): string {
  const gravest = (['error', 'warning', 'info'] as const).find((severity) =>
    report.findings.some((finding) => finding.severity === severity),
  );
  return paint(gravest === undefined ? 'green' : SEVERITY_STYLE[gravest], summaryOf(report));
}

function story(finding: Finding, report: CheckReport, paint: Paint): string {
  const { severity, rule, message, advice } = finding;
  const spots = [finding, ...finding.related];
  const gutter = Math.max(...spots.map((spot) => String(spot.line).length));
  const colour = SEVERITY_STYLE[severity];
  const code = (spot: Spot, style: typeof colour) =>
    codeBlock({ spot, text: report.texts.get(spot.path), gutter, mark: (it) => paint(style, it) });
  return [
    `${paint('bold', placeOf(finding))}  ${paint(colour, severity)}  ${rule}  ${escapeInvisible(message)}`,
    ...code(finding, colour),
    ...finding.related.flatMap((spot) => [
      `  ${paint('bold', placeOf(spot))}  ${escapeInvisible(spot.what)}`,
      ...code(spot, 'cyan'),
    ]),
    ...(advice === '' ? [] : [`  = ${escapeInvisible(advice)}`]),
  ].join('\n');
}

function placeOf(spot: Spot): string {
  return `${escapeInvisible(spot.path)}:${spot.line}:${spot.column}`;
}

function codeBlock(at: {
  readonly spot: Spot;
  readonly text: string | undefined;
  readonly gutter: number;
  readonly mark: (text: string) => string;
}): string[] {
  const line = at.text === undefined ? undefined : codeLine(at.text, at.spot);
  if (line === undefined) {
    return [];
  }
  const mark = at.mark('^'.repeat(line.width));
  return [
    `  ${String(at.spot.line).padStart(at.gutter)} | ${line.text}`,
    `  ${' '.repeat(at.gutter)} | ${' '.repeat(line.indent)}${mark}`,
  ];
}
