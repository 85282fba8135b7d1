import { type Given, isOn } from './option.ts';

/** How a command runs, whatever it writes. */
export interface Switches {
  readonly yes: boolean;
  readonly dryRun: boolean;
  readonly force: boolean;
  readonly json: boolean;
}

export function switchesOf(given: Given): Switches {
  return {
    yes: isOn(given, 'yes'),
    dryRun: isOn(given, 'dryRun'),
    force: isOn(given, 'force'),
    json: isOn(given, 'json'),
  };
}
