import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fakeCommands } from './fake-commands.ts';
import { rendered } from './rendered-project.ts';

export const DRIVER_ID = 'com.example.Acme.driver';
export const APP_ID = 'com.example.Acme';
const HASH = '56ee90b7ab27a3a4af4ac9b1ed52b9e0e8b4a4c1';

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * A project with its scripts in a folder with blanks in its name, and a healthy Mac around it: a
 * USB driver, built, signed ad hoc, installed, active and attached. Tests break one thing each.
 */
export function fakeMac() {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'a fake mac ')));
  const project = path.join(root, 'Acme project');
  const applications = path.join(root, 'Applications');
  const fake = path.join(root, 'fake');
  const bin = path.join(root, 'bin');
  const installed = path.join(applications, 'Acme.app');
  const dextIn = (app: string) =>
    path.join(app, 'Contents/Library/SystemExtensions', `${DRIVER_ID}.dext`);

  for (const folder of [project, applications, fake, bin]) {
    mkdirSync(folder);
  }
  writeFakes(bin);

  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  /** Changes what a stand-in answers. */
  const put = (name: string, text: string) => write(path.join(fake, name), text);

  writeProject(project, write);
  writeApp(installed, dextIn(installed), write);
  for (const [name, text] of Object.entries(healthy())) {
    put(name, text);
  }
  const builds = path.join(project, 'build/DerivedData/Build/Products');
  put(
    'make-build',
    `#!/usr/bin/env bash\nmkdir -p "${builds}/$1"\ncp -R "${root}/template.app" "${builds}/$1/Acme.app"\n`,
  );
  chmodSync(path.join(fake, 'make-build'), 0o755);
  writeApp(path.join(root, 'template.app'), dextIn(path.join(root, 'template.app')), write);

  return {
    root,
    project,
    applications,
    installed,
    dext: dextIn(installed),
    put,
    write,
    built: (configuration: string) => path.join(builds, configuration, 'Acme.app'),
    /** Lays a build down as xcodebuild would. */
    build(configuration: 'Debug' | 'Release') {
      cpSync(path.join(root, 'template.app'), path.join(builds, configuration, 'Acme.app'), {
        recursive: true,
      });
    },
    remove: (file: string) => rmSync(file, { recursive: true }),
    exists: (file: string) => existsSync(file),
    read: (file: string) => readFileSync(file, 'utf8'),
    /** Runs a script of the project; a set TEST_BASH is the shell that runs it. */
    run(script: string, args: string[] = [], env: Record<string, string> = {}): Outcome {
      const { status, stdout, stderr } = spawnSync(path.join(project, 'scripts', script), args, {
        cwd: root,
        encoding: 'utf8',
        env: { ...this.env(), ...env },
      });
      return { status, stdout, stderr };
    },
    env: (): Record<string, string> => ({
      PATH: `${bin}:/usr/bin:/bin`,
      FAKE: fake,
      APPLICATIONS_DIR: applications,
      NODE: process.execPath,
      READ_PLIST: path.join(import.meta.dirname, 'read-plist.mjs'),
      TERM: 'xterm',
    }),
    /** The calls of stand-ins so far: the command and its arguments, a tab between each. */
    calls(command?: string): string[] {
      const file = path.join(fake, 'calls');
      const all = existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [];
      return command ? all.filter((call) => call.startsWith(`${command}\t`)) : all;
    },
    discard: () => rmSync(root, { recursive: true, force: true }),
  };
}

export type FakeMac = ReturnType<typeof fakeMac>;

/** A line of `systemextensionsctl list`. */
export function extensionRow(at: { state: string; version?: string; id?: string }): string {
  const { state, version = '1.0/1', id = DRIVER_ID } = at;
  const mark = state === 'activated enabled' ? '*' : '';
  return `${mark}\t${mark}\t\t${id} (${version})\t${id}\t[${state}]\n`;
}

/** What `systemextensionsctl list` prints around such lines. */
export function extensionList(...rows: string[]): string {
  return [
    `${rows.length} extension(s)\n`,
    "--- com.apple.system_extension.driver_extension (Go to 'System Settings > General > Login Items & Extensions > Driver Extensions' to modify these system extension(s))\n",
    'enabled\tactive\tteamID\tbundleID (version)\tname\t[state]\n',
    ...rows,
  ].join('');
}

/** An entry as `ioreg -r -d 1 -l` prints it. */
export function registryEntry(at: { headline: string; lines: readonly string[] }): string {
  return `+-o ${at.headline}\n    {\n${at.lines.map((line) => `      ${line}\n`).join('')}    }\n\n`;
}

/** The driver in the registry. */
export function driverEntry(at: { state?: string; hash?: string; class?: string } = {}): string {
  const { state = 'registered, matched, active', hash = HASH, class: name = 'AcmeDriver' } = at;
  return registryEntry({
    headline: `${name}  <class IOUserService, id 0x100000967, ${state}, busy 0 (1 ms), retain 10>`,
    lines: [
      `"IOUserClass" = "${name}"`,
      `"IOUserServerCDHash" = "${hash}"`,
      `"IOUserServerName" = "${DRIVER_ID}"`,
    ],
  });
}

/** A USB device in the registry. */
export function usbEntry(at: { vendor: number; product: number; name?: string }): string {
  return registryEntry({
    headline: `${at.name ?? 'Gauge'}  <class IOUSBHostDevice, id 0x100000a12, registered, matched, active, busy 0 (9 ms), retain 30>`,
    lines: ['"sessionID" = 53', `"idVendor" = ${at.vendor}`, `"idProduct" = ${at.product}`],
  });
}

function healthy(): Record<string, string> {
  const keys = (...names: string[]) =>
    `<plist><dict>${names.map((name) => `<key>${name}</key><true/>`).join('')}</dict></plist>\n`;
  return {
    uname: 'Darwin\n',
    xcode: 'Xcode 16.1\nBuild version 16B40\n',
    csrutil: 'System Integrity Protection status: disabled.\n',
    developer: 'Developer mode is on\n',
    signature: `Identifier=${DRIVER_ID}\nCDHash=${HASH}\nSignature=adhoc\nTeamIdentifier=not set\n`,
    'badly-signed': '',
    'entitlements-of-dext': keys(
      'com.apple.developer.driverkit',
      'com.apple.developer.driverkit.transport.usb',
    ),
    'entitlements-of-app': keys('com.apple.developer.system-extension.install'),
    extensions: extensionList(extensionRow({ state: 'activated enabled' })),
    'extensions-later': extensionList(),
    'registry-providers':
      usbEntry({ vendor: 1, product: 2, name: 'Keyboard' }) +
      usbEntry({ vendor: 4660, product: 22136 }),
    'registry-drivers': driverEntry({ class: 'OtherDriver', hash: 'aa' }) + driverEntry(),
    log: 'Timestamp               Ty Process[PID:TID]\n',
  };
}

function writeFakes(bin: string): void {
  for (const [name, body] of Object.entries(fakeCommands)) {
    const record = `IFS=$'\\t'; printf '%s\\n' "${name}\t$*" >>"$FAKE/calls"; unset IFS`;
    writeFileSync(path.join(bin, name), `#!/usr/bin/env bash\n${record}\n${body}\n`, {
      mode: 0o755,
    });
  }
  if (process.env.TEST_BASH) {
    symlinkSync(process.env.TEST_BASH, path.join(bin, 'bash'));
  }
}

type Write = (file: string, text: string) => void;

function writeProject(project: string, write: Write): void {
  for (const file of rendered({ provider: 'usb-device' })) {
    if (/^(scripts|Config)\//.test(file.path)) {
      write(path.join(project, file.path), file.text);
      chmodSync(path.join(project, file.path), file.mode);
    }
  }
  write(
    path.join(project, 'Driver/Driver.entitlements'),
    [
      'com.apple.developer.driverkit',
      'com.apple.developer.driverkit.transport.usb',
      'com.apple.developer.driverkit.allow-any-userclient-access',
    ]
      .map((key) => `\t<key>${key}</key>\n`)
      .join(''),
  );
  write(path.join(project, 'Driver/Info.plist'), personality());
}

function writeApp(app: string, dext: string, write: Write): void {
  write(path.join(app, 'Contents/Info.plist'), `CFBundleIdentifier=${APP_ID}\n`);
  write(
    path.join(dext, 'Info.plist'),
    `CFBundleIdentifier=${DRIVER_ID}\nCFBundleShortVersionString=1.0\nCFBundleVersion=1\n${personality()}`,
  );
}

/** The personality of a driver for one USB device, as flat lines; `other` replaces its match. */
export function personality(
  other: readonly string[] = [
    'IOProviderClass=IOUSBHostDevice',
    'idVendor=4660',
    'idProduct=22136',
  ],
): string {
  const at = 'IOKitPersonalities.AcmeDriver';
  return [
    'IOKitPersonalities=AcmeDriver',
    `${at}.IOUserClass=AcmeDriver`,
    ...other.map((line) => `${at}.${line}`),
    '',
  ].join('\n');
}
