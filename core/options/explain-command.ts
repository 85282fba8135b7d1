import { commonSwitch, generalFlags } from './common-flags.ts';
import type { Command } from './option.ts';

/** `explain` as command line and help see it; there is no generator of that name. */
export const EXPLAIN_COMMAND: Command = {
  invocation: { command: 'dext-timer explain', yeoman: 'dext-timer explain' },
  summary:
    'Says what a rule of check finds, why it matters, how that is known, and how to put it right. Without a rule it lists them all.',
  positional: { key: 'rule', label: 'RULE' },
  groups: [
    { title: 'Run', flags: [commonSwitch('json', 'one JSON object on stdout'), ...generalFlags()] },
  ],
  examples: ['', 'DK01'],
};
