import { describe, expect, it } from 'vitest';
import { parseGivenObject } from '../../core/options/given-object.ts';
import { NEW_COMMAND, NEW_OPTIONS } from '../../core/options/new-command.ts';
import { labelOf } from '../../core/options/option.ts';
import { resolveNewProject } from '../../core/options/resolve-new-project.ts';
import { failureOf, person, runNew } from './command-run.ts';

const NAME =
  'is not an UpperCamelCase name; use ASCII letters and digits, a capital first, such as Acme.';
const TIMER = NAME.replace('Acme', 'Heartbeat');
const MACRO = 'is a macro of iig, the C headers or the build; choose another name.';
const DURATION =
  'is not a duration; write a whole number with ns, us, ms or s, such as 500us or 1s.';
const ID = '0 to 65535 (0xFFFF)';
const BYTE = '0 to 255 (0xFF)';

/** Key of the option, the raw value, and the one sentence that flag and question both give. */
const bad: readonly (readonly [key: string, raw: string, sentence: string])[] = [
  ['name', '', `"" ${NAME}`],
  ['name', 'acme', `"acme" ${NAME}`],
  ['name', '007', `"007" ${NAME}`],
  ['name', '../Acme', `"../Acme" ${NAME}`],
  ['name', 'A/B', `"A/B" ${NAME}`],
  ['name', 'Acme Driver', `"Acme Driver" ${NAME}`],
  ['name', "A';rm -rf ~;'", `"A';rm -rf ~;'" ${NAME}`],
  ['name', '$(touch x)', `"$(touch x)" ${NAME}`],
  ['name', 'A`id`', `"A\`id\`" ${NAME}`],
  ['name', 'A<%= it %>', `"A<%= it %>" ${NAME}`],
  ['name', 'A&lt;', `"A&lt;" ${NAME}`],
  ['name', 'A\nB', `"A\\nB" ${NAME}`],
  ['name', 'A\u001b[2J', `"A\\u001b[2J" ${NAME}`],
  ['name', 'A\u202eB', `"A\\u{202e}B" ${NAME}`],
  ['name', 'A\u0000', `"A\\u0000" ${NAME}`],
  ['name', 'Ünit', `"Ünit" ${NAME}`],
  ['name', 'A"B', `"A\\"B" ${NAME}`],
  ['name', 'class', '"class" is a C++ keyword; choose another UpperCamelCase name.'],
  ['name', 'TYPE', `"TYPE" ${MACRO}`],
  [
    'name',
    'IOService',
    '"IOService" looks like a name of DriverKit (IO…, OS…); choose another name.',
  ],
  [
    'name',
    'Foundation',
    `"Foundation" is a module of Apple's; the app could not import it. Choose another name.`,
  ],
  [
    'name',
    'Nul',
    '"Nul" is a device on Windows, where no folder can have that name; choose another.',
  ],
  ['name', 'X'.repeat(65), `"${'X'.repeat(65)}" is too long; a name has at most 64 characters.`],
  ['name', 'x'.repeat(4000), `"${'x'.repeat(80)}"… (4000 characters) ${NAME}`],
  [
    'bundleId',
    'com.acme',
    '"com.acme" is too short for a bundle id; give three parts or more, separated by periods, such as com.example.Acme.driver.',
  ],
  [
    'bundleId',
    'com..x',
    '"com..x" has an empty part; each part of a bundle id is at least one letter or digit, such as com.example.Acme.driver.',
  ],
  [
    'bundleId',
    'com.a_b.x',
    '"com.a_b.x" has "_"; a bundle id is ASCII letters, digits, hyphens and periods, such as com.example.Acme.driver.',
  ],
  [
    'bundleId',
    '../../etc',
    '"../../etc" has "/"; a bundle id is ASCII letters, digits, hyphens and periods, such as com.example.Acme.driver.',
  ],
  ['provider', 'usb', '"usb" is not one of resources, usb-device, usb-interface, pci, hid.'],
  [
    'provider',
    'pcie',
    '"pcie" is not one of resources, usb-device, usb-interface, pci, hid. Did you mean pci?',
  ],
  ['provider', '', '"" is not one of resources, usb-device, usb-interface, pci, hid.'],
  ['vendorId', '65536', `"65536" is too large; allowed are ${ID}.`],
  ['vendorId', '-1', `"-1" is not a number; allowed are ${ID}, in decimal, or in hex after 0x.`],
  [
    'vendorId',
    '05ac',
    `"05ac" is not a number; allowed are ${ID}, in decimal, or in hex after 0x.`,
  ],
  ['productId', ' 12', `" 12" is not a number; allowed are ${ID}, in decimal, or in hex after 0x.`],
  ['productId', '0xFFFFF', `"0xFFFFF" is too large; allowed are ${ID}.`],
  ['interfaceNumber', '256', `"256" is too large; allowed are ${BYTE}.`],
  [
    'configurationValue',
    '1e2',
    `"1e2" is not a number; allowed are ${BYTE}, in decimal, or in hex after 0x.`,
  ],
  ['timer', 'heartbeat', `"heartbeat" ${TIMER}`],
  ['timer', 'DEBUG', `"DEBUG" ${MACRO}`],
  ['timer', 'NDEBUG', `"NDEBUG" ${MACRO}`],
  ['timer', 'Stop', '"Stop" is a name that DriverKit has already; choose another.'],
  [
    'timer',
    'BringUpHardware',
    '"BringUpHardware" is a name that the driver has already; choose another.',
  ],
  [
    'timer',
    'Default',
    '"Default" makes defaultQueue, a name that the driver has already; choose another.',
  ],
  ['interval', '1', `"1" ${DURATION}`],
  ['interval', '1.5s', `"1.5s" ${DURATION}`],
  ['interval', '1 s', `"1 s" ${DURATION}`],
  ['interval', '-1s', `"-1s" ${DURATION}`],
  ['interval', '1S', `"1S" ${DURATION}`],
  ['interval', '1e3ms', `"1e3ms" ${DURATION}`],
  ['interval', '0', '"0" is too short; allowed are 50us to 86400s (24 hours).'],
  ['interval', '49us', '"49us" is too short; allowed are 50us to 86400s (24 hours).'],
  ['interval', '86401s', '"86401s" is too long; allowed are 50us to 86400s (24 hours).'],
  ['leeway', '2s', '"2s" is longer than the interval; allowed are 0 to 1s.'],
  ['leeway', 'none', `"none" ${DURATION}`],
  ['mode', 'oneshot', '"oneshot" is not one of periodic, one-shot. Did you mean one-shot?'],
  ['queue', 'main', '"main" is not one of default, dedicated.'],
  ['clock', 'Uptime', '"Uptime" is not one of uptime, monotonic. Did you mean uptime?'],
];

const usbInterface = { provider: 'usb-interface', vendorId: '1', productId: '2' };

function optionOf(key: string) {
  const option = NEW_OPTIONS.find((candidate) => candidate.key === key);
  if (option === undefined) throw new Error(`no option ${key}`);
  return option;
}

describe('bad input', () => {
  it('is tried for every option but the switch', () => {
    const tried = new Set(bad.map(([key]) => key));
    expect(
      NEW_OPTIONS.filter((option) => option.kind !== 'switch').map((option) => option.key),
    ).toEqual([...tried]);
  });

  it.each(bad)('%s %j on the command line', async (key, raw, sentence) => {
    const option = optionOf(key);
    const flag = labelOf(option);
    const args = key === 'name' ? ['--yes', raw] : ['Acme', '--yes', flag, raw];
    expect(await failureOf(() => runNew(args))).toEqual({
      message: `${flag}: ${sentence}`,
      flag,
      code: 'usage',
      exitStatus: 2,
    });
  });

  it.each(bad)('%s %j in an object', async (key, raw, sentence) => {
    const flag = labelOf(optionOf(key));
    const given = parseGivenObject({ name: 'Acme', [key]: raw }, NEW_COMMAND);
    const run = () => resolveNewProject({ given, folderName: 'x', yes: true, ...person() });
    expect(await failureOf(run)).toMatchObject({ message: `${flag}: ${sentence}`, flag });
  });

  it.each(bad)('%s %j as an answer', async (key, raw, sentence) => {
    const someone = person({ ...usbInterface, [key]: raw });
    const failure = await failureOf(() => runNew([], someone));
    expect(failure).toMatchObject({
      message: `${labelOf(optionOf(key))}: ${sentence}`,
      exitStatus: 2,
    });

    const last = someone.asked.at(-1);
    expect(last?.name).toBe(key);
    if (last?.type === 'input') {
      expect(last.validate(raw)).toBe(sentence);
    }
  });

  it.each(bad)('%s %j is refused before anything is asked', async (key, raw) => {
    const flag = labelOf(optionOf(key));
    const someone = person();
    const args =
      key === 'name' ? [raw] : [flag, raw, ...(key === 'leeway' ? ['--interval', '1s'] : [])];
    await failureOf(() => runNew(args, someone));
    expect(someone.asked).toEqual([]);
  });

  it('says it in one line', () => {
    for (const [, , sentence] of bad) expect(sentence).not.toMatch(/[\n\r]/);
  });
});
