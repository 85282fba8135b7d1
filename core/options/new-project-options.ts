export const PROVIDERS = ['resources', 'usb-device', 'usb-interface', 'pci', 'hid'] as const;
export const MODES = ['periodic', 'one-shot'] as const;
export const QUEUES = ['default', 'dedicated'] as const;
export const CLOCKS = ['uptime', 'monotonic'] as const;

export type Provider = (typeof PROVIDERS)[number];
export type Mode = (typeof MODES)[number];
export type Queue = (typeof QUEUES)[number];
export type Clock = (typeof CLOCKS)[number];

/** Nanoseconds, exact: durations never pass through floating point. */
export type Nanoseconds = bigint;

/** One timer, as the person described it; both `new` and `add` start from this. */
export interface TimerOptions {
  /** UpperCamelCase; the name of the handler method. */
  readonly name: string;
  readonly interval: Nanoseconds;
  readonly leeway: Nanoseconds;
  readonly mode: Mode;
  readonly queue: Queue;
  readonly clock: Clock;
}

/** Everything that decides what a new project looks like; validated and complete. */
export interface NewProjectOptions {
  /** UpperCamelCase; project, app target and, with `Driver` behind it, the driver class. */
  readonly name: string;
  /** The dext's bundle id; the app's is the same without its last part. */
  readonly bundleId: string;
  readonly provider: Provider;
  /** Set for every provider but `resources`; 0…0xFFFF. */
  readonly vendorId: number | null;
  readonly productId: number | null;
  /** Set for `usb-interface`; 0…255. */
  readonly interfaceNumber: number | null;
  readonly configurationValue: number | null;
  /** `new` writes one timer; the templates take any number. */
  readonly timers: readonly TimerOptions[];
  /** Emit a SetPowerState override. */
  readonly power: boolean;
}
