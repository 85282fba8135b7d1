import { findDext } from '../add/find-dext.ts';
import { remembered } from '../add/remembered.ts';
import { withTeamFlags } from '../options/templates-flag.ts';
import type { LineToRead, ReadLine } from '../read-line.ts';
import type { PackReference } from './find-pack.ts';
import { namedOnLine, openTeam } from './open-team.ts';

/**
 * Reads a line that names templates: their questions have flags there.
 *
 * @throws UsageError naming the flag; ProjectError where the templates cannot be used
 */
export function readNamed(at: LineToRead, spec: string): ReadLine {
  return readWith(at, namedOnLine(spec, at.cwd));
}

/**
 * Reads the line of `add` with the flags of the templates that the project remembers.
 *
 * @returns null where it remembers none
 * @throws as readNamed
 */
export function readRemembered(at: LineToRead): ReadLine | null {
  const project = at.line.peek('project') ?? null;
  const { upwards } = findDext({ cwd: at.cwd, project });
  const { templates } = remembered(upwards, at.cwd);
  return templates && readWith(at, templates.reference);
}

function readWith(at: LineToRead, reference: PackReference): ReadLine {
  const team = openTeam({ reference, cwd: at.cwd });
  const command = team ? withTeamFlags(at.command, team.optionsFor(at.asks)) : at.command;
  return { command, given: at.line.read(command) };
}
