import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeMac, fakeMac, registryEntry } from './fake-mac.ts';
import { renderedText } from './rendered-project.ts';

// Here the property lists are those of a new project, so that doctor.sh and they fit together.

let mac: FakeMac;
beforeEach(() => {
  mac = fakeMac();
});
afterEach(() => mac.discard());

/** What the registry shows of the device that the options name. */
const devices = {
  resources: { class: 'IOUserResources', lines: [] },
  'usb-device': { class: 'IOUSBHostDevice', lines: ['"idVendor" = 4660', '"idProduct" = 22136'] },
  'usb-interface': {
    class: 'IOUSBHostInterface',
    lines: [
      '"idVendor" = 4660',
      '"idProduct" = 22136',
      '"bInterfaceNumber" = 0',
      '"bConfigurationValue" = 1',
    ],
  },
  pci: {
    class: 'IOPCIDevice',
    lines: ['"vendor-id" = <34120000>', '"device-id" = <78560000>'],
  },
  hid: { class: 'IOHIDInterface', lines: ['"VendorID" = 4660', '"ProductID" = 22136'] },
} as const;
const providers = Object.keys(devices) as (keyof typeof devices)[];

describe.each(providers)('doctor.sh in a new project for %s', (provider) => {
  const device = devices[provider];

  function use(file: 'Info.plist' | 'Driver.entitlements'): string {
    const text = renderedText({ provider }, `Driver/${file}`);
    mac.write(`${mac.project}/Driver/${file}`, text);
    return text;
  }

  it('finds the device by the personality', () => {
    use('Info.plist');
    mac.remove(mac.installed);
    mac.put(
      'registry-providers',
      registryEntry({ headline: 'Thing  <class X, id 0x1>', lines: device.lines }),
    );
    const { stdout } = mac.run('doctor.sh');
    expect(stdout).toMatch(new RegExp(`^ok    provider       ${device.class}`, 'm'));
  });

  it('misses a device of which one number differs', () => {
    use('Info.plist');
    mac.remove(mac.installed);
    for (const line of device.lines) {
      const lines = device.lines.map((one) => (one === line ? one.replace(/\d/, '9') : one));
      mac.put('registry-providers', registryEntry({ headline: 'Thing  <class X>', lines }));
      expect(mac.run('doctor.sh').stdout).toContain(`FAIL  provider       no ${device.class} has`);
    }
  });

  it('asks for each entitlement that the signature needs', () => {
    const entitlements = use('Driver.entitlements');
    mac.put('entitlements-of-dext', entitlements);
    expect(mac.run('doctor.sh').stdout).toContain('ok    dext rights ');
    const needed = [...entitlements.matchAll(/<key>(com\.apple\.developer\.driverkit[^<]*)</g)]
      .map((match) => match[1] ?? '')
      .filter((key) => !key.endsWith('.allow-any-userclient-access'));
    expect(needed.length).toBeGreaterThan(0);
    for (const key of needed) {
      mac.put('entitlements-of-dext', entitlements.replace(`<key>${key}</key>`, ''));
      expect(mac.run('doctor.sh').stdout).toContain(`not in the signature: ${key}\n`);
    }
  });
});
