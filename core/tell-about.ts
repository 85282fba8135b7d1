import type { Face } from './face.ts';
import { helpText } from './options/help-text.ts';
import { type Command, type Given, isOn } from './options/option.ts';
import { version } from './version.ts';

/**
 * Answers `--help` and `--version`.
 *
 * @param at.as the face as the help calls it
 * @returns whether one of them was asked for; then there is nothing else to do
 */
export function tellAbout(at: {
  readonly command: Command;
  readonly given: Given;
  readonly face: Face;
  readonly as: 'command' | 'yeoman';
}): boolean {
  if (isOn(at.given, 'help')) {
    at.face.print(helpText({ command: at.command, face: at.as }));
    return true;
  }
  if (isOn(at.given, 'version')) {
    at.face.print(`${version}\n`);
    return true;
  }
  return false;
}
