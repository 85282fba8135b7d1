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

/** A command with flags for the questions of a team. */
export function withTeamFlags(command: Command, team: TeamOptions): Command {
  if (team.questions.length === 0) {
    return command;
  }
  const own = { title: team.name, flags: team.questions };
  return { ...command, groups: command.groups.toSpliced(-1, 0, own) };
}
