import { expect, it } from 'vitest';
import { brief, findingsIn } from '../support/check.ts';

function oven(args: string, more = '') {
  return {
    'Oven.iig':
      'class Oven : public IOService\n{\npublic:\n    virtual kern_return_t Start(IOService *provider) override;\n    void Bake() LOCALONLY;\n};\n',
    'Oven.cpp': `
struct Oven_IVars { OSSharedPtr<IODispatchQueue> hot; };
static const uint64_t kPlain = 0;
kern_return_t Oven::Start_Impl(Oven_Start_Args)
{
    IODispatchQueue *hot = nullptr;
    kern_return_t e = IODispatchQueue::Create("hot", ${args}, &hot);
    ivars->hot = OSSharedPtr(hot, OSNoRetain);
    return e;
}
${more}
`,
  };
}

async function found(args: string, more?: string) {
  return brief(await findingsIn(oven(args, more))).filter((it) => it.includes('DK40'));
}

it.each(['0, 17', '2, 0', '3, 4'])('finds %s', async (args) => {
  expect(await found(args)).toEqual(['Oven.cpp:7 DK40 info']);
});

it.each(['0, 0', 'kPlain, 0', 'kIODispatchQueueReentrant, 0', 'OptionsOf(this), 0'])(
  'accepts %s',
  async (args) => {
    expect(await found(args)).toEqual([]);
  },
);

it('accepts options where the class sleeps on its queue, but no priority', async () => {
  const sleeps = 'void Oven::Bake()\n{\n    ivars->hot->Sleep(this, 0, 5);\n}';
  expect(await found('1, 0', sleeps)).toEqual([]);
  expect(await found('1, 9', sleeps)).toEqual(['Oven.cpp:7 DK40 info']);
});
