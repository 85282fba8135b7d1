import type { EventOf, FlowEvent } from '../flow/events.ts';
import { TIMER, type TrackedObject } from '../flow/objects.ts';
import type { Run } from '../flow/run.ts';
import { lampDriver } from './example-driver.ts';
import type { Finding, Severity } from './finding.ts';
import { hasFailed } from './paths.ts';
import { surelyElsewhere } from './queues.ts';
import { isSameSource, mayBeSame, referencesAfter } from './references.ts';
import { report } from './report.ts';
import type { Rule } from './rule.ts';
import type { ClassAnalysis, RuleSubject } from './subject.ts';
import { before, eventsOf, isInHandler, ordinaryRuns } from './timers.ts';

export const dk06: Rule = {
  id: 'DK06',
  title: 'an armed timer is cancelled before it is released',
  severity: 'error',
  detects:
    'The last reference to a timer is released in free(), or on another queue than its own, after WakeAtTime and without Cancel. Left alone are timers that were never armed, releases on the queue of the timer outside its handler, and queues that cannot be told apart. Audio objects tear down elsewhere: info; in a class whose calls are out of sight: a warning where no Cancel of the timer exists at all.',
  why: 'A handler may be running, or its event may be on the way, while another thread frees the timer; SetEnable(false) is no barrier against that. And a timer that is not cancelled goes on firing after super Stop.',
  evidence:
    "IOTimerDispatchSource.h and Apple's documentation of Stop: cancel, and wait for the completion; crash reports of drivers that released without Cancel. A driver of Apple's does without on one serial queue, which is why that is not found.",
  fix: 'Cancel the timer in Stop, release it in the completion of that Cancel, and call super Stop from there.',
  bad: lampDriver({
    stop: `\
kern_return_t LampDriver::Stop_Impl(IOService *provider)
{
    ivars->stopping = true;
    return Stop(provider, SUPERDISPATCH);
}`,
    free: `\
void LampDriver::free()
{
    if (ivars) {
        OSSafeReleaseNULL(ivars->timer); // DK06
        OSSafeReleaseNULL(ivars->queue);
    }
    IOSafeDeleteNULL(ivars, LampDriver_IVars, 1);
    super::free();
}`,
  }),
  good: lampDriver(),
  check(subject): Finding[] {
    return subject.classes.flatMap((analysis) =>
      analysis.runs
        .filter((it) => it.entry.kind !== 'stop again')
        .flatMap((run) =>
          eventsOf(run, 'release').flatMap((release) => {
            const verdict = judge(subject, analysis, run, release);
            return verdict ? [found(verdict, release)] : [];
          }),
        ),
    );
  },
};

interface Verdict {
  readonly severity: Severity;
  readonly armed: EventOf<'arm'>;
}

function judge(
  subject: RuleSubject,
  analysis: ClassAnalysis,
  run: Run,
  release: EventOf<'release'>,
): Verdict | undefined {
  const { object } = release;
  const left = referencesAfter(run, release);
  const earlier = before(run, release);
  if (
    object.type !== TIMER ||
    left === null ||
    left > 0 ||
    isInHandler(run, release) ||
    earlier.some((it) => isCancelOf(it, object) || isHandedOn(subject, it))
  ) {
    return undefined;
  }
  const isNeverCancelled =
    isFollowed(analysis) &&
    !ordinaryRuns(subject)
      .flatMap((it) => eventsOf(it, 'cancel'))
      .some((it) => mayBeSame(subject, it.object, object));
  if (run.entry.kind === 'method' && !object.isCreated) {
    const armed = armedAnywhere(subject, object);
    return armed && isNeverCancelled && !run.isTruncated
      ? { severity: severityIn(subject, analysis, release, 'warning'), armed }
      : undefined;
  }
  const armed = earlier.findLast(
    (it): it is EventOf<'arm'> => it.kind === 'arm' && it.object === object && !hasFailed(run, it),
  );
  const isElsewhere = run.entry.kind === 'free' || surelyElsewhere(run, release, object);
  // In free() a path may be new to us on which Stop has left before it released the timer.
  const isSure =
    (armed?.tests === release.tests && !run.isTruncated) ||
    (isNeverCancelled && (run.entry.kind !== 'free' || isLeftToFree(subject, object)));
  return armed && isElsewhere && isSure
    ? { severity: severityIn(subject, analysis, release, 'error'), armed }
    : undefined;
}

/** Whether Start and Stop were not too much to follow: what is not seen there is missing then. */
function isFollowed({ model, runs }: ClassAnalysis): boolean {
  const isStarted = runs.some((it) => it.entry.kind === 'start');
  const stops = runs.filter((it) => it.entry.kind === 'stop');
  const isStopped = !isStarted || !model.methods.has('Stop') || stops.length > 0;
  return (
    (isStarted || !model.methods.has('Start')) && isStopped && !stops.some((it) => it.isTruncated)
  );
}

function isCancelOf(event: FlowEvent, object: TrackedObject): boolean {
  return event.kind === 'cancel' && isSameSource(event.object, object);
}

/** All that a class has goes to code out of sight, which may cancel its timer. */
function isHandedOn(subject: RuleSubject, event: FlowEvent): boolean {
  return (
    event.kind === 'call' &&
    event.args.some(
      (it) =>
        it.kind === 'pointer' &&
        subject.dext.classes.some((model) => model.ivars?.name === it.object.type),
    )
  );
}

function isLeftToFree(subject: RuleSubject, object: TrackedObject): boolean {
  return !ordinaryRuns(subject)
    .filter((it) => it.entry.kind !== 'free')
    .flatMap((it) => eventsOf(it, 'release'))
    .some((it) => mayBeSame(subject, it.object, object));
}

function armedAnywhere(subject: RuleSubject, object: TrackedObject): EventOf<'arm'> | undefined {
  return ordinaryRuns(subject)
    .flatMap((it) => eventsOf(it, 'arm'))
    .find((it) => isSameSource(it.object, object));
}

function severityIn(
  subject: RuleSubject,
  analysis: ClassAnalysis,
  release: EventOf<'release'>,
  otherwise: Severity,
): Severity {
  const name = release.site.within.split('::')[0];
  const { role } = subject.classes.find((it) => it.model.name === name) ?? analysis;
  return role === 'audio' ? 'info' : otherwise;
}

function found({ severity, armed }: Verdict, release: EventOf<'release'>): Finding {
  return report({
    rule: 'DK06',
    severity,
    site: release.site,
    message:
      'The timer is armed and released without Cancel: it may fire, or be firing, while it is freed.',
    advice: 'Cancel the timer first, and release it in the completion block of that Cancel.',
    related: [{ site: armed.site, what: 'the timer is armed here' }],
  });
}
