/** What `dext-timer` can do, one line a job. */
export function overview(): string {
  return `Usage: dext-timer <command> [options]

Drivers for macOS DriverKit whose timer starts, ticks, rests and stops safely.

Commands:
  new [Name]       write a driver with a timer, and the Xcode project around it
  add [TimerName]  put a timer into a driver that is there
  check [paths…]   find timer code that crashes, hangs or works by luck
  templates        list, eject and check the templates of a team
  explain [RULE]   say what a rule of check finds, why, and how to put it right

dext-timer <command> --help shows the options of a command; --version the
version.
`;
}
