/**
 * What `yo` and the environment understand themselves, in kebab-case. Beside our flags they are
 * passed over; they have nothing to act on, since we install nothing and remember no answers.
 */
export const RUNNER_FLAGS: readonly string[] = [
  'ask-answered',
  'bail',
  'color',
  'environment-version',
  'experimental',
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
export const RUNNER_KEYS: readonly string[] = [
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
