import type { Flag } from './option.ts';

/** Flags that say how a command runs; every command that writes has them. */
export const COMMON_FLAGS: readonly Flag[] = [
  commonSwitch('yes', 'ask nothing, take the defaults'),
  commonSwitch('dryRun', 'write nothing, show what would be written'),
  commonSwitch('force', 'overwrite files that differ, without asking'),
  commonSwitch('json', 'one JSON object on stdout, all else on stderr'),
  ...generalFlags(),
];

/** Flags that every command has, whatever it does. */
export function generalFlags(): Flag[] {
  return [
    commonSwitch('debug', 'show the stack of an error'),
    commonSwitch('help', 'show this help'),
    commonSwitch('version', 'show the version'),
  ];
}

/** A switch without a question. */
export function commonSwitch(key: string, help: string): Flag {
  return { key, kind: 'switch', placeholder: '', help };
}
