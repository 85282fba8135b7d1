import type { Definition } from '../dext/model.ts';
import type { Run } from '../flow/run.ts';
import { lampDriver } from './example-driver.ts';
import type { Finding } from './finding.ts';
import { loopsIn } from './loops.ts';
import { waitsFor } from './polling.ts';
import { report } from './report.ts';
import type { Rule } from './rule.ts';
import type { ClassAnalysis, RuleSubject } from './subject.ts';
import { eventsOf, runsOf } from './timers.ts';

const IVARS = `\
    IODispatchQueue *queue;
    IOTimerDispatchSource *timer;
    IOPCIDevice *card;
    uint64_t deadline;
    bool stopping;`;

const START_END = `\
    ivars->card = OSDynamicCast(IOPCIDevice, provider);
    if (!ivars->card) {
        ret = kIOReturnNoDevice;
        goto fail;
    }`;

function lamp(loop: string) {
  return lampDriver({
    declarations: '    void SwitchLamp() LOCALONLY;',
    ivars: IVARS,
    onStart: START_END,
    tick: `\
void LampDriver::Blink_Impl(OSAction *action, uint64_t time)
{
    if (ivars->stopping) {
        return;
    }
    SwitchLamp();
    const uint64_t now = clock_gettime_nsec_np(CLOCK_UPTIME_RAW);
    ivars->deadline += kPeriod;
    if (ivars->deadline <= now) {
        ivars->deadline += ((now - ivars->deadline) / kPeriod + 1) * kPeriod;
    }
    (void)ivars->timer->WakeAtTime(kIOTimerClockUptimeRaw, ivars->deadline, 0);
}`,
    behind: `\
void LampDriver::SwitchLamp()
{
    uint32_t status = 0;
    ${loop}
        IODelay(1);
        ivars->card->MemoryRead32(0, 0x10, &status);
    }
}`,
  });
}

export const dk45: Rule = {
  id: 'DK45',
  title: 'no loop waits for a device without a limit',
  severity: 'warning',
  detects:
    'In Stop, in SetPowerState, in the handler of a timer and in what they call: a loop that does nothing but ask a device, an object of a class of DriverKit in the ivars, until it answers as wished, with no count, no comparison of times and no other way out.',
  why: 'After an unplug the device is closed and never answers as wished: reads give all ones or fail. The loop then holds its queue for ever, Stop does not come to its end, and the driver stays.',
  evidence:
    "XNU's IOUserServer.cpp: on unplug the provider is closed by force before Stop is sent. What a read of a closed device gives is not written down.",
  fix: 'Count the rounds or compare with a deadline, and leave the loop where a call fails.',
  bad: lamp('while ((status & 1) == 0) { // DK45'),
  good: lamp('for (int tries = 0; (status & 1) == 0 && tries < 100; tries++) {'),
  check(subject): Finding[] {
    return subject.classes.flatMap((analysis) =>
      runsOf(analysis, 'tick', 'late tick', 'stop', 'power', 'late power').flatMap((run) =>
        bodiesOf(subject, analysis, run).flatMap((body) => endlessLoops(subject, body)),
      ),
    );
  },
};

interface Body {
  readonly analysis: ClassAnalysis;
  readonly definition: Definition;
}

function endlessLoops({ dext }: RuleSubject, { analysis, definition }: Body): Finding[] {
  const { file, body, name } = definition;
  return loopsIn(file, body)
    .filter((it) => waitsFor({ dext, analysis }, it) === 'device')
    .map(({ node }) =>
      report({
        rule: 'DK45',
        severity: 'warning',
        site: { file, start: node.start, end: node.end, within: `${analysis.model.name}::${name}` },
        message:
          'This loop waits for a device that may be gone: after an unplug it never ends, and holds its queue.',
        advice: 'Give it a limit, and leave it where a call fails.',
      }),
    );
}

/** The method that a path begins with, and those that it calls. */
function bodiesOf(subject: RuleSubject, analysis: ClassAnalysis, run: Run): Body[] {
  const entered = eventsOf(run, 'enter').flatMap(({ owner, method }): Body[] => {
    const of = subject.classes.find((it) => it.model.name === owner);
    const definitions = of?.model.methods.get(method)?.definitions ?? [];
    return of ? definitions.map((definition) => ({ analysis: of, definition })) : [];
  });
  return [{ analysis, definition: run.entry.definition }, ...entered];
}
