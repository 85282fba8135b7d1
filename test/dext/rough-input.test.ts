import { expect, test } from 'vitest';
import { modelOf } from '../../core/dext/model-of.ts';
import { classIn, modelOfFiles } from './model-of-files.ts';

test('a file of 20,000 lines takes no time to speak of', () => {
  const methods = Array.from(
    { length: 5000 },
    (_, i) => `static uint32_t kStep${i} = ${i};\nvoid Stairs::Step${i}(IOService * p) {\n}\n`,
  );
  const iig = 'class Stairs : public IOService { public: bool init() override; };';
  const { files } = modelOfFiles({ 'Stairs.iig': iig, 'Stairs.cpp': methods.join('\n') });
  const started = performance.now();
  const model = modelOf(files);
  const taken = performance.now() - started;
  expect(classIn(model, 'Stairs').methods.size).toBe(5001);
  expect(model.globals.all().length).toBe(5000);
  expect(taken).toBeLessThan(5000);
});

test('code that breaks off anywhere still gives a model', () => {
  const text = `#define MORE int more;
namespace acme { typedef struct { int a, *b[2]; MORE } Tread; enum : int { kOne = 1 }; }
class Stairs : public acme::Base<Tread>
{
public:
    Stairs(int a) : a(a) {}
    explicit operator bool() const { return true; }
    virtual void Climb(OSAction * action, void (^then)(int)) TYPE(Some::Thing) = 0;
    struct { _Atomic(bool) x; } y = {};
};
auto acme::Stairs::Climb_Impl(Stairs_Climb_Args) -> std::unique_ptr<int> { if (a) { b(); } }
kern_return_t IMPL(Stairs, Start) { return 0; }
`;
  for (let end = 0; end <= text.length; end += 5) {
    const model = modelOfFiles({ 'a.iig': text.slice(0, end), 'a.cpp': text.slice(end) });
    expect(model.files).toHaveLength(2);
  }
});
