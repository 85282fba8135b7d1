import { describe, expect, it } from 'vitest';
import { failureOf, person, runNew } from './command-run.ts';

const defaults = {
  name: 'Acme',
  bundleId: 'com.example.Acme.driver',
  provider: 'resources',
  vendorId: null,
  productId: null,
  interfaceNumber: null,
  configurationValue: null,
  timers: [
    {
      name: 'Heartbeat',
      interval: 1_000_000_000n,
      leeway: 100_000_000n,
      mode: 'periodic',
      queue: 'default',
      clock: 'uptime',
    },
  ],
  power: true,
};
const names = (someone: ReturnType<typeof person>) =>
  someone.asked.map((question) => question.name);

describe('with --yes', () => {
  it('takes the defaults', async () => {
    expect(await runNew(['Acme', '--yes'])).toEqual({ options: defaults, answers: {}, notes: [] });
  });

  it("takes the name from the folder's", async () => {
    const { options } = await runNew(['--yes'], { folderName: 'my-driver' });
    expect([options.name, options.bundleId]).toEqual(['MyDriver', 'com.example.MyDriver.driver']);
  });

  it('takes everything from flags, unrounded', async () => {
    const { options } = await runNew(
      `Acme --bundle-id org.acme.x.y --provider usb-interface --vendor-id 0x05ac --product-id 592
       --interface-number 3 --configuration-value 2 --timer Poll --interval 86399999999999ns
       --leeway 0 --mode one-shot --queue dedicated --clock monotonic --no-power --yes`.split(
        /\s+/,
      ),
    );
    expect(options).toEqual({
      name: 'Acme',
      bundleId: 'org.acme.x.y',
      provider: 'usb-interface',
      vendorId: 0x05ac,
      productId: 592,
      interfaceNumber: 3,
      configurationValue: 2,
      timers: [
        {
          name: 'Poll',
          interval: 86_399_999_999_999n,
          leeway: 0n,
          mode: 'one-shot',
          queue: 'dedicated',
          clock: 'monotonic',
        },
      ],
      power: false,
    });
  });

  it.each([
    ['55555ns', 5555n],
    ['50us', 5_000n],
    ['86400s', 8_640_000_000_000n],
  ])('the leeway of %s is a tenth of it', async (interval, leeway) => {
    const { options } = await runNew(['Acme', '--yes', '--interval', interval]);
    expect(options.timers[0]?.leeway).toBe(leeway);
  });

  it.each(['usb-device', 'pci', 'hid'])('does not invent the ids of %s', async (provider) => {
    expect(await failureOf(() => runNew(['Acme', '--yes', '--provider', provider]))).toEqual({
      message:
        'Missing even with --yes, for want of a default: --vendor-id (0 to 0xFFFF, decimal or hex after 0x) and --product-id (0 to 0xFFFF, decimal or hex after 0x).',
      flag: '--vendor-id',
      code: 'usage',
      exitStatus: 2,
    });
  });

  it('asks nothing, even where it could', async () => {
    const someone = person();
    const { message } = await failureOf(() =>
      runNew(['Acme', '--yes', '--provider', 'pci'], { ...someone, yes: true }),
    );
    expect(message).toMatch(/--vendor-id .* and --product-id /);
    expect(someone.asked).toEqual([]);
  });

  it('names Name where the folder gives none', async () => {
    expect(await failureOf(() => runNew(['--yes'], { folderName: '42' }))).toMatchObject({
      message:
        'Missing even with --yes, for want of a default: Name (UpperCamelCase, at most 64 letters and digits).',
      flag: 'Name',
    });
  });

  it('blames the leeway that was given, not the interval that was not', async () => {
    expect(await failureOf(() => runNew(['Acme', '--yes', '--leeway', '2s']))).toMatchObject({
      message: '--leeway: "2s" is longer than the interval; allowed are 0 to 1s.',
      flag: '--leeway',
    });
  });

  it('gives a USB interface number 0 of configuration 1', async () => {
    const { options } = await runNew(
      'Acme --yes --provider usb-interface --vendor-id 1 --product-id 2'.split(' '),
    );
    expect([options.interfaceNumber, options.configurationValue]).toEqual([0, 1]);
  });
});

describe('a flag that the provider does not use', () => {
  it('is left unused, with a note', async () => {
    const run = await runNew(
      'Acme --yes --vendor-id 1 --product-id 2 --interface-number 3 --configuration-value 4'.split(
        ' ',
      ),
    );
    expect(run.options).toEqual(defaults);
    expect(run.notes).toEqual([
      '--vendor-id is left unused; it is for providers with a device: usb-device, usb-interface, pci and hid.',
      '--product-id is left unused; it is for providers with a device: usb-device, usb-interface, pci and hid.',
      '--interface-number is left unused; it is for the provider usb-interface.',
      '--configuration-value is left unused; it is for the provider usb-interface.',
    ]);
  });

  it('is left unused when the provider is answered later', async () => {
    const someone = person({ provider: 'pci', vendorId: '1', productId: '2' });
    const { options, notes } = await runNew(['Acme', '--interface-number', '3'], someone);
    expect(options.interfaceNumber).toBeNull();
    expect(notes).toEqual([
      '--interface-number is left unused; it is for the provider usb-interface.',
    ]);
  });

  it('must be valid all the same', async () => {
    expect(await failureOf(() => runNew(['Acme', '--yes', '--vendor-id', 'x']))).toMatchObject({
      flag: '--vendor-id',
    });
  });
});

describe('without a terminal', () => {
  it('names everything that is missing, and what each allows', async () => {
    expect(await failureOf(() => runNew(['--interval', '5ms']))).toEqual({
      message:
        'There is no terminal to ask on; give Name (UpperCamelCase, at most 64 letters and digits), ' +
        '--bundle-id (reverse-DNS id of three parts or more, at most 155 characters), ' +
        '--provider (resources | usb-device | usb-interface | pci | hid), ' +
        '--timer (UpperCamelCase, at most 64 letters and digits), ' +
        '--leeway (duration, 0 to the interval), --mode (periodic | one-shot), ' +
        '--queue (default | dedicated), --clock (uptime | monotonic) and --power or --no-power, ' +
        'or --yes for the defaults.',
      flag: 'Name',
      code: 'no-terminal',
      exitStatus: 2,
    });
  });

  it('names the ids where the provider needs them', async () => {
    const { message } = await failureOf(() => runNew(['Acme', '--provider', 'hid']));
    expect(message).toMatch(/--vendor-id \(.*--product-id \(/);
    expect(message).not.toMatch(/--interface-number/);
  });

  it('says first what is wrong with what was given', async () => {
    expect(await failureOf(() => runNew(['--interval', '5']))).toMatchObject({
      flag: '--interval',
      code: 'usage',
    });
  });

  it('needs none where nothing is missing', async () => {
    const args = `Acme --bundle-id com.example.Acme.driver --provider resources --timer Heartbeat
      --interval 1s --leeway 100ms --mode periodic --queue default --clock uptime --power`;
    expect((await runNew(args.split(/\s+/))).options).toEqual(defaults);
  });
});

describe('questions', () => {
  it('come one at a time, in order, and only those that apply', async () => {
    const someone = person({ name: 'Acme' });
    expect((await runNew([], someone)).options).toEqual(defaults);
    expect(names(someone)).toEqual([
      'name',
      'bundleId',
      'provider',
      'timer',
      'interval',
      'leeway',
      'mode',
      'queue',
      'clock',
      'power',
    ]);
  });

  it('ask for ids where there is a device, and for the interface where there is one', async () => {
    const device = person({ provider: 'usb-device', vendorId: '1', productId: '2' });
    await runNew(['Acme', '--power', '--timer', 'Poll'], device);
    expect(names(device)).toEqual([
      'bundleId',
      'provider',
      'vendorId',
      'productId',
      'interval',
      'leeway',
      'mode',
      'queue',
      'clock',
    ]);
    const usbInterface = person({ provider: 'usb-interface', vendorId: '1', productId: '2' });
    await runNew(['Acme'], usbInterface);
    expect(names(usbInterface)).toEqual(
      expect.arrayContaining(['interfaceNumber', 'configurationValue']),
    );
  });

  it('are not asked for what was given', async () => {
    const someone = person();
    await runNew(['Acme', '--mode=one-shot', '--no-power'], someone);
    expect(names(someone)).not.toContain('name');
    expect(names(someone)).not.toContain('mode');
    expect(names(someone)).not.toContain('power');
  });

  it('are asked with --yes=false', async () => {
    const someone = person({ name: 'Acme' });
    await runNew(['--yes=false'], someone);
    expect(someone.asked).toHaveLength(10);
  });

  it('offer defaults that follow from earlier answers', async () => {
    const someone = person({ name: 'Acme', interval: '20ms' });
    const { options } = await runNew([], someone);
    const defaultOf = (name: string) =>
      someone.asked.find((question) => question.name === name)?.default;
    expect(defaultOf('name')).toBe('MyDriver');
    expect(defaultOf('bundleId')).toBe('com.example.Acme.driver');
    expect(defaultOf('leeway')).toBe('2ms');
    expect(defaultOf('power')).toBe(true);
    expect(options.timers[0]?.leeway).toBe(2_000_000n);
  });

  it('take a leeway that was given into account', async () => {
    const someone = person({ interval: '5s' });
    await runNew(['Acme', '--leeway', '2s'], someone);
    const interval = someone.asked.find((question) => question.name === 'interval');
    expect(interval?.type === 'input' && interval.validate('1s')).toBe(
      '"1s" is shorter than the leeway; allowed are 2s to 86400s.',
    );
  });

  it('take no as no', async () => {
    expect((await runNew(['Acme'], person({ power: false }))).options.power).toBe(false);
  });
});
