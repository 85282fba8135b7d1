import { UnknownFlag } from './errors.ts';
import type { CommandLine } from './options/command-line.ts';
import type { Command, Given } from './options/option.ts';
import type { PackCommand } from './packs/manifest.ts';

/** A line, and the command that it is for. */
export interface LineToRead {
  readonly line: CommandLine;
  readonly command: Command;
  /** The command as team templates know it. */
  readonly asks: PackCommand;
  readonly cwd: string;
}

/** What was given, and the command with all flags that it has in this place. */
export interface ReadLine {
  readonly command: Command;
  readonly given: Given;
}

/**
 * Reads the line of a command whose flags may come from a team's templates in part: those that
 * the line names or, where it has a flag that is not ours, those that the project remembers.
 *
 * @throws UsageError naming the flag; ProjectError where the templates cannot be used
 */
export async function readLine(at: LineToRead): Promise<ReadLine> {
  const { line, command } = at;
  const spec = line.peek('templates');
  if (spec !== undefined) {
    return (await teamLine()).readNamed(at, spec);
  }
  try {
    return { command, given: line.read(command) };
  } catch (error) {
    const mayBeTheirs = error instanceof UnknownFlag && at.asks === 'add';
    const read = mayBeTheirs ? (await teamLine()).readRemembered(at) : null;
    if (read === null) {
      throw error;
    }
    return read;
  }
}

/** Loaded only here: most runs have our templates alone. */
async function teamLine() {
  return await import('./packs/team-line.ts');
}
