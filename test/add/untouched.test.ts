import { describe, expect, it } from 'vitest';
import { add, withoutInsertions } from './adding.ts';
import { driver, NAME, type Parts } from './drivers.ts';

const VARIETY: readonly (readonly [string, Parts])[] = [
  ['methods as C::M_Impl', {}],
  ['methods as IMPL(C, M)', { style: 'IMPL' }],
  ['methods with the args macro', { style: 'args-macro' }],
  ['tabs', { indent: '\t' }],
  ['two spaces', { indent: '  ' }],
  ['CRLF', { lineEnd: '\r\n' }],
  ['no final newline', { finalNewline: false }],
  ['no init', { without: ['init', 'ivars'] }],
  ['no free', { without: ['free'] }],
  ['no Start', { without: ['Start'] }],
  ['no Stop', { without: ['Stop'] }],
  ['none of them', { without: ['init', 'free', 'Start', 'Stop', 'ivars'] }],
  ['init without ivars', { without: ['ivars'] }],
  ['a HID device', { base: 'IOUserHIDDevice', without: ['Start'] }],
  ['empty ivars', { ivars: 'empty' }],
  ['ivars in a header', { ivars: 'header' }],
  ['ivars in the .iig', { ivars: 'iig' }],
  ['ivars by a macro', { ivars: 'macro' }],
  ['ivars made by new', { ivars: 'new' }],
  ['one return for success and failure', { exits: 'shared' }],
  ['goto', { exits: 'goto' }],
  ['a call in the last return', { exits: 'tail call' }],
  ['SetPowerState', { power: true }],
  [
    'private members behind the public ones',
    { tail: '\nprivate:\n    void Turn() LOCALONLY;\n', more: `\nvoid ${NAME}::Turn()\n{\n}\n` },
  ],
];

describe('a timer is added to a driver, and nothing else changes', () => {
  it.each(VARIETY)('%s', async (_title, parts) => {
    const before = driver(parts);
    for (const queue of ['default', 'dedicated'] as const) {
      const { files, planned } = await add(before, { queue });
      expect(files).not.toEqual(before);
      expect(withoutInsertions(files, planned)).toEqual(before);
    }
  });

  it('keeps CRLF in what it adds', async () => {
    const { files } = await add(driver({ lineEnd: '\r\n' }));
    expect(files[`${NAME}.cpp`]).not.toMatch(/[^\r]\n/);
    expect(files[`${NAME}.iig`]).not.toMatch(/[^\r]\n/);
  });

  it('does not end a last line that was not ended', async () => {
    const { files } = await add(driver({ finalNewline: false }));
    expect(files[`${NAME}.cpp`]).toMatch(/\}$/);
  });

  it('takes the way around only where Start has no exit for success alone', async () => {
    const ways = async (parts: Parts) => (await add(driver(parts))).planned.start;
    expect(await ways({ exits: 'last' })).toBe('before return');
    expect(await ways({ exits: 'shared' })).toBe('around');
    expect(await ways({ exits: 'tail call' })).toBe('around');
    expect(await ways({ without: ['Start'] })).toBe('new');
  });

  it.each(['ret != kIOReturnSuccess', 'ret'])(
    'does not for a failure by %s that never comes',
    async (test) => {
      const files = driver({
        tail: '    kern_return_t Measure() LOCALONLY;\n',
        more: `\nkern_return_t ${NAME}::Measure()\n{\n    return kIOReturnSuccess;\n}\n`,
      });
      const register = '    ret = RegisterService();\n';
      const checked = `    ret = Measure();\n    if (${test}) {\n        (void)Stop_Impl(provider);\n        return ret;\n    }\n`;
      const source = (files[`${NAME}.cpp`] ?? '').replace(register, `${checked}${register}`);
      const { planned } = await add({ ...files, [`${NAME}.cpp`]: source });
      expect(planned.start).toBe('before return');
    },
  );

  it.each([
    ['a function out of sight may have written', 'Measure(ivars);', 'ivars->open'],
    ['a method out of sight may have written', 'MeasureAgain();', 'ivars->open'],
    ['an earlier call has left', 'static int calls = 0;', 'calls++ > 0'],
  ])(
    'takes the way around where an early success turns on what %s',
    async (_title, first, test) => {
      const { [`${NAME}.cpp`]: source = '', ...files } = driver({
        tail: '    void MeasureAgain() LOCALONLY;\n',
      });
      const register = '    ret = RegisterService();\n';
      const way = async (result: string, inside: string) => {
        const early = `    ${first}\n    if (${test}) {\n${inside}        return ${result};\n    }\n`;
        const edited = source.replace(register, `${early}${register}`);
        return (await add({ ...files, [`${NAME}.cpp`]: edited })).planned.start;
      };
      expect(await way('kIOReturnSuccess', '')).toBe('around');
      expect(await way('ret', '')).toBe('around');
      const undone = '        (void)Stop_Impl(provider);\n';
      expect(await way('kIOReturnBusy', undone)).toBe('before return');
    },
  );

  it('writes methods as the class does', async () => {
    const impl = (await add(driver({ style: 'IMPL' }))).files[`${NAME}.cpp`];
    expect(impl).toContain(`void IMPL(${NAME}, Poll)\n{`);
    expect(impl).not.toContain('Poll_Impl(');
    const plain = (await add(driver())).files[`${NAME}.cpp`];
    expect(plain).toContain(`void ${NAME}::Poll_Impl(OSAction *, uint64_t)\n{`);
  });

  it('puts declarations under public', async () => {
    const { files } = await add(
      driver({
        tail: '\nprivate:\n    void Turn() LOCALONLY;\n',
        more: `\nvoid ${NAME}::Turn()\n{\n}\n`,
      }),
    );
    const iig = files[`${NAME}.iig`] ?? '';
    expect(iig.indexOf('TimerOccurred')).toBeLessThan(iig.indexOf('private:'));
  });

  it.each([
    ['    ', '        return kIOReturnSuccess;\n    }\n    return Stop('],
    ['  ', '    return kIOReturnSuccess;\n  }\n  return Stop('],
  ])('gives a Stop of one line a line at the level of %j', async (indent, lines) => {
    const { [`${NAME}.cpp`]: source = '', ...files } = driver({
      indent,
      stop: '    return Stop(provider, SUPERDISPATCH);\n',
    });
    const oneLine = source.replace(/\{\s*(return Stop\(provider, SUPERDISPATCH\);)\s*\}/, '{ $1 }');
    expect(oneLine).not.toBe(source);
    const edited = (await add({ ...files, [`${NAME}.cpp`]: oneLine })).files[`${NAME}.cpp`];
    expect(edited).toContain(lines);
  });

  it('leaves no blank behind the last member where the brace stands on its line', async () => {
    const { [`${NAME}.iig`]: iig = '', ...files } = driver();
    const before = { ...files, [`${NAME}.iig`]: iig.replace('LOCALONLY;\n};', 'LOCALONLY; };') };
    expect(before[`${NAME}.iig`]).not.toBe(iig);
    const { files: edited, planned } = await add(before);
    expect(edited[`${NAME}.iig`]).not.toMatch(/[ \t]\n/);
    expect(edited[`${NAME}.iig`]).toContain('LOCALONLY;\n\n    virtual void Poll(');
    expect(withoutInsertions(edited, planned)).toEqual(before);
  });

  it('keeps the body of Start under a name that the timer itself does not have', async () => {
    const { files, planned } = await add(driver({ exits: 'shared' }), { name: 'BeforeTimer' });
    expect(planned.start).toBe('around');
    expect(files[`${NAME}.cpp`]).toContain('= StartBeforeBeforeTimer(provider)');
  });

  it('takes super Stop to be called where that is further away than calls are followed', async () => {
    const depth = 20;
    const numbers = Array.from({ length: depth }, (_, i) => i);
    const body = (i: number) =>
      i + 1 < depth ? `End${i + 1}(provider);` : 'Stop(provider, SUPERDISPATCH);';
    const { planned } = await add(
      driver({
        tail: numbers.map((i) => `    void End${i}(IOService *provider) LOCALONLY;\n`).join(''),
        more: numbers
          .map((i) => `\nvoid ${NAME}::End${i}(IOService *provider)\n{\n    ${body(i)}\n}\n`)
          .join(''),
        stop: '    End0(provider);\n    return kIOReturnSuccess;\n',
      }),
    );
    expect(planned.kind).toBe('planned');
  });
});
