import type { CheckReport } from '../report.ts';

/** The contract's object, and the advice with each finding. */
export function asJson(report: CheckReport): string {
  const findings = report.findings.map((it) => ({
    rule: it.rule,
    severity: it.severity,
    file: it.path,
    line: it.line,
    column: it.column,
    message: it.message,
    advice: it.advice,
  }));
  return `${JSON.stringify({ findings, files: report.files })}\n`;
}
