import { OWN_IDS, ruleIdOf, unknownRule } from '../check/rule-ids.ts';
import { UsageError } from '../errors.ts';
import type { Severity } from '../rules/finding.ts';
import {
  type CheckOption,
  CONFIG_OPTION,
  DRY_RUN_FLAG,
  FIX_FLAG,
  FORMAT_OPTION,
  type Format,
  MAX_WARNINGS_OPTION,
  OUTPUT_FILE_OPTION,
  RULE_OPTION,
  SEVERITY_OPTION,
  YES_FLAG,
} from './check-command.ts';
import { type Given, isOn, labelOf, listOf } from './option.ts';
import { quote } from './quote.ts';

/** What `check` is asked to do. */
export interface CheckOptions {
  /** As given; none means the working directory. */
  readonly paths: readonly string[];
  readonly format: Format;
  /** The least grave that is reported. */
  readonly severity: Severity;
  /** Ids; null for all. */
  readonly rules: readonly string[] | null;
  /** Null where the command line does not say. */
  readonly maxWarnings: number | null;
  readonly outputFile: string | null;
  readonly configFile: string | null;
  /** Put right what can be. */
  readonly fix: boolean;
  readonly yes: boolean;
  readonly dryRun: boolean;
}

/**
 * Validates the options of `check`.
 *
 * @param at.ruleIds the rules that there are
 * @throws UsageError naming the flag
 */
export function resolveCheck(at: {
  readonly given: Given;
  readonly ruleIds: readonly string[];
}): CheckOptions {
  const { given } = at;
  return {
    paths: listOf(given, 'paths'),
    format: formatOf(given),
    severity: readValue(given, SEVERITY_OPTION) ?? 'info',
    rules: rulesOf(given, [...at.ruleIds, ...OWN_IDS]),
    maxWarnings: readValue(given, MAX_WARNINGS_OPTION) ?? null,
    outputFile: readValue(given, OUTPUT_FILE_OPTION) ?? null,
    configFile: readValue(given, CONFIG_OPTION) ?? null,
    ...fixingOf(given),
  };
}

function fixingOf(given: Given): Pick<CheckOptions, 'fix' | 'yes' | 'dryRun'> {
  const fix = isOn(given, FIX_FLAG.key);
  for (const flag of fix ? [] : [YES_FLAG, DRY_RUN_FLAG]) {
    if (isOn(given, flag.key)) {
      const label = labelOf(flag);
      throw usageError(
        label,
        `${label} goes with ${labelOf(FIX_FLAG)}: check alone writes nothing.`,
      );
    }
  }
  return { fix, yes: isOn(given, YES_FLAG.key), dryRun: isOn(given, DRY_RUN_FLAG.key) };
}

function formatOf(given: Given): Format {
  const format = readValue(given, FORMAT_OPTION);
  if (!isOn(given, 'json')) {
    return format ?? 'text';
  }
  if (format !== undefined && format !== 'json') {
    throw usageError(
      '--json',
      `--json and --format ${format} are both given; --json means --format json, so give one of them.`,
    );
  }
  return 'json';
}

function rulesOf(given: Given, ids: readonly string[]): string[] | null {
  const text = given.get(RULE_OPTION.key);
  const flag = labelOf(RULE_OPTION);
  return (
    text?.split(',').map((part) => {
      if (part.trim() === '') {
        throw usageError(
          flag,
          `${flag}: ${quote(text)} names no rule; give ${RULE_OPTION.allowed}.`,
        );
      }
      const id = ruleIdOf(part, ids);
      if (id === undefined) {
        throw usageError(flag, `${flag}: ${unknownRule(part, ids)}`);
      }
      return id;
    }) ?? null
  );
}

function readValue<T>(given: Given, option: CheckOption<T>): T | undefined {
  const raw = given.get(option.key);
  if (raw === undefined) {
    return undefined;
  }
  const parsed = option.parse(raw);
  if ('problem' in parsed) {
    const flag = labelOf(option);
    throw usageError(flag, `${flag}: ${parsed.problem}`);
  }
  return parsed.value;
}

function usageError(flag: string, message: string): UsageError {
  return new UsageError({ code: 'usage', message, flag });
}
