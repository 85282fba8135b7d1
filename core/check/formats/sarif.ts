import type { Location, Log, Result } from 'sarif';
import type { Finding, Spot } from '../../rules/finding.ts';
import type { Rule } from '../../rules/rule.ts';
import { version } from '../../version.ts';
import { type CheckReport, inOrder, type Silenced } from '../report.ts';
import { Fingerprints } from './fingerprint.ts';
import { LEVELS, sarifRules } from './sarif-rules.ts';

/** SARIF 2.1.0, as code scanning takes it; silenced findings are in it, with their reasons. */
export function asSarif(report: CheckReport, rules: readonly Rule[]): string {
  const descriptors = sarifRules(rules);
  const indexOf = new Map(descriptors.map(({ id }, index) => [id, index]));
  const silenced = new Map(report.silenced.map((it) => [it.finding, it]));
  const fingerprints = new Fingerprints(report.texts);
  const findings = inOrder([...report.findings, ...silenced.keys()]);
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'dext-timer', version, semanticVersion: version, rules: descriptors },
        },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => ({
          ...resultOf(finding),
          ruleIndex: indexOf.get(finding.rule) ?? -1,
          partialFingerprints: { primaryLocationLineHash: fingerprints.of(finding) },
          ...suppressionOf(silenced.get(finding)),
        })),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function resultOf(finding: Finding): Result {
  const { rule, severity, message, advice, within, related } = finding;
  return {
    ruleId: rule,
    level: LEVELS[severity],
    message: { text: advice === '' ? message : `${message} ${advice}` },
    locations: [
      {
        ...locationOf(finding),
        ...(within !== '' && { logicalLocations: [{ fullyQualifiedName: within }] }),
      },
    ],
    ...(related.length > 0 && {
      relatedLocations: related.map((spot, index) => ({
        id: index + 1,
        ...locationOf(spot),
        message: { text: spot.what },
      })),
    }),
  };
}

function locationOf(spot: Spot): Location {
  return {
    physicalLocation: {
      artifactLocation: { uri: spot.path.split('/').map(encodeURIComponent).join('/') },
      region: { startLine: spot.line, startColumn: spot.column },
    },
  };
}

function suppressionOf(silenced: Silenced | undefined): Pick<Result, 'suppressions'> {
  return silenced === undefined
    ? {}
    : {
        suppressions: [
          {
            kind: silenced.by === 'comment' ? 'inSource' : 'external',
            justification: silenced.reason,
          },
        ],
      };
}
