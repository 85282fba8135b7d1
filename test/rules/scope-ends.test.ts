import { describe, expect, it } from 'vitest';
import { lampDriver, START } from '../../core/rules/example-driver.ts';
import { brief, findingsIn } from '../support/check.ts';

const allFound = async (files: Readonly<Record<string, string>>) => [
  ...new Set(brief(await findingsIn(files)).map((it) => it.replace(/^\S+ /, ''))),
];

const UNDO = '[&] { OSSafeReleaseNULL(ivars->timer); (void)Stop(provider, SUPERDISPATCH); }';

const GUARD = `\
template <typename F> class ScopeExit {
public:
    explicit ScopeExit(F f) : f_(f) {}
    ~ScopeExit() { if (live_) f_(); }
    void dismiss() { live_ = false; }
private:
    F f_;
    bool live_ = true;
};`;

/** A driver whose Start returns wherever it fails, behind a statement that may see to the rest. */
function failing(guard: string, before?: string) {
  const start = START.replace(/goto fail/g, 'return ret')
    .replace('    ret = CopyDispatchQueue', `    ${guard}\n    ret = CopyDispatchQueue`)
    .replace(/\nfail:[^}]*/, '\n');
  return lampDriver({ start, ...(before === undefined ? {} : { before }) });
}

/** A driver whose Start does not release the action itself. */
function keeping(edit: (start: string) => string) {
  return lampDriver({ start: edit(START.replace('    OSSafeReleaseNULL(action);\n', '')) });
}

const CREATE = '    ret = CreateActionBlink(0, &action);\n';
const declared = (line: string) => (start: string) =>
  start.replace(CREATE, `    ${line}\n${CREATE}`);
const created = (line: string) => (start: string) =>
  start.replace(
    '    ret = ivars->timer->SetHandler',
    `    ${line}\n    ret = ivars->timer->SetHandler`,
  );

describe('a Start that fails', () => {
  it.each([
    [`ScopeExit undo(${UNDO});`],
    [`ScopeExit undo{${UNDO}};`],
    [`ScopeExit undo = ${UNDO};`],
    [`auto undo = util::MakeCleanup(${UNDO});`],
    [`auto work = ${UNDO}; ScopeExit<decltype(work)> undo(work);`],
    ['ScopeExit undo(^{ (void)Stop(provider, SUPERDISPATCH); });'],
    ['StopOnFailure undo(this, provider);'],
    ['StopOnFailure undo{*this, ret};'],
    ['DEFER(Undo(ret, provider));'],
    [`ON_SCOPE_EXIT(${UNDO});`],
  ])('may be undone where its scope ends: %s', async (guard) => {
    expect(await allFound(failing(guard))).toEqual([]);
  });

  it('may be undone by a class in sight', async () => {
    expect(await allFound(failing(`ScopeExit undo(${UNDO});`, GUARD))).toEqual([]);
  });

  it.each([
    ['auto note = [&] { Log("gone"); };'],
    ['std::function<void()> note = [&] { Log("gone"); };'],
    ['void (^note)(void) = ^{ Log("gone"); };'],
    ['AutoLock hold(ivars->lock);'],
    ['CHECK_IT(ivars->queue);'],
  ])('is not undone by %s', async (guard) => {
    expect(await allFound(failing(guard))).toEqual(['DK34 error']);
  });
});

describe('the reference of an action', () => {
  it.each([
    ['a deferred release', declared('DEFER(OSSafeReleaseNULL(action));')],
    ['a release that is deferred later', created('DEFER(OSSafeReleaseNULL(action));')],
    ['a macro of any name', created('LATER(OSSafeReleaseNULL(action));')],
    ['a block behind a macro', created('SCOPE_EXIT { OSSafeReleaseNULL(action); };')],
    ['an object that is given it', declared('Releaser guard(action);')],
    ['an object that is given its address', declared('Releaser guard{&action};')],
    ['a block in an object', declared('ScopeExit undo([&] { OSSafeReleaseNULL(action); });')],
    [
      'a smart pointer that nobody declares',
      (start: string) =>
        start.replace(
          'SetHandler(action)',
          'SetHandler(OSSharedPtr<OSAction>(action, OSNoRetain).get())',
        ),
    ],
    ['a smart pointer of auto', created('auto held = OSSharedPtr(action, OSNoRetain);')],
    [
      'an attribute',
      (start: string) =>
        start.replace('    OSAction *', '    __attribute__((cleanup(Let))) OSAction *'),
    ],
    [
      'an attribute of C++',
      (start: string) => start.replace('    OSAction *', '    [[gnu::cleanup(Let)]] OSAction *'),
    ],
  ])('may be given back by %s', async (_what, edit) => {
    const found = await allFound(keeping(edit));
    expect(found.filter((it) => it !== 'parse warning')).toEqual([]);
  });

  it.each([
    ['nothing', (start: string) => start],
    ['a lock', declared('std::lock_guard<Lock> hold(ivars->lock);')],
    [
      'a smart pointer with a reference of its own',
      created('auto held = OSSharedPtr(action, OSRetain);'),
    ],
  ])('is not given back by %s', async (_what, edit) => {
    expect(await allFound(keeping(edit))).toEqual(['DK03 warning']);
  });
});
