import type { NewProjectAnswers, TimerAnswers } from './answers.ts';
import { choiceParts } from './choice-option.ts';
import { formatDuration, parseInterval, parseLeeway } from './duration.ts';
import { CLOCKS, MODES, QUEUES } from './new-project-options.ts';
import type { Option } from './option.ts';
import { parseTimerName } from './timer-name.ts';

const DEFAULT_INTERVAL = 1_000_000_000n;

type TimerOption<K extends keyof TimerAnswers> = Option<NewProjectAnswers, K>;

const timer: TimerOption<'timer'> = {
  key: 'timer',
  kind: 'text',
  placeholder: '<TimerName>',
  help: 'UpperCamelCase, the handler method (Heartbeat)',
  question: "What is the timer's name?",
  hint: 'The handler method gets it; UpperCamelCase.',
  allowed: 'UpperCamelCase, at most 64 letters and digits',
  parse: parseTimerName,
  format: (value) => value,
  fallback: () => 'Heartbeat',
};

const interval: TimerOption<'interval'> = {
  key: 'interval',
  kind: 'text',
  placeholder: '<duration>',
  help: '50us to 86400s; units are ns, us, ms and s (1s)',
  question: 'How long is it from tick to tick?',
  hint: 'A whole number with ns, us, ms or s, from 50us to 86400s.',
  allowed: 'duration, 50us to 86400s',
  parse: parseInterval,
  format: formatDuration,
  fallback: () => formatDuration(DEFAULT_INTERVAL),
};

const leeway: TimerOption<'leeway'> = {
  key: 'leeway',
  kind: 'text',
  placeholder: '<duration>',
  help: 'how late a tick may be (a tenth of the interval)',
  question: 'How late may a tick be?',
  hint: 'The system saves power with it; 0 to the interval.',
  allowed: 'duration, 0 to the interval',
  parse: parseLeeway,
  format: formatDuration,
  fallback: (known) => formatDuration((known.interval ?? DEFAULT_INTERVAL) / 10n),
};

const mode: TimerOption<'mode'> = {
  key: 'mode',
  placeholder: '<mode>',
  help: 'periodic | one-shot (periodic)',
  question: 'How often does it fire?',
  hint: 'A one-shot can be scheduled again by a method.',
  ...choiceParts({
    values: MODES,
    meanings: {
      periodic: 'again and again, without drift',
      'one-shot': 'once, one interval after Start',
    },
    preferred: 'periodic',
  }),
};

const queue: TimerOption<'queue'> = {
  key: 'queue',
  placeholder: '<queue>',
  help: 'default | dedicated, where ticks run (default)',
  question: 'On which queue does it tick?',
  hint: 'Prefer the Default queue unless ticks take long.',
  ...choiceParts({
    values: QUEUES,
    meanings: {
      default: "the driver's Default queue, where nothing runs beside a tick",
      dedicated: 'one of its own, for ticks that take long',
    },
    preferred: 'default',
  }),
};

const clock: TimerOption<'clock'> = {
  key: 'clock',
  placeholder: '<clock>',
  help: 'uptime | monotonic, which runs on in sleep (uptime)',
  question: 'Which clock does it follow?',
  hint: 'No timer wakes the Mac.',
  ...choiceParts({
    values: CLOCKS,
    meanings: {
      uptime: 'stands still while the Mac sleeps',
      monotonic: 'runs on in sleep; an overdue tick comes at wake',
    },
    preferred: 'uptime',
  }),
};

/** The options of one timer, in the order in which they are asked. */
export const TIMER_OPTIONS = [timer, interval, leeway, mode, queue, clock] as const;
