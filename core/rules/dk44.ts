import { danglingIn } from './captures.ts';
import { lampDriver } from './example-driver.ts';
import type { Finding } from './finding.ts';
import { report } from './report.ts';
import type { Rule } from './rule.ts';
import { eventsOf } from './timers.ts';

const stop = (declared: string, use: string) => `\
kern_return_t LampDriver::Stop_Impl(IOService *provider)
{
    if (ivars->stopping) {
        return kIOReturnSuccess;
    }
    ivars->stopping = true;
    uint32_t left = 1;
    ${declared}
    (void)ivars->timer->Cancel(^{
        ${use}
        OSSafeReleaseNULL(ivars->timer);
        (void)Stop(provider, SUPERDISPATCH);
    });
    return kIOReturnSuccess;
}`;

export const dk44: Rule = {
  id: 'DK44',
  title: 'a block that runs later reaches no local by reference',
  severity: 'error',
  detects:
    'A block or lambda given to Cancel, DispatchAsync and their like that takes a local of the surrounding method by reference: a lambda with [&], or a block through a reference or a pointer that is made from such a local, or through a lambda that it copies. __block and static variables live on and are left alone.',
  why: 'The method has returned when the block runs, and its locals are gone: what the block reads and writes there belongs to somebody else on the stack.',
  evidence:
    'The specification of blocks of clang: a block copies the locals that it uses, and only __block variables are moved to the heap; a reference or pointer is copied as such.',
  fix: 'Capture the value, keep the variable in the ivars, or declare it __block.',
  bad: lampDriver({ stop: stop('uint32_t &count = left;', 'count -= 1; // DK44') }),
  good: lampDriver({ stop: stop('__block uint32_t count = left;', 'count -= 1;') }),
  check(subject): Finding[] {
    return subject.classes.flatMap(({ runs }) =>
      runs.flatMap((run) =>
        eventsOf(run, 'phase')
          .filter((it) => it.why !== 'other')
          .flatMap(({ site }) =>
            danglingIn(site).map(({ use, name, through }) =>
              report({
                rule: 'DK44',
                severity: 'error',
                site: { ...site, start: use.start, end: use.end },
                message: `The method has returned when this block runs, and ${through ? `${through} reaches ${name}, ` : `${name} stands for `}a local that is gone.`,
                advice: `Capture the value, keep it in the ivars, or declare the variable __block.`,
              }),
            ),
          ),
      ),
    );
  },
};
