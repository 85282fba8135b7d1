import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DRIVER_ID, extensionList, extensionRow, type FakeMac, fakeMac } from './fake-mac.ts';

let mac: FakeMac;
beforeEach(() => {
  mac = fakeMac();
});
afterEach(() => mac.discard());

const waiting = extensionList(
  extensionRow({ state: 'terminated waiting to uninstall on reboot', version: '1.0/1' }),
);

describe('install.sh', () => {
  it('replaces the installed app, opens it and says what to do next', () => {
    mac.build('Debug');
    mac.write(`${mac.installed}/old file`, '');
    mac.put('extensions', extensionList());
    const { status, stdout, stderr } = mac.run('install.sh');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(mac.exists(`${mac.installed}/Contents/Info.plist`)).toBe(true);
    expect(mac.exists(`${mac.installed}/old file`)).toBe(false);
    expect(mac.exists(`${mac.applications}/.Acme.app.new`)).toBe(false);
    expect(mac.calls('open')).toEqual([`open\t${mac.installed}`]);
    expect(stdout).toMatch(/press Activate Driver.*Login Items & Extensions > Driver Extensions/s);
  });

  it('installs the first time, and opens nothing on request', () => {
    mac.build('Release');
    mac.remove(mac.installed);
    expect(mac.run('install.sh', ['Release', '--no-open']).status).toBe(0);
    expect(mac.exists(mac.dext)).toBe(true);
    expect(mac.calls('open')).toEqual([]);
  });

  it('warns where macOS would keep the active copy of the same version', () => {
    mac.build('Debug');
    const { status, stderr } = mac.run('install.sh');
    expect(status).toBe(0);
    expect(stderr).toMatch(
      /^note: version 1\.0\/1 is active already.*Raise CURRENT_PROJECT_VERSION/,
    );
  });

  it('has no such warning for a copy that is on its way out', () => {
    mac.build('Debug');
    mac.put('extensions', waiting);
    expect(mac.run('install.sh').stderr).toBe('');
  });

  it('has no such warning for a new version', () => {
    mac.build('Debug');
    mac.write(`${mac.project}/Config/Local.xcconfig`, 'CURRENT_PROJECT_VERSION = 2\n');
    expect(mac.run('install.sh').stderr).toBe('');
  });

  it.each<[string, () => void, RegExp]>([
    ['no build', () => {}, /there is no Debug build yet\. Run: scripts\/build\.sh Debug/],
    [
      'an unsigned build',
      () => {
        mac.build('Debug');
        mac.put('badly-signed', 'Acme.app\n');
      },
      /the Debug build is not signed\. Run: scripts\/sign-adhoc\.sh Debug/,
    ],
    [
      'a running app',
      () => {
        mac.build('Debug');
        mac.put('running', '');
      },
      /Acme is running\. Quit it/,
    ],
    [
      'another app of that name',
      () => {
        mac.build('Debug');
        mac.write(`${mac.installed}/Contents/Info.plist`, 'CFBundleIdentifier=org.acme.Mail\n');
      },
      /is another app \("org\.acme\.Mail"\)\. Move it away first/,
    ],
    [
      'no Applications folder',
      () => {
        mac.build('Debug');
        mac.remove(mac.applications);
      },
      /no permission to write to ".*Applications"/,
    ],
  ])('refuses %s and leaves what is installed', (_, prepare, reason) => {
    mac.write(`${mac.installed}/old file`, '');
    prepare();
    const { status, stderr } = mac.run('install.sh');
    expect(status).toBe(1);
    expect(stderr).toMatch(reason);
    if (mac.exists(mac.applications)) {
      expect(mac.exists(`${mac.installed}/old file`)).toBe(true);
    }
    expect(mac.calls('open')).toEqual([]);
  });
});

describe('uninstall.sh', () => {
  it('deactivates with SIP off, removes the app and asks for a restart', () => {
    mac.put('extensions-later', waiting);
    const { status, stdout } = mac.run('uninstall.sh');
    expect(status).toBe(0);
    expect(mac.calls('systemextensionsctl')).toContain(
      `systemextensionsctl\tuninstall\t-\t${DRIVER_ID}`,
    );
    expect(mac.exists(mac.installed)).toBe(false);
    expect(stdout).toContain('Restart the Mac');
  });

  it('names the team of a driver that has one', () => {
    mac.put(
      'extensions',
      extensionList(`*\t*\tABCDE12345\t${DRIVER_ID} (1.0/1)\tx\t[activated enabled]\n`),
    );
    mac.run('uninstall.sh');
    expect(mac.calls('systemextensionsctl')).toContain(
      `systemextensionsctl\tuninstall\tABCDE12345\t${DRIVER_ID}`,
    );
  });

  it('leaves deactivation to the app with SIP on', () => {
    mac.put('csrutil', 'System Integrity Protection status: enabled.\n');
    const { status, stderr } = mac.run('uninstall.sh');
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /still active\. Press Deactivate Driver in the app, then run this again/,
    );
    expect(mac.calls('open')).toEqual([`open\t${mac.installed}`]);
    expect(mac.exists(mac.installed)).toBe(true);
  });

  it('removes the app once the driver is deactivated, with SIP on too', () => {
    mac.put('csrutil', 'System Integrity Protection status: enabled.\n');
    mac.put('extensions', waiting);
    expect(mac.run('uninstall.sh').status).toBe(0);
    expect(mac.exists(mac.installed)).toBe(false);
    expect(mac.calls('systemextensionsctl').join()).not.toContain('uninstall');
  });

  it('says that nothing is left, however often it runs', () => {
    mac.put('extensions', extensionList());
    mac.run('uninstall.sh');
    const { status, stdout } = mac.run('uninstall.sh');
    expect(status).toBe(0);
    expect(stdout).toBe(`Nothing of ${DRIVER_ID} is left.\n`);
  });

  it('keeps the app where macOS refuses to deactivate', () => {
    mac.put('uninstall-fails', '');
    const { status, stderr } = mac.run('uninstall.sh');
    expect(status).toBe(1);
    expect(stderr).toContain('Press Deactivate Driver in the app instead');
    expect(mac.exists(mac.installed)).toBe(true);
  });

  it('keeps another app of that name', () => {
    mac.put('extensions', extensionList());
    mac.write(`${mac.installed}/Contents/Info.plist`, 'CFBundleIdentifier=org.acme.Mail\n');
    const { status, stderr } = mac.run('uninstall.sh');
    expect(status).toBe(1);
    expect(stderr).toContain('is another app ("org.acme.Mail"); it stays');
    expect(mac.exists(mac.installed)).toBe(true);
  });
});
