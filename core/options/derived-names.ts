import type { Mode } from './new-project-options.ts';
import { DRIVERKIT_METHODS } from './reserved-names.ts';

/** Every name that the C++ of one timer has. */
export interface TimerNames {
  /** Method that DriverKit calls: Heartbeat; its body is Heartbeat_Impl. */
  readonly handler: string;
  /** Method that creates the timer: SetUpHeartbeat. */
  readonly setUp: string;
  /** Method that arms it: ArmHeartbeat, or ScheduleHeartbeat for a one-shot. */
  readonly arm: (mode: Mode) => string;
  /** Method with the user's work: HeartbeatTick. */
  readonly tick: string;
  /** Method that arms it again after a wake: ResumeHeartbeat. */
  readonly resume: string;
  /** Function that reads its clock: HeartbeatNow. */
  readonly now: string;
  readonly clock: string;
  readonly intervalNs: string;
  readonly leewayNs: string;
  readonly timerIvar: string;
  readonly queueIvar: string;
  readonly deadlineIvar: string;
  readonly firedIvar: string;
  /** Method that iig makes: CreateActionHeartbeat. */
  readonly createAction: string;
}

/** The names of a driver's C++ class, and those of each timer in it. */
export interface DerivedNames {
  readonly driverClass: string;
  readonly timers: readonly TimerNames[];
}

/** What the skeleton around the timers has in every variant: methods, a macro, ivars. */
export const SKELETON_NAMES = [
  ...['Start', 'Stop', 'SetPowerState', 'FinishStop', 'TimerGone'],
  ...['OpenProvider', 'CloseProvider', 'BringUpHardware', 'QuiesceHardware'],
  ...['PowerDownHardware', 'PowerUpHardware', 'init', 'free', 'Log'],
  ...['defaultQueue', 'stopping', 'suspended', 'hardwareTouched'],
  ...['device', 'interface', 'pciDevice', 'timersLeft'],
];

/** Derives the names of one timer from its own: UpperCamelCase, such as Heartbeat. */
export function timerNames(timer: string): TimerNames {
  const ivar = lowerCamel(timer);
  return {
    handler: timer,
    setUp: `SetUp${timer}`,
    arm: (mode) => (mode === 'periodic' ? `Arm${timer}` : `Schedule${timer}`),
    tick: `${timer}Tick`,
    resume: `Resume${timer}`,
    now: `${timer}Now`,
    clock: `k${timer}Clock`,
    intervalNs: `k${timer}IntervalNs`,
    leewayNs: `k${timer}LeewayNs`,
    timerIvar: `${ivar}Timer`,
    queueIvar: `${ivar}Queue`,
    deadlineIvar: `${ivar}Deadline`,
    firedIvar: `${ivar}Fired`,
    createAction: `CreateAction${timer}`,
  };
}

/** Names that a timer has beside those where it is added to a class that is there already. */
export interface AddedTimerNames {
  /** Method that sets it up and arms it: StartHeartbeat. */
  readonly start: string;
  /** Method that ends it, called by Stop: StopHeartbeat. */
  readonly stop: string;
  /** Method that lets it rest, called by SetPowerState: PowerHeartbeat. */
  readonly power: string;
  readonly defaultQueueIvar: string;
  readonly stoppingIvar: string;
  readonly suspendedIvar: string;
  readonly resumingIvar: string;
  /** From the moment at which Start turns to it until it is gone. */
  readonly startedIvar: string;
  /** Super Stop was called, in a Stop that comes with the timer. */
  readonly stoppedIvar: string;
}

/** Derives what a timer needs for itself in a class that it does not share flags with. */
export function addedTimerNames(timer: string): AddedTimerNames {
  const ivar = lowerCamel(timer);
  return {
    start: `Start${timer}`,
    stop: `Stop${timer}`,
    power: `Power${timer}`,
    defaultQueueIvar: `${ivar}DefaultQueue`,
    stoppingIvar: `${ivar}Stopping`,
    suspendedIvar: `${ivar}Suspended`,
    resumingIvar: `${ivar}Resuming`,
    startedIvar: `${ivar}Started`,
    stoppedIvar: `${ivar}Stopped`,
  };
}

/** Every name that may come with a timer in a class of somebody else's. */
export function namesOfAddedTimer(timer: string): string[] {
  return [...allNames(timerNames(timer)), ...Object.values(addedTimerNames(timer))];
}

/** Derives all C++ names of a project from its name and those of its timers. */
export function derivedNames(of: {
  readonly name: string;
  readonly timers: readonly { readonly name: string }[];
}): DerivedNames {
  const driverClass = `${of.name}Driver`;
  return {
    driverClass,
    timers: of.timers.map((timer) => timerNames(timer.name)),
  };
}

/**
 * Looks for a derived name that would exist twice, or that DriverKit has. Queue, mode and power
 * do not matter: a name is refused if any variant of the driver would clash, so that the answer
 * does not depend on questions that come later.
 *
 * @param of.name the project's name, where it is known
 * @returns the timer at fault and what it clashes with, for a sentence; undefined if all is well
 */
export function findClash(of: {
  readonly name?: string | undefined;
  readonly timers: readonly { readonly name: string }[];
}): { readonly timer: string; readonly derived: string; readonly owner: string } | undefined {
  const taken = new Map(SKELETON_NAMES.map((name) => [name, 'the driver']));
  for (const name of DRIVERKIT_METHODS) {
    taken.set(name, 'DriverKit');
  }
  if (of.name !== undefined) {
    taken.set(derivedNames({ name: of.name, timers: [] }).driverClass, 'the driver class');
  }
  for (const { name: timer } of of.timers) {
    for (const derived of allNames(timerNames(timer))) {
      const owner = taken.get(derived);
      if (owner !== undefined) {
        return { timer, derived, owner };
      }
      taken.set(derived, `timer ${timer}`);
    }
  }
  return undefined;
}

function allNames({ arm, ...fixed }: TimerNames): string[] {
  return [...Object.values(fixed), arm('periodic'), arm('one-shot')];
}

/** A leading run of capitals is one word: Heartbeat → heartbeat, USBPoll → usbPoll, PCI → pci. */
function lowerCamel(name: string): string {
  return name.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]+/, (word) => word.toLowerCase());
}
