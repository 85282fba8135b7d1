import path from 'node:path';
import type { TeamAnswers } from '../options/team-options.ts';
import type { TeamTemplates } from './team-templates.ts';

/** The templates of a team as `.yo-rc.json` keeps them, so that `add` uses the same. */
export interface TeamRecord {
  /** A package by its name, or a folder by the way from the project to it. */
  readonly pack: string;
  /** The name of the pack in that folder. */
  readonly name?: string;
  readonly version: string;
  /** Answers to the team's questions, as flags take them. */
  readonly answers?: Readonly<Record<string, string | boolean>>;
}

/** @param at.spec as given on the command line */
export function teamRecord(at: {
  readonly team: TeamTemplates;
  readonly spec: string;
  readonly answers: TeamAnswers;
}): TeamRecord {
  const { team, spec, answers } = at;
  const given = Object.entries(answers).flatMap(([name, answer]) =>
    answer === null ? [] : [[name, typeof answer === 'boolean' ? answer : String(answer)] as const],
  );
  const pack = specFromProject(team, spec);
  return {
    pack,
    ...(pack === team.name ? {} : { name: team.name }),
    version: team.version,
    ...(given.length > 0 ? { answers: Object.fromEntries(given) } : {}),
  };
}

/**
 * A folder by the way from the project, and one that was given by its whole path by the name of
 * its pack: the file tells nothing of this machine.
 */
function specFromProject(team: TeamTemplates, spec: string): string {
  return team.packs[0]?.isInstalled || isForgotten(team, spec)
    ? team.name
    : path.posix.join('..', spec.replaceAll(path.sep, '/'));
}

/** Whether the file will not tell where the pack is. */
export function isForgotten(team: TeamTemplates, spec: string): boolean {
  return !team.packs[0]?.isInstalled && path.isAbsolute(spec);
}
