import { addedTimerNames } from '../options/derived-names.ts';
import type { TimerOptions } from '../options/new-project-options.ts';
import type { TeamAnswers } from '../options/team-options.ts';
import type { AddedTimerView } from './template-interface.ts';
import { timerView } from './timer-view.ts';

/** What the class is like that a timer is added to, as far as templates care. */
export interface AddedTimerFacts {
  readonly className: string;
  readonly timer: TimerOptions;
  /** `IMPL(C, Stop)`, `C::Stop_Impl(…)` or `C::Stop_Impl(C_Stop_Args)`. */
  readonly style: 'IMPL' | '_Impl' | 'args macro';
  /** The class overrides SetPowerState. */
  readonly hasPower: boolean;
  /** Nobody has QuiesceHardware so far: the hook comes with this timer, which calls it. */
  readonly needsHook: boolean;
  /** The macro that the file logs with; null where it has none. */
  readonly logMacro: string | null;
  /** No comment of the source names a rule so far. */
  readonly namesNoRule: boolean;
  /** The class has no Stop: one comes with the timer. */
  readonly hasOwnStop: boolean;
  /** The ivars come from `new`, not from zeroed memory. */
  readonly isMadeByNew: boolean;
  /** Declarations of methods of the base class that the class has to get. */
  readonly missing: readonly string[];
  /** The names that hold the bodies that Start and init had; null where they keep them. */
  readonly startBefore: string | null;
  readonly initBefore: string | null;
  /** Headers that the source lacks. */
  readonly headers: readonly string[];
}

/** What the class is like, and what a team asked. */
export interface AddedTimerSource extends AddedTimerFacts {
  readonly answers: TeamAnswers;
}

/** What the templates in `templates/add/`, and the fragments of a timer, see as `it`. */
export function addedTimerView(facts: AddedTimerSource): AddedTimerView {
  const { className, timer } = facts;
  const names = addedTimerNames(timer.name);
  const hasArgs = facts.style !== '_Impl';
  const head = (method: string, params: string) =>
    facts.style === 'IMPL'
      ? `IMPL(${className}, ${method})`
      : `${className}::${method}_Impl(${hasArgs ? `${className}_${method}_Args` : params})`;
  const surroundings = {
    stoppingIvar: names.stoppingIvar,
    defaultQueueIvar: names.defaultQueueIvar,
    handlerHead: head(timer.name, 'OSAction *, uint64_t'),
    namedParams: hasArgs,
    initial: facts.isMadeByNew ? ' = {}' : '',
  };
  const stopping = `ivars->${names.stoppingIvar}`;
  return {
    driverClass: className,
    answers: facts.answers,
    provider: null,
    timer: { ...timerView({ driverClass: className, timer, surroundings }), ...names },
    logMacro: facts.logMacro,
    hasBringUp: false,
    power: facts.hasPower,
    resting: facts.hasPower ? `${stopping} || ivars->${names.suspendedIvar}` : stopping,
    tellsRules: facts.namesNoRule,
    ownStop: facts.hasOwnStop,
    hook: facts.needsHook,
    quiesce: facts.needsHook,
    madeByNew: facts.isMadeByNew,
    missing: facts.missing,
    startBefore: facts.startBefore,
    initBefore: facts.initBefore,
    headers: facts.headers,
    startHead: head('Start', 'IOService *provider'),
    stopHead: head('Stop', 'IOService *provider'),
    deletes: false,
    providerName: 'provider',
    powerFlagsName: 'powerFlags',
  };
}
