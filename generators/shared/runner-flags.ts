import { type Command, flagsOf, kebab } from '../../core/options/option.ts';

/**
 * What `yo` and the environment understand themselves, in kebab-case. Beside our flags they are
 * passed over; they have nothing to act on, since we install nothing and remember no answers.
 */
const RUNNER_FLAGS: readonly string[] = [
  'ask-answered',
  'bail',
  'color',
  'environment-version',
  'experimental',
  'force',
  'force-install',
  'generators',
  'ignore-version-check',
  'ignore-whitespace',
  'insight',
  'local-config-only',
  'local-only',
  'log-cwd',
  'no-color',
  'no-insight',
  'node-package-manager',
  'skip-cache',
  'skip-check-env',
  'skip-install',
  'skip-local-cache',
  'skip-parse-options',
  'skip-yo-resolve',
  'whitespace',
];

/** Keys beside the flags in the object that an environment hands to a generator, in kebab-case. */
const RUNNER_KEYS: readonly string[] = [
  ...RUNNER_FLAGS,
  '_meta',
  'description',
  'destination-root',
  'env',
  'features',
  'forward-error-to-environment',
  'namespace',
  'resolved',
  'shared-data',
];

/** The flags of the runner that a command has not got itself. */
export function runnerFlagsBeside(command: Command): string[] {
  return without(command, RUNNER_FLAGS);
}

/** The same for the keys of an object. */
export function runnerKeysBeside(command: Command): string[] {
  return without(command, RUNNER_KEYS);
}

function without(command: Command, names: readonly string[]): string[] {
  const own = new Set(flagsOf(command).map((flag) => kebab(flag.key)));
  return names.filter((name) => !own.has(name));
}
