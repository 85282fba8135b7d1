import type { Severity } from '../rules/finding.ts';
import { parseChoice } from './choice-option.ts';
import { commonSwitch, generalFlags } from './common-flags.ts';
import type { Command, Flag } from './option.ts';
import type { Parsed } from './parsed.ts';
import { quote } from './quote.ts';

/** An option of `check`: there is no question, so flag and validation are all of it. */
export interface CheckOption<T> extends Flag {
  readonly kind: 'text' | 'choice';
  readonly allowed: string;
  parse(raw: string): Parsed<T>;
}

export type Format = 'text' | 'json' | 'sarif' | 'github';

export const FORMAT_OPTION = choiceOption<Format>({
  key: 'format',
  values: ['text', 'json', 'sarif', 'github'],
  help: 'text | json | sarif | github [text]',
});

export const SEVERITY_OPTION = choiceOption<Severity>({
  key: 'severity',
  values: ['error', 'warning', 'info'],
  help: 'report this and what is graver: error | warning | info [info]',
});

/** Which ids there are is known to the rules, not here: see resolveCheck. */
export const RULE_OPTION = {
  key: 'rule',
  kind: 'text',
  placeholder: '<id[,id…]>',
  help: 'run only these rules [all]',
  allowed: 'rule ids, separated by commas: DK01,DK06',
} satisfies Flag;

export const MAX_WARNINGS_OPTION: CheckOption<number> = {
  key: 'maxWarnings',
  kind: 'text',
  placeholder: '<count>',
  help: 'exit with 1 where there are more warnings [any number]',
  allowed: 'a whole number, 0 or more',
  parse: (raw) =>
    /^\d{1,9}$/.test(raw)
      ? { value: Number(raw) }
      : { problem: `${quote(raw)} is not a whole number, 0 or more.` },
};

export const OUTPUT_FILE_OPTION = fileOption('outputFile', 'write the report there [stdout]');

export const CONFIG_OPTION = fileOption('config', 'configuration [found from here upwards]');

export const FIX_FLAG = commonSwitch(
  'fix',
  'put right what can be proved to be right afterwards; show it first, and ask',
);
export const YES_FLAG = commonSwitch('yes', 'with --fix: write without asking');
export const DRY_RUN_FLAG = commonSwitch('dryRun', 'with --fix: show the changes, write nothing');

/** `check` as command line and help see it. */
export const CHECK_COMMAND: Command = {
  invocation: { command: 'dext-timer check', yeoman: 'yo dext-timer:check' },
  summary:
    'Finds timer code in DriverKit drivers that asserts, crashes, hangs or works by luck: in files, in folders, or in all that is below the working directory.',
  positional: { key: 'paths', label: 'paths', many: true },
  groups: [
    {
      title: 'Report',
      flags: [
        FORMAT_OPTION,
        commonSwitch('json', 'the same as --format json'),
        SEVERITY_OPTION,
        RULE_OPTION,
        MAX_WARNINGS_OPTION,
        OUTPUT_FILE_OPTION,
      ],
    },
    { title: 'Fix', flags: [FIX_FLAG, YES_FLAG, DRY_RUN_FLAG] },
    { title: 'Run', flags: [CONFIG_OPTION, ...generalFlags()] },
  ],
  examples: ['', 'Driver --severity warning', '--fix', '--format sarif --output-file check.sarif'],
};

function choiceOption<T extends string>(of: {
  readonly key: string;
  readonly values: readonly T[];
  readonly help: string;
}): CheckOption<T> {
  return {
    key: of.key,
    kind: 'choice',
    placeholder: `<${of.key}>`,
    help: of.help,
    allowed: of.values.join(' | '),
    parse: (raw) => parseChoice(raw, of.values),
  };
}

function fileOption(key: string, help: string): CheckOption<string> {
  return {
    key,
    kind: 'text',
    placeholder: '<file>',
    help,
    allowed: 'a path',
    parse: (raw) => (raw === '' ? { problem: '"" is not a path.' } : { value: raw }),
  };
}
