import { describe, expect, test } from 'vitest';
import { classIn, methodIn, modelOfFiles, textOf } from './model-of-files.ts';

const IIG = `class GateDriver : public IOService
{
public:
    virtual kern_return_t Start(IOService * provider) override;
    virtual void Knock(OSAction * action, uint64_t time) TYPE(IOTimerDispatchSource::TimerOccurred);
    void Open(int width) LOCALONLY;
};
`;

describe('a definition is found however it is spelled', () => {
  const spellings: [string, string, string, string[]][] = [
    ['IMPL', 'kern_return_t IMPL(GateDriver, Start) { return 0; }', 'Start', ['provider']],
    ['IMPL', 'kern_return_t\nIMPL(GateDriver, Start)\n{\n    return 0;\n}', 'Start', ['provider']],
    ['IMPL', 'void IMPL ( GateDriver , Knock ) { }', 'Knock', ['action', 'time']],
    ['_Impl', 'kern_return_t GateDriver::Start_Impl(IOService * p) { return 0; }', 'Start', ['p']],
    [
      '_Impl',
      'auto GateDriver::Start_Impl(IOService* p) -> kern_return_t { return 0; }',
      'Start',
      ['p'],
    ],
    [
      'args-macro',
      'void\nGateDriver::Knock_Impl(GateDriver_Knock_Args)\n{ }',
      'Knock',
      ['action', 'time'],
    ],
    [
      'plain',
      'kern_return_t GateDriver::Start(IOService * in_provider) { return 0; }',
      'Start',
      ['in_provider'],
    ],
    ['plain', 'void GateDriver::Open(int width) { }', 'Open', ['width']],
  ];
  test.each(spellings)('%s: %s', (style, text, name, params) => {
    const model = modelOfFiles({
      'a/GateDriver.iig': IIG,
      'a/GateDriver.cpp': `// first\n${text}\n`,
    });
    const method = methodIn(classIn(model, 'GateDriver'), name);
    expect(method.definitions).toHaveLength(1);
    const [found] = method.definitions;
    expect(found).toMatchObject({ name, className: 'GateDriver', style });
    expect(found?.params.map((it) => it.name)).toEqual(params);
    expect(found && textOf(found)).toBe(text);
    expect(found?.returnType).toBe(name === 'Start' ? 'kern_return_t' : 'void');
  });
});
