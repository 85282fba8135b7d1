/**
 * What templates see, version 1.0 of the template interface; docs/templates.md says how to use it.
 * This file has types alone and imports nothing: the package ships it as it is, for editors.
 *
 * Reading a name that is not here is an error that names template and line; so is printing null.
 */

/** What every template and partial sees: `it` and `include`, and nothing else of ours. */
export interface TemplateScope<View> {
  readonly it: View;
  /**
   * The text of a partial.
   *
   * @param partial its path below the template root, without `.ejs`: `timer/arm`
   * @param extra what it sees in `it` beside, or in place of, what is in `it` here
   */
  include(partial: string, extra?: object): string;
}

/** `it` in the partials that `new` and `add` both use: those in `timer/` and `hooks/`. */
export interface SharedView {
  /** The C++ class of the driver: `AcmeDriver`. */
  readonly driverClass: string;
  /** Answers to the questions of a pack, by name; null where one was not asked. */
  readonly answers: Readonly<Record<string, Answer | null>>;
  /** What the driver matches; null in `add`, where it is not known. */
  readonly provider: ProviderKind | null;
  /** The driver overrides SetPowerState, so that ticks rest while the Mac sleeps. */
  readonly power: boolean;
  /** The macro that the source logs with: `Log`; null where it has none. */
  readonly logMacro: string | null;
  /** The driver has the hook BringUpHardware. */
  readonly hasBringUp: boolean;
  /** The C++ test by which a tick knows that it has nothing to do. */
  readonly resting: string;
}

/** An answer: text, a number, yes or no, or some of the choices. */
export type Answer = string | number | boolean | readonly string[];

/** The kinds of provider. */
export type ProviderKind = 'resources' | 'usb-device' | 'usb-interface' | 'pci' | 'hid';

/** `it` in `project/`, and in the partials that these include. */
export interface ProjectView extends SharedView {
  /** The version of generator-dext-timer. */
  readonly version: string;
  /** The project, as the person named it: `Acme`. */
  readonly name: string;
  /** The bundle id of the dext: `com.example.Acme.driver`. */
  readonly bundleId: string;
  /** That of the app: the same without its last part. */
  readonly appBundleId: string;
  /** What the driver matches. */
  readonly provider: ProviderKind;
  /** What the kind of provider means for code and property list. */
  readonly providerFacts: ProviderFacts;
  /** 0 to 65535; null for `resources`. */
  readonly vendorId: number | null;
  /** 0 to 65535; null for `resources`. */
  readonly productId: number | null;
  /** 0 to 255; null where the provider is no `usb-interface`. */
  readonly interfaceNumber: number | null;
  /** 0 to 255; null where the provider is no `usb-interface`. */
  readonly configurationValue: number | null;
  /** IOPCIMatch, device id before vendor id: `0x15338086`; null where the provider is not `pci`. */
  readonly pciMatch: string | null;
  /** At least one; pass each to the partials of `timer/`: `include('timer/arm', { timer })`. */
  readonly timers: readonly TimerView[];
  /** A timer has a queue of its own: what ticks read is read from two queues. */
  readonly dedicated: boolean;
  /** Ids of the objects in the Xcode project, by the part that each plays. */
  readonly xcodeIds: Readonly<Record<string, string>>;
}

/** `it.providerFacts`. */
export interface ProviderFacts {
  /** What the driver matches, as it stands in a sentence: "a driver for …". */
  readonly title: string;
  /** The C++ class that the driver derives from. */
  readonly baseClass: string;
  /** The header pair, without ending, that declares the base class. */
  readonly baseHeader: string;
  /** The plist's IOProviderClass, and the C++ class of the provider where there is one to talk to. */
  readonly providerClass: string;
  /** The plist's IOClass: the kernel's stand-in for the driver. */
  readonly kernelClass: string;
  /** The framework beside DriverKit, or null. */
  readonly framework: string | null;
  /** Member of the ivars struct that holds the provider by its own class, or null. */
  readonly typedIvar: string | null;
  /** The driver opens and closes its provider; otherwise nobody does, or the base class. */
  readonly opens: boolean;
}

/** `it.timer`: names and texts of one timer, ready to print. */
export interface TimerView {
  /** The method that DriverKit calls: `Heartbeat`. */
  readonly handler: string;
  /** The handler's definition, from behind its return type to its body. */
  readonly handlerHead: string;
  /** The handler's parameters have names there, which have to be used. */
  readonly namedParams: boolean;
  /** The method with the work of a tick: `HeartbeatTick`. */
  readonly tick: string;
  /** The method that creates source and action: `SetUpHeartbeat`. */
  readonly setUp: string;
  /** The method that arms it: `ArmHeartbeat`, or `ScheduleHeartbeat` for a one-shot. */
  readonly arm: string;
  /** The method that arms it again after a wake: `ResumeHeartbeat`. */
  readonly resume: string;
  /** The method that iig makes: `CreateActionHeartbeat`. */
  readonly createAction: string;
  /** The function that reads its clock: `HeartbeatNow`. */
  readonly now: string;
  /** Members of the ivars struct: the source, … */
  readonly timerIvar: string;
  /** … a queue of its own, where `dedicated`, … */
  readonly queueIvar: string;
  /** … the time of the next tick, where `periodic`, … */
  readonly deadlineIvar: string;
  /** … whether the shot has been, where not `periodic`, … */
  readonly firedIvar: string;
  /** … the Default queue, … */
  readonly defaultQueueIvar: string;
  /** … and whether Stop has begun. */
  readonly stoppingIvar: string;
  /** The member that holds the queue that ticks run on. */
  readonly onQueue: string;
  /** The label of its own queue. */
  readonly queueLabel: string;
  /** What stands behind a member's name where its memory is not zeroed: ` = {}`, or nothing. */
  readonly initial: string;
  /** Whether it ticks or fires once, … */
  readonly mode: 'periodic' | 'one-shot';
  /** … as a test. */
  readonly periodic: boolean;
  /** The queue that ticks run on, … */
  readonly queue: 'default' | 'dedicated';
  /** … and whether that is one of its own. */
  readonly dedicated: boolean;
  /** What it counts time with. */
  readonly clock: ClockView;
  /** Constants: the clock, … */
  readonly clockName: string;
  /** … the interval in nanoseconds … */
  readonly intervalName: string;
  /** … and the leeway. */
  readonly leewayName: string;
  /** Nanoseconds as C++ writes them: `1'000'000'000`. */
  readonly intervalNs: string;
  /** The same of the leeway. */
  readonly leewayNs: string;
  /** As a person writes them: `1s`. */
  readonly intervalText: string;
  /** The same of the leeway. */
  readonly leewayText: string;
  /** All of it, for a comment: `every 1s, with a leeway of 100ms`. */
  readonly rhythm: string;
}

/** `it.timer.clock`. */
export interface ClockView {
  /** The clock of IOTimerDispatchSource. */
  readonly timer: string;
  /** The POSIX clock that reads the same time. */
  readonly posix: string;
  /** `stops` or `runs on`. */
  readonly inSleep: string;
}

/** `it` in `add/`, and in the partials that these include. */
export interface AddedTimerView extends SharedView {
  /** Not known: the class is somebody else's. */
  readonly provider: null;
  /** The timer that is added. */
  readonly timer: AddedTimer;
  /** The first comment that names a rule is to say what such a name is. */
  readonly tellsRules: boolean;
  /** The class has no Stop: one comes with the timer. */
  readonly ownStop: boolean;
  /** The hook QuiesceHardware comes with the timer, … */
  readonly hook: boolean;
  /** … which calls it. */
  readonly quiesce: boolean;
  /** The ivars come from `new`, not from zeroed memory. */
  readonly madeByNew: boolean;
  /** free() has to delete the ivars too. */
  readonly deletes: boolean;
  /** Declarations of methods of the base class that the class has to get. */
  readonly missing: readonly string[];
  /** The names of methods that get the old body of Start … */
  readonly startBefore: string | null;
  /** … and of init; null where they keep it. */
  readonly initBefore: string | null;
  /** Headers that the source lacks. */
  readonly headers: readonly string[];
  /** The definition of Start, from behind its return type to its body. */
  readonly startHead: string;
  /** The same of Stop. */
  readonly stopHead: string;
  /** The parameter's name in the Start or Stop that a piece goes into. */
  readonly providerName: string;
  /** The parameter's name in SetPowerState. */
  readonly powerFlagsName: string;
}

/** `it.timer` in `add`: such a timer has flags of its own. */
export interface AddedTimer extends TimerView {
  /** The method that sets it up and arms it, called by Start: `StartHeartbeat`. */
  readonly start: string;
  /** The method that ends it, called by Stop: `StopHeartbeat`. */
  readonly stop: string;
  /** The method that lets it rest, called by SetPowerState: `PowerHeartbeat`. */
  readonly power: string;
  /** Members of the ivars struct: ticks rest, … */
  readonly suspendedIvar: string;
  /** … they are about to begin again, … */
  readonly resumingIvar: string;
  /** … there is something to end, … */
  readonly startedIvar: string;
  /** … super Stop was called, where `ownStop`. */
  readonly stoppedIvar: string;
}
