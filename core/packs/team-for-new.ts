import { quote } from '../options/quote.ts';
import type { TeamAnswers, TeamOptions } from '../options/team-options.ts';
import type { ProjectTeam } from '../plan/render-new-project.ts';
import { namedOnLine, openTeam } from './open-team.ts';
import { isForgotten, teamRecord } from './team-record.ts';
import type { TeamTemplates } from './team-templates.ts';

/** The templates of a team, for a new project. */
export interface TeamForNew {
  readonly options: TeamOptions;
  /** For stderr, one line each. */
  readonly notes: readonly string[];
  forProject(answers: TeamAnswers): ProjectTeam;
}

/**
 * Opens the templates that the line of `new` names.
 *
 * @returns null where it wants ours alone
 * @throws ProjectError with file and line
 */
export function teamForNew(spec: string, cwd: string): TeamForNew | null {
  const team = openTeam({ reference: namedOnLine(spec, cwd), cwd });
  return (
    team && {
      options: team.optionsFor('new'),
      notes: isForgotten(team, spec)
        ? [
            `.yo-rc.json keeps no absolute path. It will name the pack ${quote(team.name)}, and add finds that where it is installed; a relative path in --templates is kept.`,
          ]
        : [],
      forProject: (answers) => ({
        roots: team.roots,
        suspects: suspectsIn(team),
        answers,
        record: teamRecord({ team, spec, answers }),
      }),
    }
  );
}

/** The templates that C++ comes from. */
function suspectsIn({ packs }: TeamTemplates): string[] {
  return packs.flatMap(({ root, files }) =>
    files
      .filter(({ template }) => /^(?:timer|hooks|provider|project\/Driver)\//.test(template))
      .map(({ template }) => root.shownAs + template),
  );
}
