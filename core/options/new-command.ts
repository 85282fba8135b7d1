import type { NewProjectAnswers } from './answers.ts';
import { COMMON_FLAGS } from './common-flags.ts';
import type { Command, Option } from './option.ts';
import { POWER_OPTION, PROJECT_OPTIONS } from './project-options.ts';
import { TEMPLATES_FLAG } from './templates-flag.ts';
import { TIMER_OPTIONS } from './timer-options.ts';

/** Every option of `new`, in the order in which it is asked. */
export const NEW_OPTIONS: readonly Option<NewProjectAnswers>[] = [
  ...PROJECT_OPTIONS,
  ...TIMER_OPTIONS,
  POWER_OPTION,
];

/** `new` as command line and help see it. */
export const NEW_COMMAND: Command = {
  invocation: { command: 'dext-timer new', yeoman: 'yo dext-timer' },
  summary: 'Writes ./<Name>/: a DriverKit driver with a timer and the Xcode project around it.',
  positional: { key: 'name', label: 'Name' },
  groups: [
    { title: 'Project', flags: PROJECT_OPTIONS },
    { title: 'Timer', flags: [...TIMER_OPTIONS, POWER_OPTION] },
    { title: 'Run', flags: [TEMPLATES_FLAG, ...COMMON_FLAGS] },
  ],
  examples: [
    'Acme',
    'Acme --yes --interval 20ms --queue dedicated',
    'Acme --yes --provider hid --vendor-id 1452 --product-id 0x024F',
  ],
};
