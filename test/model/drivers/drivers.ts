/**
 * Drivers written by hand in the ways of real ones: other names, styles and teardowns than ours.
 * The model is to end each of them as its kind is known to end on a Mac.
 */

import { readFileSync } from 'node:fs';

export interface HandWrittenDriver {
  /** The folder beside this file; it holds the `.iig` and `.cpp` files. */
  readonly folder: string;
  /** The IOService subclass to run, which is also the base name of its files. */
  readonly className: string;
  /** Further classes, each with an `.iig` and a `.cpp`. */
  readonly helpers: readonly string[];
  /** How it tears its timers down, and what is known of that. */
  readonly teardown: string;
  /** 'passes' all scenarios, or the scenario that ends it and what the failure says. */
  readonly outcome: 'passes' | { readonly scenario: string; readonly symptom: RegExp };
}

export const drivers: readonly HandWrittenDriver[] = [
  {
    folder: 'action-cancelled',
    className: 'PulseDriver',
    helpers: [],
    teardown:
      'Shape A: action, source and queue are cancelled while all are alive. It works, but for the action that was cancelled (DK01).',
    outcome: { scenario: 'start, ticks, stop', symptom: /OSAction::Cancel was called/ },
  },
  {
    folder: 'cancel-null',
    className: 'BeepDriver',
    helpers: [],
    teardown:
      'Shape B: Cancel(nullptr), then release. DriverKit calls the missing block: a crash at 0x10 (DK04).',
    outcome: { scenario: 'start, ticks, stop', symptom: /address 0x10/ },
  },
  {
    folder: 'cancel-empty-block',
    className: 'BlinkDriver',
    helpers: [],
    teardown:
      'Shape B: Cancel with an empty block, then release. The cancellation uses the freed source: a crash at 0x8 (DK05).',
    outcome: { scenario: 'start, ticks, stop', symptom: /address 0x8/ },
  },
  {
    folder: 'enable-off',
    className: 'DripDriver',
    helpers: [],
    teardown:
      'Shape C: SetEnable(false), then release. It goes well until a fire is pending, which uses freed memory (DK06, DK15).',
    outcome: { scenario: 'Stop while a fire is pending', symptom: /use after free/ },
  },
  {
    folder: 'own-chain',
    className: 'MeterDriver',
    helpers: [],
    teardown:
      'Shape D: timer, queue and Default queue in a chain, then super Stop. The action stays in ivars, uncancelled.',
    outcome: 'passes',
  },
  {
    folder: 'helper-target',
    className: 'RelayDriver',
    helpers: ['RelayTicker'],
    teardown:
      "The handler is a plain OSObject's, which has no queue: cancelling the action asserts, behind the timer's Cancel as well.",
    outcome: {
      scenario: 'start, ticks, stop',
      symptom: /Assertion failed: \(queue\), function Cancel, file uioserver\.cpp/,
    },
  },
  {
    folder: 'two-pass-stop',
    className: 'LampDriver',
    helpers: [],
    teardown:
      'Two passes: a prologue cancels the timer and calls Stop_Impl again, which runs the old body.',
    outcome: 'passes',
  },
  {
    folder: 'counted-stop',
    className: 'FanDriver',
    helpers: [],
    teardown:
      'Three timers on two queues: Stop counts the completions, the last one ends on the Default queue.',
    outcome: 'passes',
  },
];

/**
 * The sources of a driver.
 *
 * @returns texts by file name; the `.iig` of the driver's own class comes first
 */
export function driverFiles(driver: HandWrittenDriver): Record<string, string> {
  const names = [driver.className, ...driver.helpers];
  const read = (file: string) =>
    readFileSync(new URL(`${driver.folder}/${file}`, import.meta.url), 'utf8');
  return Object.fromEntries(
    ['iig', 'cpp'].flatMap((ending) =>
      names.map((name) => [`${name}.${ending}`, read(`${name}.${ending}`)]),
    ),
  );
}
