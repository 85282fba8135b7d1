import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { plan } from './adding.ts';
import { driver, NAME, type Parts } from './drivers.ts';

/** A driver after a change to one of its files, and with others in place of its own. */
function changed(
  parts: Parts,
  ending: 'iig' | 'cpp',
  from: string,
  to: string,
  others: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const files = driver(parts);
  const path = `${NAME}.${ending}`;
  const text = files[path] ?? '';
  if (!text.includes(from)) {
    throw new Error(`${path} has no ${from}`);
  }
  return { ...files, [path]: text.replace(from, to), ...others };
}

function withoutFree(): string {
  return driver({ without: ['free'] })[`${NAME}.cpp`] ?? '';
}

function bareInterface(): string {
  return driver({ without: ['init', 'free', 'Start', 'Stop'] })[`${NAME}.iig`] ?? '';
}

const STOP = `kern_return_t ${NAME}::Stop_Impl(IOService *provider)`;
const SUPER = '    return Stop(provider, SUPERDISPATCH);\n';

const REFUSED: readonly (readonly [string, string, RegExp, Record<string, string>])[] = [
  [
    'no super Stop',
    'no-super-stop',
    /DK08/,
    driver({ stop: '    ShutValve();\n    return kIOReturnSuccess;\n' }),
  ],
  [
    'super Stop behind a macro out of sight',
    'super-stop-unseen',
    /super Stop/,
    driver({ stop: '    return FINISH_STOP(provider);\n' }),
  ],
  [
    'a plain Stop',
    'plain-method',
    /without _Impl/,
    changed({}, 'cpp', STOP, STOP.replace('_Impl', '')),
  ],
  [
    'Stop behind a macro',
    'not-defined',
    /not to be seen/,
    changed({}, 'cpp', STOP, 'DEFINE_STOP(ValveDriver)'),
  ],
  [
    'a method inside its class',
    'inline',
    /free is defined inside its class/,
    changed({}, 'iig', 'void free() override;', 'void free() override { super::free(); }', {
      [`${NAME}.cpp`]: withoutFree(),
    }),
  ],
  [
    'a method that the class does not declare',
    'not-declared',
    /free is defined, and ValveDriver does not declare it/,
    changed({}, 'iig', '    virtual void free() override;\n', ''),
  ],
  [
    'no source',
    'no-source',
    /no source defines methods of ValveDriver/,
    { [`${NAME}.iig`]: bareInterface() },
  ],
  [
    'a public part that ends in the middle of a line',
    'no-place',
    /end of the public part/,
    changed({}, 'iig', 'ShutValve() LOCALONLY;', 'ShutValve() LOCALONLY; private: int a();'),
  ],
  [
    'a public part that ends in an #if',
    'no-place',
    /end of the public part/,
    changed(
      {},
      'iig',
      '    void ShutValve() LOCALONLY;\n',
      '#if A\n    void ShutValve() LOCALONLY;\n#endif\nprivate:\n    void Turn() LOCALONLY;\n',
    ),
  ],
  [
    'a class that ends in an #if',
    'no-place',
    /ends in an #if/,
    changed({}, 'iig', '};\n', '#if A\n};\n#else\n};\n#endif\n'),
  ],
  [
    'two definitions',
    'defined-twice',
    /a second time/,
    driver({ more: `\n${STOP}\n{\n${SUPER}}\n` }),
  ],
  ['Stop in an #if', 'conditional', /#if/, withConditionalStop()],
  [
    'a parameter without a name',
    'unnamed-parameter',
    /no name/,
    changed(
      { stop: '    return Stop(GetProvider(), SUPERDISPATCH);\n' },
      'cpp',
      STOP,
      STOP.replace('*provider', '*'),
    ),
  ],
  [
    'a plain object',
    'not-a-service',
    /OSObject/,
    changed({}, 'iig', ': public IOService', ': public OSObject'),
  ],
  [
    'a class of C++ alone',
    'not-dispatched',
    /LOCALONLY/,
    changed({}, 'iig', `class ${NAME}`, `class LOCALONLY ${NAME}`),
  ],
  [
    'Stop on a queue of its own',
    'other-queue',
    /Stopper/,
    changed(
      {},
      'iig',
      'Stop(IOService *provider) override',
      'Stop(IOService *provider) override QUEUENAME(Stopper)',
    ),
  ],
  [
    'ivars deleted in Stop',
    'ivars-deleted-in-stop',
    /DK33/,
    driver({ stop: `    IOSafeDeleteNULL(ivars, ${NAME}_IVars, 1);\n${SUPER}` }),
  ],
  [
    'ivars made in Start',
    'ivars-made-elsewhere',
    /init\(\)/,
    changed(
      { without: ['init'] },
      'cpp',
      '    kern_return_t ret',
      `    ivars = IONewZero(${NAME}_IVars, 1);\n    kern_return_t ret`,
    ),
  ],
  [
    'ivars out of sight',
    'ivars-unseen',
    /struct/,
    changed({}, 'cpp', `struct ${NAME}_IVars\n{\n    bool open;\n    uint32_t turns;\n};\n`, ''),
  ],
  [
    'a Default queue of its own',
    'default-queue-replaced',
    /Default queue/,
    driver({
      more: `\nvoid ${NAME}::Turn()\n{\n    SetDispatchQueue(kIOServiceDefaultQueueName, nullptr);\n}\n`,
      tail: '    void Turn() LOCALONLY;\n',
    }),
  ],
  [
    'a name that is taken',
    'name-taken',
    /pollTimer/,
    changed({}, 'cpp', '    uint32_t turns;', '    int pollTimer;'),
  ],
  [
    'a handler of that name without a timer',
    'name-taken',
    /Poll/,
    driver({
      more: `\nvoid ${NAME}::Poll_Impl(OSAction *action, uint64_t time)\n{\n}\n`,
      tail: '    virtual void Poll(OSAction *action, uint64_t time) TYPE(IOTimerDispatchSource::TimerOccurred);\n',
    }),
  ],
  [
    'a macro of that name',
    'name-taken',
    /PollNow/,
    changed({}, 'cpp', '#include <os/log.h>', '#include <os/log.h>\n#define PollNow 3'),
  ],
  [
    'a file that breaks off',
    'not-understood',
    /understood/,
    changed({}, 'cpp', `void ${NAME}::ShutValve()\n{\n}\n`, `void ${NAME}::ShutValve(\n{\n`),
  ],
];

function withConditionalStop(): Record<string, string> {
  const files = driver();
  const path = `${NAME}.cpp`;
  const text = files[path] ?? '';
  const at = text.indexOf(STOP);
  const end = text.indexOf('}\n', at) + 2;
  const body = text.slice(at, end);
  return { ...files, [path]: `${text.slice(0, at)}#if FEWER\n${body}#endif\n${text.slice(end)}` };
}

describe('a timer is refused, with the reason and its place', () => {
  it.each(REFUSED)('%s', async (_title, code, message, files) => {
    const outcome = await plan(files);
    expect(outcome).toMatchObject({ kind: 'refusal', code });
    if (outcome.kind === 'refusal') {
      expect(outcome.message).toMatch(message);
      expect(outcome.path in files).toBe(true);
      expect(outcome.line).toBeGreaterThan(0);
      expect(outcome.pieces.map((it) => it.text).join('\n')).toContain(`${NAME}::PollTick()`);
    }
  });

  it.each([
    ['a method inside its class', 'iig', /free\(\) override \{/],
    ['a method that the class does not declare', 'cpp', /::free\(\)/],
    ['no source', 'iig', /^class/m],
    ['a public part that ends in the middle of a line', 'iig', /ShutValve/],
    ['a public part that ends in an #if', 'iig', /ShutValve/],
    ['a class that ends in an #if', 'iig', /^\};/m],
    ['a name that is taken', 'cpp', /pollTimer/],
  ] as const)('and names the line of what it found: %s', async (title, ending, place) => {
    const [, , , files = {}] = REFUSED.find(([it]) => it === title) ?? [];
    const path = `${NAME}.${ending}`;
    const text = files[path] ?? '';
    const line = text.slice(0, text.search(place)).split('\n').length;
    expect(await plan(files)).toMatchObject({ path, line });
  });
});

describe('where a name is taken, a free one is named', () => {
  /** A name that the refusal proposes. */
  async function proposed(files: Record<string, string>, name: string): Promise<string> {
    const outcome = await plan(files, { name });
    const message = outcome.kind === 'refusal' ? outcome.message : '';
    return / name the timer (\w+), for example$/.exec(message)?.[1] ?? message;
  }

  it.each([
    ['Poll', 'a member', '    int pollTimer;', 'PollTimer'],
    [
      'Poll',
      'a member like that of the next one',
      '    int pollTimer, pollTimerTimer;',
      'TimedPoll',
    ],
    [
      'Poll',
      'many members',
      '    int pollTimer, pollTimerTimer, timedPollQueue, poll2Timer;',
      'Poll3',
    ],
    ['Terminate', "one of DriverKit's", '    int a;', 'TerminateTimer'],
    ['Poll', 'the name for the old body', '    int StartBeforePoll;', 'PollTimer'],
  ])('%s: %s', async (name, _title, members, expected) => {
    const files = changed({}, 'cpp', '    uint32_t turns;', members);
    expect(await proposed(files, name)).toBe(expected);
    expect((await plan(files, { name: expected })).kind).toBe('planned');
  });

  it('or that another one is needed', async () => {
    const all = ['PollTimer', 'TimedPoll', ...Array.from({ length: 8 }, (_, i) => `Poll${i + 2}`)];
    const members = ['Poll', ...all].map((it) => `Stop${it}`).join(', ');
    const files = changed({}, 'cpp', '    uint32_t turns;', `    int ${members};`);
    expect(await proposed(files, 'Poll')).toMatch(/; choose another name for the timer$/);
  });

  it('and the old body of Start gets the timer’s name where the plain one is taken', async () => {
    const files = changed(
      { exits: 'shared' },
      'cpp',
      '    uint32_t turns;',
      '    int StartBeforeTimer;',
    );
    const outcome = await plan(files);
    const texts = outcome.kind === 'planned' ? outcome.insertions.map((it) => it.text) : [];
    expect(texts.join('')).toContain(
      'kern_return_t ValveDriver::StartBeforePoll(IOService *provider)',
    );
  });
});

describe('what only a comment says', () => {
  const bare = `kern_return_t ${NAME}::Start_Impl(IOService *provider)
{
    // needs no ivars
    return Start(provider, SUPERDISPATCH);
}

kern_return_t ${NAME}::Stop_Impl(IOService *provider)
{
    return Stop(provider, SUPERDISPATCH);
}
`;
  const without = driver({ without: ['init', 'free'] });

  it.each<[string, Record<string, string>]>([
    [
      'a call of SetDispatchQueue',
      driver({
        stop: `    // SetDispatchQueue(kIOServiceDefaultQueueName, q) is never called here.\n${SUPER}`,
      }),
    ],
    ['ivars', { ...without, [`${NAME}.cpp`]: `#include "${NAME}.h"\n\n${bare}` }],
  ])('refuses nothing: %s', async (_what, files) => {
    expect((await plan(files)).kind).toBe('planned');
  });
});

describe('the codes of refusals', () => {
  it('are all tried here', () => {
    const source = readFileSync(new URL('../../core/add/refused.ts', import.meta.url), 'utf8');
    const codes = [...source.matchAll(/^ {2}\| '([\w-]+)'/gm)].map((it) => it[1]);
    expect(codes.length).toBeGreaterThan(15);
    const tried = new Set(REFUSED.map(([, code]) => code));
    expect(codes.filter((it) => !tried.has(it ?? ''))).toEqual([]);
  });
});
