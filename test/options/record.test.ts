import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CLOCKS,
  MODES,
  type NewProjectOptions,
  PROVIDERS,
  QUEUES,
} from '../../core/options/new-project-options.ts';
import { type AnswerRecord, toRecord } from '../../core/options/record.ts';
import { runNew } from './command-run.ts';

const options: fc.Arbitrary<NewProjectOptions> = fc
  .record({
    name: fc.constantFrom('Acme', 'USBPoll', 'X2'),
    bundleId: fc.constantFrom('com.example.Acme.driver', 'a.b.c'),
    provider: fc.constantFrom(...PROVIDERS),
    ids: fc.tuple(fc.nat(0xffff), fc.nat(0xffff), fc.nat(255), fc.nat(255)),
    timer: fc.record({
      name: fc.constantFrom('Heartbeat', 'Watch'),
      interval: fc.bigInt(50_000n, 86_400_000_000_000n),
      tenths: fc.bigInt(0n, 10n),
      mode: fc.constantFrom(...MODES),
      queue: fc.constantFrom(...QUEUES),
      clock: fc.constantFrom(...CLOCKS),
    }),
    power: fc.boolean(),
  })
  .map(({ ids, timer: { tenths, ...timer }, ...rest }) => {
    const hasIds = rest.provider !== 'resources';
    const isInterface = rest.provider === 'usb-interface';
    return {
      ...rest,
      vendorId: hasIds ? ids[0] : null,
      productId: hasIds ? ids[1] : null,
      interfaceNumber: isInterface ? ids[2] : null,
      configurationValue: isInterface ? ids[3] : null,
      timers: [{ ...timer, leeway: (timer.interval * tenths) / 10n }],
    };
  });

/** Arguments that say what a record says: its keys are the flags' names. */
function commandLineOf({ name, ...flags }: AnswerRecord): string[] {
  const args = Object.entries(flags).flatMap(([flag, value]) =>
    typeof value === 'string' ? [`--${flag}`, value] : [value ? `--${flag}` : `--no-${flag}`],
  );
  return [String(name), ...args];
}

describe('record of the answers', () => {
  it('has the names of the flags and exact texts', async () => {
    const args =
      'Acme --yes --provider pci --vendor-id 1452 --product-id 0xf --interval 20ms --no-power';
    const { options } = await runNew(args.split(' '));
    expect(JSON.stringify(toRecord(options), null, 1)).toBe(`{
 "name": "Acme",
 "bundle-id": "com.example.Acme.driver",
 "provider": "pci",
 "vendor-id": "0x05AC",
 "product-id": "0x000F",
 "timer": "Heartbeat",
 "interval": "20ms",
 "leeway": "2ms",
 "mode": "periodic",
 "queue": "default",
 "clock": "uptime",
 "power": false
}`);
  });

  it('becomes a command line that makes the same project', async () => {
    await fc.assert(
      fc.asyncProperty(options, async (wanted) => {
        const again = await runNew([...commandLineOf(toRecord(wanted)), '--yes']);
        expect(again).toEqual({ options: wanted, answers: {}, notes: [] });
        expect(toRecord(again.options)).toEqual(toRecord(wanted));
      }),
    );
  });

  it('is refused for several timers: flags describe one', async () => {
    const { options } = await runNew(['Acme', '--yes']);
    const [timer] = options.timers;
    const two = timer === undefined ? options : { ...options, timers: [timer, timer] };
    expect(() => toRecord(two)).toThrow('one timer');
  });
});
