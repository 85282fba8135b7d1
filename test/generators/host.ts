import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type Generator from 'yeoman-generator';
import helpers, { type RunResult } from 'yeoman-test';
import DextTimerGenerator from '../../generators/app/index.ts';
import { emptyFolder } from '../support/command.ts';

/** Our generator as an environment and a composing generator want it. */
export const ours = {
  Generator: asAny(DextTimerGenerator),
  path: fileURLToPath(new URL('../../generators/app/index.ts', import.meta.url)),
};

/** The environment's types do not fit a class that requires its constructor's parameters. */
export function asAny(generator: unknown): typeof Generator {
  return generator as typeof Generator;
}

/** Prepares a run of a generator by a program, in an empty folder unless told otherwise. */
export function runIn(generator: typeof Generator, namespace: string, cwd = emptyFolder()) {
  const before = process.cwd();
  onTestFinished(() => process.chdir(before));
  return helpers.create(generator, { namespace, resolved: ours.path, autoCleanup: false }).cd(cwd);
}

/** Prepares a run of our generator with options as a program gives them. */
export function hosted(options: Record<string, unknown> = {}, cwd?: string) {
  // yeoman-test says `force: true` of itself; nobody asked for that here.
  const all: object = { force: false, ...options };
  return runIn(ours.Generator, 'dext-timer:app', cwd).withOptions(all);
}

/** What the run said through the adapter's log, line by line. */
export function saidIn(result: RunResult): string {
  const { log } = result.env.adapter as unknown as {
    log: { mock: { calls: { arguments: unknown[] }[] } };
  };
  return log.mock.calls.map((call) => call.arguments.join(' ')).join('\n');
}
