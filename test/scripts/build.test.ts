import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DRIVER_ID, type FakeMac, fakeMac } from './fake-mac.ts';

let mac: FakeMac;
beforeEach(() => {
  mac = fakeMac();
});
afterEach(() => mac.discard());

/** The signatures that were asked for: entitlements and bundle, each from the project on. */
function signatures(): string[][] {
  return mac
    .calls('codesign')
    .map((call) => call.split('\t'))
    .filter((call) => call.includes('--sign'))
    .map((call) => call.slice(-2).map((part) => part.replace(`${mac.project}/`, '')));
}

describe('build.sh', () => {
  it('builds unsigned, then signs the dext first and the app second', () => {
    const { status, stdout, stderr } = mac.run('build.sh');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toBe(`Signed ad hoc: ${mac.built('Debug')}\n`);

    const build = mac.calls('xcodebuild').at(-1)?.split('\t') ?? [];
    expect(build.slice(1)).toEqual([
      '-quiet',
      '-project',
      `${mac.project}/Acme.xcodeproj`,
      '-scheme',
      'Acme',
      '-configuration',
      'Debug',
      '-derivedDataPath',
      `${mac.project}/build/DerivedData`,
      'CODE_SIGNING_ALLOWED=NO',
      'ENABLE_DEBUG_DYLIB=NO',
      'build',
    ]);
    const app = 'build/DerivedData/Build/Products/Debug/Acme.app';
    expect(signatures()).toEqual([
      ['Driver/Driver.entitlements', `${app}/Contents/Library/SystemExtensions/${DRIVER_ID}.dext`],
      ['App/App.entitlements', app],
    ]);
    for (const call of mac.calls('codesign').filter((call) => call.includes('--sign'))) {
      expect(call).toContain('codesign\t--force\t--sign\t-\t--timestamp=none\t--entitlements\t');
    }
  });

  it('builds the configuration that is named', () => {
    expect(mac.run('build.sh', ['Release']).status).toBe(0);
    expect(mac.exists(mac.built('Release'))).toBe(true);
    expect(mac.exists(mac.built('Debug'))).toBe(false);
  });

  it('leaves the build unsigned on request', () => {
    const { status, stdout } = mac.run('build.sh', ['--no-sign', 'Release']);
    expect(status).toBe(0);
    expect(stdout).toBe(`Built, unsigned: ${mac.built('Release')}\n`);
    expect(mac.calls('codesign')).toEqual([]);
  });

  it('signs nothing after a failed build', () => {
    mac.put('build-fails', '');
    const { status, stderr } = mac.run('build.sh');
    expect(status).toBe(1);
    expect(stderr).toBe('error: planted\nbuild.sh: the build failed; the errors are above.\n');
    expect(mac.calls('codesign')).toEqual([]);
  });

  it('fails where the dext in the app is not named as Config/Driver.xcconfig says', () => {
    mac.write(
      `${mac.project}/Config/Driver.xcconfig`,
      'PRODUCT_BUNDLE_IDENTIFIER = com.example.Acme.usb\n',
    );
    const { status, stderr } = mac.run('build.sh', ['Release', '--no-sign']);
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^build\.sh: the app holds no "com\.example\.Acme\.usb\.dext", the name/,
    );
  });

  it.each([
    ['', /Xcode is missing or not selected.*xcode-select -s/],
    ['Xcode 15.4\nBuild version 15F31d\n', /Xcode 15\.4 is too old: this project needs Xcode 16/],
  ])('refuses Xcode %j', (xcode, reason) => {
    mac.put('xcode', xcode);
    const { status, stderr } = mac.run('build.sh');
    expect(status).toBe(1);
    expect(stderr).toMatch(reason);
    expect(mac.calls('xcodebuild')).toEqual(['xcodebuild\t-version']);
  });

  it.each([
    [['Fast'], '"Fast" is no configuration: Debug or Release'],
    [['--fast'], '"--fast" is no option'],
    [['Debug', 'Release'], '"Release" is one argument too many'],
  ])('refuses %j', (args, reason) => {
    const { status, stderr } = mac.run('build.sh', args);
    expect(status).toBe(2);
    expect(stderr).toBe(`build.sh: ${reason}; see build.sh --help\n`);
    expect(mac.calls('xcodebuild')).toEqual([]);
  });
});

describe('sign-adhoc.sh', () => {
  it('says what to do before there is a build', () => {
    const { status, stderr } = mac.run('sign-adhoc.sh', ['Release']);
    expect(status).toBe(1);
    expect(stderr).toBe(
      'sign-adhoc.sh: there is no Release build yet. Run: scripts/build.sh Release\n',
    );
  });

  it('finds the dext under the id of Config/Driver.xcconfig, or says that it is not there', () => {
    mac.build('Debug');
    mac.write(
      `${mac.project}/Config/Driver.xcconfig`,
      'PRODUCT_BUNDLE_IDENTIFIER = com.example.Acme.usb\n',
    );
    const { status, stderr } = mac.run('sign-adhoc.sh');
    expect(status).toBe(1);
    expect(stderr).toContain('the app holds no "com.example.Acme.usb.dext"');
    expect(signatures()).toEqual([]);
  });

  it('fails where the signature does not hold', () => {
    mac.build('Debug');
    mac.put('badly-signed', 'Acme.app\n');
    expect(mac.run('sign-adhoc.sh').status).toBe(1);
  });

  it.each([
    [['Slow'], '"Slow" is no configuration: Debug or Release'],
    [['Debug', 'more'], '"more" is one argument too many'],
  ])('refuses %j', (args, reason) => {
    const { status, stderr } = mac.run('sign-adhoc.sh', args);
    expect(status).toBe(2);
    expect(stderr).toContain(reason);
  });
});
