import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findings } from './doctor-findings.ts';
import { DRIVER_ID, type FakeMac, fakeMac, personality, registryEntry } from './fake-mac.ts';

let mac: FakeMac;
beforeEach(() => {
  mac = fakeMac();
});
afterEach(() => mac.discard());

/** What doctor says of one check: its verdict and finding, and the line with the next step. */
function examine(check: string): { line: string; next: string; status: number | null } {
  const { stdout, stderr, status } = mac.run('doctor.sh');
  expect(stderr).toBe('');
  const lines = stdout.split('\n');
  const at = lines.findIndex((line) => line.slice(6).startsWith(`${check} `));
  const next = lines[at + 1] ?? '';
  return {
    line: (lines[at] ?? '').replace(/ +/g, ' '),
    next: next.includes('-> ') ? next.trim() : '',
    status,
  };
}

describe('on a healthy Mac', () => {
  it('prints one aligned line for each check and ends with 0', () => {
    const { stdout, status } = mac.run('doctor.sh');
    expect(stdout.split('\n')).toEqual([
      'Acme 1.0/1, driver com.example.Acme.driver',
      `ok    app            ${mac.installed}`,
      'ok    dext name      com.example.Acme.driver.dext',
      'ok    signature      valid, ad hoc',
      'ok    dext rights    all that the driver needs',
      'ok    app rights     may install system extensions',
      'ok    SIP            off',
      'ok    developer mode on',
      'ok    activation     version 1.0/1 is active',
      'ok    provider       IOUSBHostDevice: Gauge',
      'ok    driver         AcmeDriver is attached and running',
      'ok    logs           no complaint of macOS in the last 30 minutes',
      '11 checks: 0 failed, 0 to look at',
      '',
    ]);
    expect(status).toBe(0);
  });

  it('changes nothing', () => {
    mac.run('doctor.sh');
    const commands = new Set(mac.calls().map((call) => call.split('\t').slice(0, 2).join(' ')));
    expect([...commands].sort()).toEqual([
      'codesign --verify',
      'codesign -d',
      'csrutil status',
      'ioreg -r',
      'log show',
      'plutil -extract',
      'systemextensionsctl developer',
      'systemextensionsctl list',
      'uname -s',
    ]);
  });

  it('goes with a driver of a team, with SIP on and developer mode off', () => {
    mac.put('signature', 'Signature size=9012\nTeamIdentifier=ABCDE12345\n');
    mac.put('csrutil', 'System Integrity Protection status: enabled.\n');
    mac.put('developer', 'Developer mode is off\n');
    expect(examine('signature').line).toBe('ok signature valid, team ABCDE12345');
    expect(examine('SIP').line).toBe('ok SIP on, and the driver is signed by a team');
    // Only because the app of this test is not in /Applications.
    expect(examine('developer mode').line).toMatch(/^warn developer mode off: only \/Applications/);
  });
});

describe('finds', () => {
  it.each(findings)('$name', ({ breakIt, check, line, next }) => {
    breakIt(mac);
    const found = examine(check);
    if (typeof line === 'string') {
      expect(found.line).toBe(line);
    } else {
      expect(found.line).toMatch(line);
    }
    expect(found.next).toMatch(next);
    expect(found.status).toBe(found.line.startsWith('FAIL') ? 1 : 0);
  });

  it('an app that is not installed, without blaming what is in it', () => {
    mac.remove(mac.installed);
    mac.put('csrutil', 'System Integrity Protection status: enabled.\n');
    const { stdout, status } = mac.run('doctor.sh');
    expect(stdout).toContain(`FAIL  app            there is no "${mac.installed}"`);
    expect(stdout).toContain('warn  SIP            on: only a driver signed by a team will load');
    expect(stdout).not.toContain('signature ');
    expect(status).toBe(1);
  });

  it('the reasons in the logs, and quotes the last of them', () => {
    mac.put(
      'log',
      ['E one: error', 'E two: Denied', 'quiet', 'E three: timeout', 'E four: invalid', ''].join(
        '\n',
      ),
    );
    const { stdout } = mac.run('doctor.sh');
    expect(stdout.match(/\| .*/g)).toEqual([
      '| E two: Denied',
      '| E three: timeout',
      '| E four: invalid',
    ]);
  });

  it('lines of the driver and its id only, by what it asks the log for', () => {
    mac.run('doctor.sh');
    const predicate = mac.calls('log')[0]?.split('\t').at(-1);
    expect(predicate).toBe(
      '(process IN {"kernel", "kernelmanagerd", "sysextd", "amfid", "syspolicyd"} AND ' +
        '(eventMessage CONTAINS "com.example.Acme.driver" OR eventMessage CONTAINS "AcmeDriver"))',
    );
  });
});

describe('the provider', () => {
  function match(...lines: string[]): void {
    mac.write(
      `${mac.dext}/Info.plist`,
      `CFBundleIdentifier=${DRIVER_ID}\nCFBundleShortVersionString=1.0\nCFBundleVersion=1\n${personality(lines)}`,
    );
  }
  const entry = (headline: string, ...lines: string[]) =>
    mac.put(
      'registry-providers',
      registryEntry({ headline: `${headline}  <class X, id 0x1>`, lines }),
    );

  it('needs no search for a driver without hardware', () => {
    match('IOProviderClass=IOUserResources');
    expect(examine('provider').line).toBe('ok provider IOUserResources, which every Mac has');
  });

  it('is an interface by four numbers', () => {
    match(
      'IOProviderClass=IOUSBHostInterface',
      'idVendor=1',
      'idProduct=2',
      'bInterfaceNumber=0',
      'bConfigurationValue=1',
    );
    const lines = ['"idVendor" = 1', '"idProduct" = 2', '"bConfigurationValue" = 1'];
    entry('Gauge@0', ...lines, '"bInterfaceNumber" = 0');
    expect(examine('provider').line).toBe('ok provider IOUSBHostInterface: Gauge@0');
    entry('Gauge@1', ...lines, '"bInterfaceNumber" = 1');
    expect(examine('provider').line).toMatch(/^FAIL provider no IOUSBHostInterface has/);
  });

  it('is a PCI device by little-endian data', () => {
    match('IOProviderClass=IOPCIDevice', 'IOPCIPrimaryMatch=0x15BF8086');
    entry('pci8086,15bf@0', '"vendor-id" = <86800000>', '"device-id" = <bf150000>');
    expect(examine('provider').line).toBe('ok provider IOPCIDevice: pci8086,15bf@0');
    entry('pci8086,15bf@0', '"vendor-id" = <86800000>', '"device-id" = <15bf0000>');
    expect(examine('provider').line).toBe(
      'FAIL provider no IOPCIDevice has "vendor-id" = <86800000>, "device-id" = <bf150000>',
    );
  });

  it('is left to you where PCI ids are a pattern', () => {
    match('IOProviderClass=IOPCIDevice', 'IOPCIMatch=0x00008086&0x0000FFFF');
    expect(examine('provider').line).toMatch(
      /^warn provider the personality matches IOPCIDevice by a pattern/,
    );
  });

  it('is a HID interface by its ids', () => {
    match('IOProviderClass=IOHIDInterface', 'VendorID=1452', 'ProductID=9');
    entry('IOHIDInterface', '"VendorID" = 1452', '"ProductID" = 9');
    expect(examine('provider').line).toBe('ok provider IOHIDInterface: IOHIDInterface');
    entry('IOHIDInterface', '"VendorID" = 1452', '"ProductID" = 99');
    expect(examine('provider').line).toMatch(/^FAIL provider no IOHIDInterface has/);
  });

  it('comes from the sources where no dext is installed', () => {
    mac.remove(mac.installed);
    expect(examine('provider').line).toBe('ok provider IOUSBHostDevice: Gauge');
  });
});
