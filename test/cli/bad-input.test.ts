import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { dextTimer, emptyFolder, snapshot } from '../support/command.ts';

const USB = ['--provider', 'usb-interface', '--vendor-id', '1', '--product-id', '2'];
const NOT_A_NAME = 'is not an UpperCamelCase name';

/** What a person typed, and what has to be in the one line that answers. */
const cases: readonly (readonly [args: readonly string[], ...parts: string[]])[] = [
  // The command line itself
  [['nwe'], '"nwe" is not a command', 'did you mean "new"?'],
  [['--yes'], '"--yes" is not a command'],
  [['new', '--yes', '--intreval', '5ms'], '"--intreval"', 'did you mean --interval?'],
  [['new', '--yes', '--colour'], '"--colour" is not a known flag'],
  [['new', '--yes', '-x'], '"-x" is not a known flag'],
  [['new', 'Acme', 'Beta', '--yes'], '"Beta" is one argument too many'],
  [['new', '--yes', 'Acme', '--', 'Beta'], '"Beta" is one argument too many'],
  [['new', '--yes', '--interval', '1s', '--interval', '2s'], '--interval is given more than once'],
  [['new', '--yes', '--yes'], '--yes is given more than once'],
  [['new', '--yes', '--power', '--no-power'], '--no-power'],
  [['new', '--yes', '--interval'], '--interval', 'duration'],
  [['new', '--yes', '--interval', '--leeway', '1ms'], '--interval', 'duration'],
  [['new', '--yes=maybe'], '"maybe"', '--yes'],
  [['new', '--no-yes=perhaps'], '--no-yes'],
  // Names
  [['new', 'acme', '--yes'], 'Name: "acme"', NOT_A_NAME],
  [['new', '', '--yes'], 'Name: ""'],
  [['new', '007', '--yes'], 'Name: "007"', NOT_A_NAME],
  [['new', '../Acme', '--yes'], 'Name: "../Acme"', NOT_A_NAME],
  [['new', '/etc/Acme', '--yes'], 'Name: "/etc/Acme"', NOT_A_NAME],
  [['new', 'Ac"me', '--yes'], NOT_A_NAME],
  [['new', 'Ac\nme', '--yes'], NOT_A_NAME],
  [['new', '<%Acme%>', '--yes'], 'Name: "<%Acme%>"', NOT_A_NAME],
  [['new', 'Acme$(touch x)', '--yes'], NOT_A_NAME],
  [['new', 'Acme&amp;', '--yes'], NOT_A_NAME],
  [['new', 'Äcme', '--yes'], NOT_A_NAME],
  [['new', 'Acme_One', '--yes'], NOT_A_NAME],
  [['new', `A${'c'.repeat(64)}`, '--yes'], '64'],
  [['new', 'CON', '--yes'], 'CON'],
  [['new', 'SwiftUI', '--yes'], 'SwiftUI'],
  [['new', '--yes', '--timer', 'heartbeat'], '--timer: "heartbeat"', NOT_A_NAME],
  [['new', '--yes', '--timer', 'Start'], '--timer: "Start"'],
  [['new', '--yes', '--timer', 'IOService'], '--timer: "IOService"'],
  [['new', 'Acme', '--yes', '--timer', 'AcmeDriver'], '"AcmeDriver"'],
  [['new', '--yes', '--timer', 'QuiesceHardware'], '"QuiesceHardware"'],
  [['new', '--yes', '--timer', 'Default'], 'defaultQueue'],
  // Bundle ids
  [['new', '--yes', '--bundle-id', 'com.acme'], '--bundle-id: "com.acme"', 'three'],
  [['new', '--yes', '--bundle-id', 'com..acme.driver'], '--bundle-id'],
  [['new', '--yes', '--bundle-id', 'com.acme.my_driver'], '--bundle-id'],
  [['new', '--yes', '--bundle-id', 'com.acme."x".driver'], '--bundle-id'],
  [['new', '--yes', '--bundle-id', `com.acme.${'d'.repeat(155)}`], '155'],
  // Providers and ids
  [['new', '--yes', '--provider', 'usb'], '--provider: "usb"', 'usb-device'],
  [['new', '--yes', '--provider', 'pci'], '--vendor-id', '--product-id'],
  [['new', '--yes', '--provider', 'hid', '--vendor-id', '1'], '--product-id'],
  [['new', '--yes', ...USB, '--interface-number', '256'], '--interface-number: "256"', '255'],
  [['new', '--yes', ...USB, '--configuration-value', '1.5'], '--configuration-value: "1.5"'],
  [
    ['new', '--yes', '--provider', 'pci', '--vendor-id', '0x10000', '--product-id', '1'],
    '"0x10000"',
  ],
  [['new', '--yes', '--provider', 'pci', '--vendor-id', '-1', '--product-id', '1'], '--vendor-id'],
  [['new', '--yes', '--provider', 'pci', '--vendor-id', '1e3', '--product-id', '1'], '"1e3"'],
  // The timer
  [['new', '--yes', '--interval', '5'], '--interval: "5" is not a duration'],
  [['new', '--yes', '--interval', '1.5s'], '--interval: "1.5s" is not a duration'],
  [['new', '--yes', '--interval', '-1s'], '--interval'],
  [['new', '--yes', '--interval', '49us'], '--interval: "49us"', '50us'],
  [['new', '--yes', '--interval', '86401s'], '--interval: "86401s"', '86400s'],
  [['new', '--yes', '--interval', '1m'], '--interval: "1m"'],
  [['new', '--yes', '--interval', '10ms', '--leeway', '11ms'], '--leeway: "11ms"'],
  [['new', '--yes', '--leeway', '2s'], '--leeway: "2s"'],
  [['new', '--yes', '--mode', 'oneshot'], '--mode: "oneshot"', 'one-shot'],
  [['new', '--yes', '--queue', 'main'], '--queue: "main"', 'dedicated'],
  [['new', '--yes', '--clock', 'wall'], '--clock: "wall"', 'monotonic'],
  [['new', 'Acme', '--yes', '--templates', ''], '--templates: "" is no pack'],
  // Nobody to ask
  [['new'], 'no terminal', '--bundle-id', '--provider', '--interval', '--yes'],
  [['new', 'Acme', '--provider', 'pci'], '--vendor-id', '--product-id', '--bundle-id'],
];

const rows = cases.map(([args, ...parts]) => ({ title: JSON.stringify(args), args, parts }));

describe('a fault of the command line is one line that names it, status 2, nothing written', () => {
  it.each(rows)('$title', ({ args, parts }) => {
    const cwd = emptyFolder();
    const { status, stdout, stderr } = dextTimer(args, { cwd });
    expect(stderr).toMatch(/^dext-timer: [^\n]+\n$/);
    for (const part of parts) {
      expect(stderr).toContain(part);
    }
    expect(stdout).toBe('');
    expect(status).toBe(2);
    expect(snapshot(cwd).size).toBe(0);
  });

  it.each(rows)('$title says the same with --json', ({ args, parts }) => {
    const cwd = emptyFolder();
    const { status, stdout } = dextTimer([...args.slice(0, 1), '--json', ...args.slice(1)], {
      cwd,
    });
    const { error } = JSON.parse(stdout) as { error: { code: string; message: string } };
    expect(error.code).toMatch(/^(usage|no-terminal)$/);
    for (const part of parts) {
      expect(error.message).toContain(part);
    }
    expect(status).toBe(2);
  });
});

describe('a fault of the folder is one line that names it, status 1, nothing changed', () => {
  const faults: readonly (readonly [
    title: string,
    prepare: (cwd: string) => void,
    ...parts: string[],
  ])[] = [
    [
      'a file where the project folder must go',
      (cwd) => writeFileSync(path.join(cwd, 'Acme'), 'x'),
      'Acme',
    ],
    [
      'a file where a folder of the project must go',
      (cwd) => {
        mkdirSync(path.join(cwd, 'Acme'));
        writeFileSync(path.join(cwd, 'Acme/Driver'), 'x');
      },
      'Acme/Driver',
    ],
    [
      'a folder where a file must go',
      (cwd) => mkdirSync(path.join(cwd, 'Acme/README.md'), { recursive: true }),
      'Acme/README.md',
    ],
    [
      'a file that differs',
      (cwd) => {
        mkdirSync(path.join(cwd, 'Acme'));
        writeFileSync(path.join(cwd, 'Acme/README.md'), 'mine\n');
      },
      'Acme/README.md',
      '--force',
    ],
    [
      'a project folder that is a link out of here',
      (cwd) => symlinkSync('/tmp', path.join(cwd, 'Acme')),
      'Acme',
    ],
    [
      'a project folder that is a link to another one',
      (cwd) => {
        mkdirSync(path.join(cwd, 'Beta'));
        symlinkSync('Beta', path.join(cwd, 'Acme'));
      },
      'Will not write "Acme": it is a symbolic link that leads out of the project',
    ],
    [
      'a folder of the project that is a link to another project',
      (cwd) => {
        mkdirSync(path.join(cwd, 'Beta/Driver'), { recursive: true });
        writeFileSync(path.join(cwd, 'Beta/Driver/AcmeDriver.cpp'), 'precious\n');
        mkdirSync(path.join(cwd, 'Acme'));
        symlinkSync('../Beta/Driver', path.join(cwd, 'Acme/Driver'));
      },
      'Will not write "Acme/Driver": it is a symbolic link that leads out of the project',
    ],
    [
      'a file that is a symbolic link',
      (cwd) => {
        mkdirSync(path.join(cwd, 'Acme'));
        symlinkSync('/etc/hosts', path.join(cwd, 'Acme/README.md'));
      },
      'Acme/README.md',
    ],
    ['a folder that may not be written', (cwd) => chmodSync(cwd, 0o555), 'permission'],
  ];

  const folders = faults.map(([title, prepare, ...parts]) => ({ title, prepare, parts }));

  it.each(folders)('$title', ({ prepare, parts }) => {
    const cwd = emptyFolder();
    prepare(cwd);
    const before = snapshot(cwd);
    const { status, stdout, stderr } = dextTimer(['new', 'Acme', '--yes'], { cwd });
    expect(stderr).toMatch(/^dext-timer: [^\n]+\n$/);
    for (const part of parts) {
      expect(stderr).toContain(part);
    }
    expect(stdout).toBe('');
    expect(status).toBe(1);
    expect(snapshot(cwd)).toEqual(before);
  });
});
