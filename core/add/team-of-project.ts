import type { Face } from '../face.ts';
import { type Given, isOn, kebab } from '../options/option.ts';
import { quote } from '../options/quote.ts';
import { NO_TEAM, type TeamOptions } from '../options/team-options.ts';
import type { TeamTemplates } from '../packs/team-templates.ts';
import { ownTemplates, type TemplateRoots } from '../render/template-roots.ts';
import type { Remembered } from './remembered.ts';

/** The templates that a timer is added with, and what they and the project say of its options. */
export interface ProjectTemplates {
  readonly roots: TemplateRoots;
  readonly options: TeamOptions;
  /** The project's answers to the team's questions, as flags take them. */
  readonly answers: ReadonlyMap<string, string>;
  /** For stderr, one line each. */
  readonly notes: readonly string[];
}

/**
 * The templates that the line names or, without that, those that the project was made with. What
 * a project's file alone names is not used before a person has agreed to it.
 *
 * @throws ProjectError where they are not found or cannot be used, UsageError or Cancelled where
 *   nobody agrees
 */
export async function teamOfProject(at: {
  readonly given: Given;
  readonly project: Remembered;
  readonly face: Face;
}): Promise<ProjectTemplates> {
  const { given, project, face } = at;
  const spec = given.get('templates');
  const { templates } = project;
  if (spec === undefined && templates === null) {
    return withoutTeam(project);
  }
  // Loaded here: most projects have our templates alone.
  const { namedOnLine, openTeam } = await import('../packs/open-team.ts');
  const isOnLine = spec !== undefined || templates === null;
  const reference = isOnLine ? namedOnLine(spec ?? '', face.cwd) : templates.reference;
  const team = openTeam({ reference, cwd: face.cwd });
  if (!team) {
    return withoutTeam(project);
  }
  if (!isOnLine) {
    const { assertConsent } = await import('../packs/consent.ts');
    const [trusts, yes] = [isOn(given, 'trust'), isOn(given, 'yes')];
    await assertConsent({ team, said: reference.said, trusts, yes, face });
  }
  return withTeam(team, project);
}

function withoutTeam({ defaults }: Remembered): ProjectTemplates {
  const options = { ...NO_TEAM, defaults };
  return { roots: [ownTemplates()], options, answers: new Map(), notes: [] };
}

/** What the project remembers counts before the defaults of the team, which count before ours. */
function withTeam(team: TeamTemplates, { defaults, templates }: Remembered): ProjectTemplates {
  const options = team.optionsFor('add');
  const isAsked = (name: string) =>
    !options.locked.has(name) && options.questions.some((it) => it.key === name);
  const isAnswer = (name: string, text: string) =>
    options.questions.some((it) => it.key === name && 'value' in it.parse(text, {}));
  // Another team's answers mean nothing to this one.
  const own = templates?.name === team.name ? templates : null;
  const made = own?.version ?? team.version;
  const given = [...(own?.answers ?? [])].filter(([name]) => isAsked(name));
  return {
    roots: team.roots,
    options: { ...options, defaults: new Map([...options.defaults, ...defaults]) },
    answers: new Map(given.filter((it) => isAnswer(...it))),
    notes: [
      ...(made === team.version
        ? []
        : [`the project was made with ${team.name} ${made}; here is ${team.version}.`]),
      ...given
        .filter((it) => !isAnswer(...it))
        .map(
          ([name, text]) => `--${kebab(name)} was ${quote(text)}, which is not allowed any more.`,
        ),
    ],
  };
}
