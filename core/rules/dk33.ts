import type { FlowEvent } from '../flow/events.ts';
import { SOURCES } from '../flow/objects.ts';
import type { Run } from '../flow/run.ts';
import { lampDriver } from './example-driver.ts';
import type { Finding, Severity } from './finding.ts';
import { ivarsLeftBehind, leftBehind } from './left-behind.ts';
import { returnOf, siteOfEntry } from './paths.ts';
import { type Related, report } from './report.ts';
import type { Rule } from './rule.ts';
import type { ClassAnalysis } from './subject.ts';
import { lastSuper, reachesSuper } from './super-reached.ts';
import { after, before, eventsOf, runsOf } from './timers.ts';

export const dk33: Rule = {
  id: 'DK33',
  title: 'init and free frame the life of the ivars',
  severity: 'error',
  detects:
    'An init() that succeeds, or a free(), without calling super; anything done to the object after super::free(); ivars that Stop deletes. As a warning: ivars made before super::init(), ivars that free() uses without a test for null, and ivars, sources or queues of the ivars that nothing ever gives back. What other functions may release is left alone.',
  why: 'free() also runs after an init() that failed, and then ivars are null. Stop is not the end: its completions, a late tick and free() still come and use the ivars. super::free() ends the object, so that whatever stands behind it touches freed memory.',
  evidence:
    "Apple's documentation of DriverKit on init, Stop and free: allocate in init after super::init, release in free and not in Stop. OSObject's free() runs when init has failed.",
  fix: 'Call super::init() first and make the ivars then; in free(), release what they hold inside if (ivars), delete them with IOSafeDeleteNULL, and call super::free() last.',
  bad: lampDriver({
    free: `\
void LampDriver::free()
{
    OSSafeReleaseNULL(ivars->timer); // DK33
    OSSafeReleaseNULL(ivars->queue);
    super::free();
    IOSafeDeleteNULL(ivars, LampDriver_IVars, 1); // DK33
}`,
  }),
  good: lampDriver(),
  check(subject): Finding[] {
    return subject.classes.flatMap((it) => [
      ...superInit(it),
      ...superFree(it),
      ...withoutIvars(it),
      ...ofTheIvars(it),
    ]);
  },
};

function superInit(analysis: ClassAnalysis): Finding[] {
  return runsOf(analysis, 'init').flatMap((run) => {
    const isFailure = run.returned?.kind === 'number' && run.returned.value === 0n;
    if (run.isCertain && !isFailure && !reachesSuper(analysis, run, 'init')) {
      return finding('error', endOf(analysis, run), {
        message:
          'init() succeeds without super::init(): the base class is not set up when it is used.',
        advice: 'Call super::init() first, and return false where it fails.',
      });
    }
    const toSuper = lastSuper(run, 'init');
    const early = toSuper && before(run, toSuper).find(isWriteOfIvars);
    return early
      ? finding('warning', early, {
          message:
            'The ivars are made before super::init() has set up the object that they belong to.',
          advice: 'Call super::init() first, and make the ivars where it has succeeded.',
          related: [{ site: toSuper.site, what: 'super::init() comes here' }],
        })
      : [];
  });
}

function superFree(analysis: ClassAnalysis): Finding[] {
  return runsOf(analysis, 'free', 'free without ivars').flatMap((run) => {
    if (run.isCertain && !reachesSuper(analysis, run, 'free')) {
      return finding('error', endOf(analysis, run), {
        message:
          'free() returns without super::free(): the object never goes, and the process stays.',
        advice: 'Call super::free() as the last statement on every path through free().',
      });
    }
    const toSuper = lastSuper(run, 'free');
    const late = toSuper && after(run, toSuper).find(touchesObject);
    return late
      ? finding('error', late, {
          message: 'super::free() has freed the object, and this still uses it.',
          advice: 'Make super::free() the last statement.',
          related: [{ site: toSuper.site, what: 'super::free() ends the object here' }],
        })
      : [];
  });
}

/** Where Stop deletes the ivars, what they hold goes unreleased: that is the same mistake. */
function ofTheIvars(analysis: ClassAnalysis): Finding[] {
  const early = deletedInStop(analysis);
  return early.length > 0 ? early : leaks(analysis);
}

function deletedInStop(analysis: ClassAnalysis): Finding[] {
  return runsOf(analysis, 'stop').flatMap((run) =>
    eventsOf(run, 'delete-ivars').map((event) => {
      const use = after(run, event).find(isUseOfNull);
      const source = before(run, event).find(
        (it) => it.kind === 'create' && SOURCES.has(it.object.type),
      );
      const related = use ? [{ site: use.site, what: 'they are still used here' }] : [];
      return finding(use || source ? 'error' : 'warning', event, {
        message:
          'Stop deletes the ivars, which completions, handlers and free() come to use later.',
        advice: 'Delete the ivars in free() only.',
        related,
      });
    }),
  );
}

function withoutIvars(analysis: ClassAnalysis): Finding[] {
  return runsOf(analysis, 'free without ivars').flatMap((run) => {
    const use = run.events.find(isUseOfNull);
    return use
      ? finding('warning', use, {
          message: 'free() also runs after an init() that failed: ivars are null here then.',
          advice: 'Put what uses the ivars into if (ivars).',
        })
      : [];
  });
}

function leaks(analysis: ClassAnalysis): Finding[] {
  const made = ivarsLeftBehind(analysis);
  return [
    ...leftBehind(analysis).map((it) =>
      finding('warning', it, {
        message: `Nothing releases ${it.place.name}, neither Stop nor free(): the reference that is taken here is leaked.`,
        advice: `Release ${it.place.name} in free().`,
      }),
    ),
    ...(made
      ? [
          finding('warning', made, {
            message: 'free() does not delete the ivars that are made here.',
            advice: 'Delete them in free(), with IOSafeDeleteNULL, before super::free().',
          }),
        ]
      : []),
  ];
}

function isWriteOfIvars(event: FlowEvent): boolean {
  return event.kind === 'write' && event.place.name === 'ivars';
}

function isUseOfNull(event: FlowEvent): boolean {
  return event.kind === 'use' && event.what === 'null ivars';
}

/** Releases something, writes a member, deletes the ivars, uses them, calls a method of its own. */
function touchesObject(event: FlowEvent): boolean {
  switch (event.kind) {
    case 'release':
    case 'cancel':
    case 'delete-ivars':
    case 'use':
      return true;
    case 'write':
      return event.place.owner !== null;
    default:
      return false;
  }
}

function endOf(analysis: ClassAnalysis, run: Run): Pick<FlowEvent, 'site'> {
  return returnOf(run) ?? { site: siteOfEntry(analysis, run) };
}

function finding(
  severity: Severity,
  at: Pick<FlowEvent, 'site'>,
  says: {
    readonly message: string;
    readonly advice: string;
    readonly related?: readonly Related[];
  },
): Finding {
  return report({ rule: 'DK33', severity, site: at.site, ...says });
}
