import type { Site } from '../flow/events.ts';
import { positionOf } from '../source/source-file.ts';
import type { Finding, RelatedSpot, Severity } from './finding.ts';

/** What a rule says of one place. */
export interface Report {
  readonly rule: string;
  readonly severity: Severity;
  readonly site: Site;
  /** One sentence: what happens at run time. */
  readonly message: string;
  /** One sentence: what to do about it. */
  readonly advice: string;
  readonly related?: readonly Related[];
}

/** Another place of the story, and what is there, in lower case. */
export interface Related {
  readonly site: Site;
  readonly what: string;
}

/** Makes a finding: offsets become lines and columns. */
export function report(at: Report): Finding {
  const { site } = at;
  return {
    rule: at.rule,
    severity: at.severity,
    ...spotOf(site),
    message: at.message,
    advice: at.advice,
    related: (at.related ?? []).map((it): RelatedSpot => ({ ...spotOf(it.site), what: it.what })),
    within: site.within,
  };
}

function spotOf(site: Site) {
  return { path: site.file.path, ...positionOf(site.file, site.start) };
}
