import { COMMON_FLAGS, commonSwitch, generalFlags } from './common-flags.ts';
import type { Command, Flag } from './option.ts';
import { TEMPLATES_FLAG } from './templates-flag.ts';

/** What can be done about templates, each a command of its own. */
export const TEMPLATES_ACTIONS = ['list', 'eject', 'check'] as const;
export type TemplatesAction = (typeof TEMPLATES_ACTIONS)[number];

const JSON_FLAG = commonSwitch('json', 'one JSON object on stdout, all else on stderr');

/** The folder of the pack that ejected templates go into. */
const INTO_FLAG: Flag = {
  ...TEMPLATES_FLAG,
  placeholder: '<folder>',
  help: "the pack's folder; made where it is not there",
  allowed: 'a folder',
};

/** `templates` without an action, as command line and help see it. */
export const TEMPLATES_COMMAND: Command = {
  invocation: { command: 'dext-timer templates', yeoman: 'yo dext-timer:templates' },
  summary:
    'Templates of a team. list shows every template, who provides it and what it overrides; eject copies ours into a pack, as a start; check renders a pack for all kinds of projects and judges what comes out.',
  positional: { key: 'action', label: TEMPLATES_ACTIONS.join(' | ') },
  groups: [{ title: 'Run', flags: generalFlags() }],
  examples: TEMPLATES_ACTIONS.map((action) => `${action} --help`),
};

/** Each action as command line and help see it. */
export const TEMPLATES_COMMANDS: Readonly<Record<TemplatesAction, Command>> = {
  list: {
    invocation: invocationOf('list'),
    summary:
      'Shows every template and partial, who provides it, and what overrides what; of ejected ones, whether ours have changed since. Nothing of a pack is executed.',
    groups: [
      { title: 'Templates', flags: [TEMPLATES_FLAG] },
      { title: 'Run', flags: [JSON_FLAG, ...generalFlags()] },
    ],
    examples: ['', '--templates ./acme-templates', '--templates @acme/dext-templates --json'],
  },
  eject: {
    invocation: invocationOf('eject'),
    summary:
      'Copies templates of ours into a pack, to be changed there, with a note of the version that they came from. A path is one that list shows, or a folder of them.',
    positional: { key: 'paths', label: 'path', many: true },
    groups: [
      { title: 'Templates', flags: [INTO_FLAG] },
      {
        title: 'Run',
        flags: COMMON_FLAGS.map((flag) =>
          flag.key === 'force' ? { ...flag, help: 'eject anew what the pack has already' } : flag,
        ),
      },
    ],
    examples: ['timer/log.ejs --templates acme-templates', 'hooks/ --templates acme-templates'],
  },
  check: {
    invocation: invocationOf('check'),
    summary:
      'Renders a pack for every combination of provider, queue, mode, clock and power, and for every choice of its questions, and judges what comes out: template syntax and names, the rules of check, the structure of the project files, timers added to a class of somebody else, and the host tests where there is a clang. This runs the pack.',
    positional: { key: 'pack', label: 'pack' },
    groups: [{ title: 'Run', flags: [JSON_FLAG, ...generalFlags()] }],
    examples: ['./acme-templates', '@acme/dext-templates --json'],
  },
};

function invocationOf(action: TemplatesAction): Command['invocation'] {
  const { command, yeoman } = TEMPLATES_COMMAND.invocation;
  return { command: `${command} ${action}`, yeoman: `${yeoman} ${action}` };
}
