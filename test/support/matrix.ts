import {
  CLOCKS,
  MODES,
  type NewProjectOptions,
  PROVIDERS,
  QUEUES,
  type TimerOptions,
} from '../../core/options/new-project-options.ts';

/** One project of the options matrix, with a name to print: "pci default periodic uptime power". */
export interface Combination {
  readonly title: string;
  readonly options: NewProjectOptions;
}

/** A plain valid project; a test changes what it is about. */
export function project(changes: Partial<NewProjectOptions> = {}): NewProjectOptions {
  return {
    name: 'Acme',
    bundleId: 'com.example.Acme.driver',
    provider: 'resources',
    vendorId: null,
    productId: null,
    interfaceNumber: null,
    configurationValue: null,
    timers: [timer()],
    power: true,
    ...changes,
  };
}

export function timer(changes: Partial<TimerOptions> = {}): TimerOptions {
  return {
    name: 'Heartbeat',
    interval: 1_000_000_000n,
    leeway: 100_000_000n,
    mode: 'periodic',
    queue: 'default',
    clock: 'uptime',
    ...changes,
  };
}

/** Every combination of provider, queue, mode, clock and power: 80 projects. */
export function matrix(): Combination[] {
  const all: Combination[] = [];
  for (const provider of PROVIDERS) {
    for (const queue of QUEUES) {
      for (const mode of MODES) {
        for (const clock of CLOCKS) {
          for (const power of [true, false]) {
            const ids = provider !== 'resources';
            const interfaceIds = provider === 'usb-interface';
            all.push({
              title: [provider, queue, mode, clock, power ? 'power' : 'no-power'].join(' '),
              options: project({
                provider,
                vendorId: ids ? 0x05ac : null,
                productId: ids ? 0x8005 : null,
                interfaceNumber: interfaceIds ? 2 : null,
                configurationValue: interfaceIds ? 1 : null,
                timers: [timer({ mode, queue, clock })],
                power,
              }),
            });
          }
        }
      }
    }
  }
  return all;
}
