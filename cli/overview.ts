import { NEW_COMMAND } from '../core/options/new-command.ts';

/** What `dext-timer` can do, one line a job. */
export function overview(): string {
  return `Usage: dext-timer <command> [options]

Drivers for macOS DriverKit whose timer starts, ticks, rests and stops safely.

Commands:
  new [Name]   ${NEW_COMMAND.summary}

dext-timer <command> --help shows the options of a command; --version the version.
`;
}
