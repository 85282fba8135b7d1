import type { FlowEvent } from '../flow/events.ts';
import { lampDriver } from './example-driver.ts';
import type { Finding } from './finding.ts';
import { report } from './report.ts';
import type { Rule } from './rule.ts';
import { runsOf } from './timers.ts';

const OF_THREADS =
  /^(?:::)?(?:dispatch_(?:async|sync|after|barrier|apply|group|queue|source|semaphore|get_global_queue)\w*|pthread_(?:create|join|detach|cond_\w+)|(?:std::)?j?thread|std::async)$/;

function tick(work: string): string {
  return `\
void LampDriver::Blink_Impl(OSAction *action, uint64_t time)
{
    if (ivars->stopping) {
        return;
    }
    ${work}
    const uint64_t now = clock_gettime_nsec_np(CLOCK_UPTIME_RAW);
    ivars->deadline += kPeriod;
    if (ivars->deadline <= now) {
        ivars->deadline += ((now - ivars->deadline) / kPeriod + 1) * kPeriod;
    }
    (void)ivars->timer->WakeAtTime(kIOTimerClockUptimeRaw, ivars->deadline, 0);
}

void LampDriver::SwitchLamp()
{
}`;
}

const DECLARATION = '    void SwitchLamp() LOCALONLY;';

export const dk43: Rule = {
  id: 'DK43',
  title: 'a handler uses no threads and queues but those of DriverKit',
  severity: 'warning',
  detects:
    'Calls of libdispatch, of pthread functions that start threads or wait for them, of std::thread and std::async, in the handler of a timer and in what it calls.',
  why: 'Stop waits for what runs on the queues of DriverKit. It knows nothing of other threads: what they do goes on while the driver is torn down, and after it.',
  evidence:
    "Apple's documentation of DriverKit: IODispatchQueue takes the place of dispatch queues and threads.",
  fix: 'Use an IODispatchQueue and DispatchAsync, or do the work in the handler.',
  bad: lampDriver({
    declarations: DECLARATION,
    tick: tick(`\
dispatch_async(dispatch_get_main_queue(), ^{ // DK43
        SwitchLamp();
    });`),
  }),
  good: lampDriver({
    declarations: DECLARATION,
    tick: tick(`\
ivars->queue->DispatchAsync(^{
        SwitchLamp();
    });`),
  }),
  check(subject): Finding[] {
    return subject.classes.flatMap((analysis) =>
      runsOf(analysis, 'tick', 'late tick').flatMap((run) =>
        run.events.filter(isOfThreads).map((it) =>
          report({
            rule: 'DK43',
            severity: 'warning',
            site: it.site,
            message:
              'What runs on other threads than those of DriverKit goes on while the driver is torn down.',
            advice: 'Use an IODispatchQueue and DispatchAsync, or do the work in the handler.',
          }),
        ),
      ),
    );
  },
};

function isOfThreads(event: FlowEvent): boolean {
  const name = event.kind === 'call' ? event.callee : event.kind === 'wait' ? event.by : '';
  return OF_THREADS.test(name);
}
