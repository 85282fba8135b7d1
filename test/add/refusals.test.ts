import { describe, expect, it } from 'vitest';
import { plan } from './adding.ts';
import { driver, NAME, type Parts } from './drivers.ts';

/** A driver after a change to one of its files. */
function changed(
  parts: Parts,
  ending: 'iig' | 'cpp',
  from: string,
  to: string,
): Record<string, string> {
  const files = driver(parts);
  const path = `${NAME}.${ending}`;
  const text = files[path] ?? '';
  if (!text.includes(from)) {
    throw new Error(`${path} has no ${from}`);
  }
  return { ...files, [path]: text.replace(from, to) };
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

  it('names the line of what it found', async () => {
    const files = changed({}, 'cpp', '    uint32_t turns;', '    int pollTimer;');
    const text = files[`${NAME}.cpp`] ?? '';
    const line = text.slice(0, text.indexOf('pollTimer')).split('\n').length;
    expect(await plan(files)).toMatchObject({ path: `${NAME}.cpp`, line });
  });
});
