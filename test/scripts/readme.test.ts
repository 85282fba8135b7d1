import { describe, expect, it } from 'vitest';
import { everyChoice, rendered, renderedText } from './rendered-project.ts';

type Choice = ReturnType<typeof everyChoice>[number];

const readme = (choice: Choice) => renderedText(choice, 'README.md');
const title = (choice: Choice) =>
  [choice.provider, choice.mode, choice.queue, choice.power ? 'power' : 'no power'].join(', ');
const choices = everyChoice().map((choice) => ({ title: title(choice), choice }));

/** The lines of the sequence diagram. */
function diagram(choice: Choice): string[] {
  const body = /```mermaid\n([\s\S]*?)```/.exec(readme(choice))?.[1] ?? '';
  return body
    .trimEnd()
    .split('\n')
    .map((line) => line.trim());
}

describe.each(choices)('README for $title', ({ choice }) => {
  const text = readme(choice);

  it('stays short', () => {
    expect(text.split('\n').length).toBeLessThanOrEqual(220);
  });

  it('has no trace of a template, and no hole', () => {
    expect(text).not.toMatch(/<%|%>|\bundefined\b|\bnull\b(?! pointer)|\bNaN\b|\bit\.\w/);
    expect(text).not.toMatch(/ \n|\n\n\n|^\n/);
    expect(text.match(/^```/gm)?.length ?? 0).toSatisfy((count: number) => count % 2 === 0);
  });

  it('has commands that zsh takes as they are pasted: to it, a # in a line is a word', () => {
    const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');
    expect(blocks.length).toBeGreaterThan(3);
    expect(blocks.filter((block) => /(^|\s)#/m.test(block))).toEqual([]);
  });

  it('names only files that the project has', () => {
    const files = rendered(choice).map((file) => file.path);
    // To be written by the reader, or made by a build.
    const later = /Local\.xcconfig$|UserClient|embedded\.provisionprofile/;
    const named = [
      ...text.matchAll(/`((?:Config|Driver|Distribution|Tests|scripts|\.github)\/[^`\s*]+)/g),
    ]
      .map((match) => match[1] ?? '')
      .filter((file) => !file.endsWith('/') && !later.test(file));
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((file) => !files.includes(file))).toEqual([]);
  });

  it('names only methods that the driver has, and every hook', () => {
    const iig = renderedText(choice, 'Driver/AcmeDriver.iig');
    const named = new Set([...text.matchAll(/`(\w+)\([a-z]*\)`/g)].map((match) => match[1] ?? ''));
    expect([...named].filter((method) => !iig.includes(` ${method}(`))).toEqual([]);
    const hooks = ['BringUpHardware', 'QuiesceHardware', 'HeartbeatTick'];
    if (choice.power) {
      hooks.push('PowerDownHardware', 'PowerUpHardware');
    }
    expect([...named]).toEqual(expect.arrayContaining(hooks));
    expect(text.includes('PowerDownHardware')).toBe(choice.power);
  });

  it('names only members that the driver has', () => {
    const cpp = renderedText(choice, 'Driver/AcmeDriver.cpp');
    const named = [...text.matchAll(/ivars->(\w+)/g)].map((match) => match[1] ?? '');
    expect(named.filter((member) => !cpp.includes(`*${member};`))).toEqual([]);
  });

  it('draws with participants that it declares', () => {
    const lines = diagram(choice);
    expect(lines[0]).toBe('sequenceDiagram');
    const declared = lines.flatMap((line) => /^participant (\w) as /.exec(line)?.[1] ?? []);
    expect(declared).toEqual(choice.queue === 'dedicated' ? ['K', 'D', 'T', 'H'] : ['K', 'D', 'H']);
    for (const line of lines.slice(1).filter((line) => !/^(participant |loop |end$)/.test(line))) {
      const [, from, to] = /^(?:(\w)--?>>(\w)|Note over (?:\w)): [^;#]+$/.exec(line) ?? [
        '',
        '-',
        '-',
      ];
      expect(
        [from ?? 'D', to ?? 'D'].every((one) => declared.includes(one)),
        line,
      ).toBe(true);
    }
  });

  it('draws the order of the teardown', () => {
    const lines = diagram(choice);
    const after = lines.slice(lines.indexOf('K->>D: Stop(provider)'));
    const at = (part: string) => after.findIndex((line) => line.includes(part));
    const order = ['stopping is set', 'success', 'release the timer', 'super Stop, the very last'];
    expect(order.map(at)).toEqual([...order.map(at)].sort((a, b) => a - b));
    expect(order.map(at)).not.toContain(-1);
    expect(at('super Stop, the very last')).toBe(after.length - 1);
    // On a queue of its own the timer must be dead first; on Default ticks cannot overlap Stop.
    const quiesceLate = at('QuiesceHardware') > at('release the timer');
    expect(quiesceLate).toBe(choice.queue === 'dedicated');
  });
});

describe('README', () => {
  const one = (part: Partial<Choice>) =>
    readme({ provider: 'resources', mode: 'periodic', queue: 'default', power: true, ...part });

  it('says what the driver is', () => {
    expect(one({})).toContain(
      "Its timer `Heartbeat` ticks every 1s (leeway 100ms), on the driver's Default queue;",
    );
    expect(one({ mode: 'one-shot', queue: 'dedicated' })).toContain(
      'Its timer `Heartbeat` fires once, 1s after the driver has started (leeway 100ms), on a queue of its own;',
    );
  });

  it('says that no Mac has built it, with the command that proves it', () => {
    expect(one({})).toMatch(/No Mac has built this exact project yet/);
    expect(one({})).toContain('xcodebuild -scheme Acme CODE_SIGNING_ALLOWED=NO build');
  });

  it('quotes the assertion, and the rules of the teardown', () => {
    expect(one({})).toContain('Assertion failed: (queue), function Cancel, file uioserver.cpp');
    for (const rule of ['DK01', 'DK04', 'DK05', 'DK07', 'DK08', 'DK12', 'DK34']) {
      expect(one({})).toContain(rule);
    }
    expect(one({})).not.toContain('DK17');
    expect(one({ queue: 'dedicated' })).toContain('DK17');
  });

  it.each([
    ['resources', /IOUserResources/],
    ['usb-device', /idVendor 4660 \(0x1234\).*SetConfiguration/s],
    ['usb-interface', /interface 0 of configuration 1/],
    ['pci', /`0x56781234`.*IOPCITunnelCompatible/s],
    ['hid', /takes the place of Apple's for this device/],
  ] as const)('has notes for %s', (provider, note) => {
    expect(one({ provider })).toMatch(note);
  });

  it('explains how a shot is scheduled again, where there is one', () => {
    expect(one({ mode: 'one-shot' })).toMatch(/`ScheduleHeartbeat\(\)` schedules it again/);
    expect(one({})).not.toContain('ScheduleHeartbeat');
  });
});
