import { derivedNames } from './derived-names.ts';
import { parseIdentifier } from './identifier.ts';
import type { Parsed } from './parsed.ts';
import { quote } from './quote.ts';
import { APP_TYPES, DRIVERKIT_NAME, SWIFT_MODULES, WINDOWS_DEVICE } from './reserved-names.ts';
import { timerNameProblem } from './timer-name.ts';

/**
 * Checks a project's name. It names a folder, a Swift module and, with `Driver` behind it, a C++
 * class; all three must be free to take it.
 *
 * @param known the first timer's name, where it is known already
 */
export function parseProjectName(text: string, known: { readonly timer?: string }): Parsed<string> {
  const parsed = parseIdentifier(text, 'Acme');
  if ('problem' in parsed) {
    return parsed;
  }
  const { driverClass } = derivedNames({ name: text, timers: [] });
  if (DRIVERKIT_NAME.test(driverClass)) {
    return {
      problem: `${quote(text)} makes ${driverClass}, a class of DriverKit; choose another.`,
    };
  }
  if (SWIFT_MODULES.has(text)) {
    return {
      problem: `${quote(text)} is a module of Apple's; the app could not import it. Choose another name.`,
    };
  }
  if (APP_TYPES.has(text)) {
    return {
      problem: `${quote(text)} is a type of the app that comes with the driver; choose another name.`,
    };
  }
  if (WINDOWS_DEVICE.test(text)) {
    return {
      problem: `${quote(text)} is a device on Windows, where no folder can have that name; choose another.`,
    };
  }
  const timerProblem =
    known.timer === undefined ? undefined : timerNameProblem(known.timer, { name: text });
  return timerProblem === undefined
    ? parsed
    : { problem: `${quote(text)} does not go with the timer: ${timerProblem}` };
}

/**
 * Makes an UpperCamelCase name of a folder's name: `my-driver` → MyDriver, `2024 été` → Ete.
 *
 * @returns undefined where no valid name comes out, for example of a folder in another script
 */
export function nameFromFolder(folderName: string): string | undefined {
  const name = folderName
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '') // the accents, which now stand behind their letters
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('')
    .replace(/^[0-9]+/, '')
    .replace(/^[a-z]/, (letter) => letter.toUpperCase());
  return 'value' in parseProjectName(name, {}) ? name : undefined;
}
