import { commonSwitch } from './common-flags.ts';
import type { Command, Flag } from './option.ts';
import type { TeamOptions } from './team-options.ts';

/** Names the templates of a team; see core/packs. */
export const TEMPLATES_FLAG: Flag = {
  key: 'templates',
  kind: 'text',
  placeholder: '<pack>',
  help: "a team's templates: a folder, or an installed npm package",
  allowed: 'a folder or an installed npm package; none for ours alone',
};

/** The value of --templates that means ours alone. */
export const NO_TEMPLATES = 'none';

export const TRUST_FLAG: Flag = commonSwitch('trust', 'run the templates that the project names');

/** A command as a team has it: with flags for its questions, and its own defaults in the help. */
export function withTeamFlags(command: Command, team: TeamOptions): Command {
  const groups: Command['groups'] = command.groups.map(({ title, flags }) => ({
    title,
    flags: flags.map((flag) => ({ ...flag, help: helpOf(flag, team) })),
  }));
  const own = team.questions.length > 0 ? [{ title: team.name, flags: team.questions }] : [];
  return { ...command, groups: [...groups.slice(0, -1), ...own, ...groups.slice(-1)] };
}

/** The help of a flag ends in its default, in brackets. */
function helpOf({ key, help }: Flag, team: TeamOptions): string {
  const text = team.defaults.get(key);
  if (text === undefined) {
    return help;
  }
  const what = team.locked.has(key) ? `locked to ${text}` : text.replaceAll('[name]', '<Name>');
  return `${help.replace(/ \([^()]*\)$/, '')} (${what})`;
}
