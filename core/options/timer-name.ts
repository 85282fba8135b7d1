import { findClash } from './derived-names.ts';
import { parseIdentifier } from './identifier.ts';
import type { Parsed } from './parsed.ts';
import { quote } from './quote.ts';

/**
 * Checks a timer's name, which is the name of its handler method: a C++ identifier from which no
 * name follows that the driver or DriverKit has already.
 *
 * @param known the project's name, where it is known already
 */
export function parseTimerName(text: string, known: { readonly name?: string }): Parsed<string> {
  const parsed = parseIdentifier(text, 'Heartbeat');
  if ('problem' in parsed) {
    return parsed;
  }
  const problem = timerNameProblem(text, known);
  return problem === undefined ? parsed : { problem };
}

/** What is wrong with a timer's name beside others; undefined if nothing is. */
export function timerNameProblem(
  timer: string,
  known: { readonly name?: string },
): string | undefined {
  const clash = findClash({ name: known.name, timers: [{ name: timer }] });
  if (clash === undefined) {
    return undefined;
  }
  return clash.derived === timer
    ? `${quote(timer)} is a name that ${clash.owner} has already; choose another.`
    : `${quote(timer)} makes ${clash.derived}, a name that ${clash.owner} has already; choose another.`;
}
