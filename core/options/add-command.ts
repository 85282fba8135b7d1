import type { NewProjectAnswers } from './answers.ts';
import { COMMON_FLAGS, commonSwitch } from './common-flags.ts';
import type { Command, Flag, Option } from './option.ts';
import type { Parsed } from './parsed.ts';
import { quote } from './quote.ts';
import { TEMPLATES_FLAG, TRUST_FLAG } from './templates-flag.ts';
import { TIMER_OPTIONS } from './timer-options.ts';

/** An option of `add` that says where the timer goes; each is found where it is not given. */
export interface PlaceOption extends Flag {
  readonly kind: 'text';
  readonly allowed: string;
  parse(raw: string): Parsed<string>;
}

export const PROJECT_OPTION: PlaceOption = {
  key: 'project',
  kind: 'text',
  placeholder: '<dir>',
  help: "the driver's folder (found from here upwards)",
  allowed: 'an existing folder',
  parse: (raw) => (raw === '' ? { problem: '"" is not a folder.' } : { value: raw }),
};

export const CLASS_OPTION: PlaceOption = {
  key: 'class',
  kind: 'text',
  placeholder: '<Class>',
  help: 'the driver class, where there are several',
  allowed: 'the name of a class in an .iig file',
  parse: (raw) =>
    /^[A-Za-z_][A-Za-z0-9_]*$/.test(raw)
      ? { value: raw }
      : { problem: `${quote(raw)} is not the name of a class.` },
};

/** Every option of `add` that is asked, in that order: those of a timer. */
export const ADD_OPTIONS: readonly Option<NewProjectAnswers>[] = TIMER_OPTIONS;

/** What means something else than in `new`. */
const RUN_HELP: Readonly<Record<string, string>> = {
  dryRun: 'write nothing, print what would change as a patch',
  force: 'as with new; no file is ever overwritten whole',
};

/** `add` as command line and help see it. */
export const ADD_COMMAND: Command = {
  invocation: { command: 'dext-timer add', yeoman: 'yo dext-timer:timer' },
  summary:
    'Puts a timer into a driver that is there, in its own style: set up, ticking and stopped safely. Lines are added, none is changed.',
  positional: { key: 'timer', label: 'TimerName' },
  groups: [
    { title: 'Timer', flags: ADD_OPTIONS },
    { title: 'Driver', flags: [PROJECT_OPTION, CLASS_OPTION] },
    {
      title: 'Run',
      flags: [
        TEMPLATES_FLAG,
        TRUST_FLAG,
        ...COMMON_FLAGS.map((flag) => ({
          ...flag,
          help: RUN_HELP[flag.key] ?? flag.help,
        })).toSpliced(
          2,
          0,
          commonSwitch('manual', 'write nothing, print the code and where each part goes'),
        ),
      ],
    },
  ],
  examples: [
    'Poll',
    'Poll --yes --interval 20ms --queue dedicated',
    'Watchdog --mode one-shot --class AcmeDriver --dry-run',
  ],
};
