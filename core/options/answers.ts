import type { Clock, Mode, Nanoseconds, Provider, Queue } from './new-project-options.ts';

/** The answers about one timer; `new` and `add` both ask for them. */
export interface TimerAnswers {
  timer: string;
  interval: Nanoseconds;
  leeway: Nanoseconds;
  mode: Mode;
  queue: Queue;
  clock: Clock;
}

/** The answers of `new`, validated one by one; the ids are left out where the provider has none. */
export interface NewProjectAnswers extends TimerAnswers {
  name: string;
  bundleId: string;
  provider: Provider;
  vendorId: number;
  productId: number;
  interfaceNumber: number;
  configurationValue: number;
  power: boolean;
}
