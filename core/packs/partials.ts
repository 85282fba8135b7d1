import { PARTIALS_OF_ADD } from './partials-of-add.ts';

/** A partial of ours, and what one that replaces it has to be. */
export interface TemplatePartial {
  /** Below a template root, without `.ejs`; `<kind>` stands for each kind of provider. */
  readonly name: string;
  /** What it is for. */
  readonly is: string;
  /** What it must contain, so that what stands around it still holds. */
  readonly must: string;
  /** What it sees in `it` beside the view. */
  readonly sees?: readonly string[];
}

const TIMER = ['timer'];

/**
 * Every template of ours outside `project/`. A replacement that does not do what `must` says does
 * not compile, fails the host tests, or is refused by the rules of `check`.
 */
export const PARTIALS: readonly TemplatePartial[] = [
  {
    name: 'header/file',
    is: 'the first lines of C++, iig, Swift, xcconfig and shell files, behind a `#!`',
    must: 'comments alone, each line with `it.comment`; ours are empty where that is `#`',
    sees: ['file', 'comment'],
  },
  {
    name: 'hooks/tick',
    is: 'the method with the work of a tick',
    must: 'defines `void <it.timer.tick>()`',
    sees: TIMER,
  },
  {
    name: 'hooks/bring-up',
    is: 'the hook that makes the hardware ready',
    must: 'defines `kern_return_t BringUpHardware(IOService *)`',
  },
  {
    name: 'hooks/quiesce',
    is: 'the hook that leaves the hardware silent',
    must: 'defines `void QuiesceHardware(IOService *)`, which waits for nothing',
  },
  {
    name: 'hooks/power',
    is: 'the hooks before sleep and after a wake',
    must: 'defines `void PowerDownHardware()` and `void PowerUpHardware()`',
  },
  {
    name: 'hooks/body/tick',
    is: 'what a tick does',
    must: 'statements, indented by four; bounded even if the device is gone',
    sees: TIMER,
  },
  {
    name: 'hooks/body/bring-up',
    is: 'how the hardware is made ready',
    must: 'statements, indented by four, that return on failure alone; `provider` is the IOService',
  },
  {
    name: 'hooks/body/quiesce',
    is: 'how the hardware is silenced',
    must: 'statements, indented by four, that wait for nothing; `provider` is the IOService',
  },
  {
    name: 'hooks/body/power-down',
    is: 'what is saved before sleep',
    must: 'statements, indented by four, done within seconds',
  },
  {
    name: 'hooks/body/power-up',
    is: 'what is restored after a wake',
    must: 'statements, indented by four, done within seconds',
  },
  {
    name: 'hooks/provider',
    is: "the name of a hook's parameter, where its body uses it",
    must: '`provider` or nothing',
    sees: ['body'],
  },
  {
    name: 'timer/log-macro',
    is: 'the macro of the driver that logs',
    must: 'defines `Log(format, …)`, which is os_log to OS_LOG_DEFAULT with `<it.driverClass>: ` before the format: scripts/logs.sh looks for that',
  },
  {
    name: 'timer/log',
    is: 'the call that logs a line',
    must: 'one statement, not indented, that logs `"<it.message>"<it.args>`, with the macro `it.logMacro`; where that is null, the source has none',
    sees: ['message', 'args'],
  },
  {
    name: 'timer/include',
    is: 'the include of the timer source',
    must: 'includes `DriverKit/IOTimerDispatchSource` with the ending `it.ending`: `h` or `iig`',
    sees: ['ending'],
  },
  {
    name: 'timer/declaration',
    is: 'the handler in the class',
    must: 'declares `it.timer.handler` with `TYPE(IOTimerDispatchSource::TimerOccurred)`',
    sees: TIMER,
  },
  {
    name: 'timer/helpers',
    is: 'the methods beside the handler in the class',
    must: 'declares `it.timer.setUp`, `it.timer.arm` and, where `it.power`, `it.timer.resume`, all LOCALONLY',
    sees: TIMER,
  },
  {
    name: 'timer/constants',
    is: 'clock, interval and leeway',
    must: 'defines `it.timer.clockName`, `intervalName`, `leewayName` and the function `it.timer.now`, on one clock in nanoseconds',
    sees: TIMER,
  },
  {
    name: 'timer/ivars',
    is: 'the members of a timer',
    must: 'declares `it.timer.timerIvar`, `queueIvar` where `it.timer.dedicated`, and `deadlineIvar` where periodic or `firedIvar` where not; no OSAction',
    sees: TIMER,
  },
  {
    name: 'timer/set-up',
    is: 'the method that makes source and action',
    must: 'defines `it.timer.setUp`: the OSAction is a local, released right behind SetHandler, and the source is enabled last',
    sees: TIMER,
  },
  {
    name: 'timer/arm',
    is: 'the method that arms the timer',
    must: 'defines `it.timer.arm`, which returns what WakeAtTime returns; that of a one-shot does nothing once Stop has begun',
    sees: TIMER,
  },
  {
    name: 'timer/handler',
    is: 'the handler',
    must: 'defines `it.timer.handlerHead`: returns where `it.resting`, calls `it.timer.tick`, and arms a periodic timer from its last deadline',
    sees: TIMER,
  },
  {
    name: 'timer/resume',
    is: 'the method that arms the timer after a wake',
    must: 'defines `it.timer.resume`',
    sees: TIMER,
  },
  {
    name: 'timer/power-rest',
    is: "the timer's part of SetPowerState before sleep",
    must: 'waits for a tick that is running on a queue of its own',
    sees: TIMER,
  },
  {
    name: 'timer/power-resume',
    is: "the timer's part of SetPowerState after a wake",
    must: "calls `it.timer.resume` on the timer's queue",
    sees: TIMER,
  },
  {
    name: 'timer/teardown',
    is: "the timers' part of Stop",
    must: 'cancels every source with a block, and runs the statements `it.whenDead` once on the Default queue when the last timer is gone, or there is none',
    sees: ['whenDead'],
  },
  {
    name: 'timer/cancel',
    is: 'how one timer is cancelled',
    must: 'assigns `ret` what Cancel returns; its block releases the source and then runs the statements `it.then`, on the Default queue',
    sees: ['timer', 'then'],
  },
  {
    name: 'timer/last-timer',
    is: 'the method that counts timers that are gone, where there are several',
    must: 'defines `void TimerGone(IOService *provider)`, which runs the statements `it.whenDead` for the last one',
    sees: ['whenDead'],
  },
  {
    name: 'timer/free',
    is: "the timer's part of free()",
    must: 'releases the source, and then a queue of its own; the ivars are there',
    sees: TIMER,
  },
  {
    name: 'provider/<kind>/includes',
    is: 'headers of the framework that the provider is in',
    must: 'includes',
  },
  {
    name: 'provider/<kind>/start',
    is: 'what Start does with the provider',
    must: 'statements that, on failure, leave their error in `ret` and `goto fail`',
  },
  {
    name: 'provider/<kind>/open-close',
    is: 'the methods that open and close the provider',
    must: 'defines `kern_return_t OpenProvider(IOService *provider)` and `void CloseProvider()`, where `it.providerFacts.opens`',
  },
  {
    name: 'provider/<kind>/bring-up',
    is: 'a comment above BringUpHardware on what the provider is like',
    must: 'comments alone; it may be empty',
  },
  {
    name: 'provider/<kind>/personality',
    is: 'what the driver matches, in Info.plist',
    must: 'keys and values of a property list, with tabs',
  },
  {
    name: 'provider/<kind>/entitlements',
    is: 'the entitlements of the provider, for development',
    must: 'keys and values of a property list, with tabs',
  },
  {
    name: 'provider/<kind>/release-entitlements',
    is: 'those for distribution, as Apple grants them',
    must: 'keys and values of a property list, with tabs',
  },
  {
    name: 'provider/<kind>/readme',
    is: 'what README.md says of the provider',
    must: 'Markdown',
  },
  {
    name: 'readme/life-cycle',
    is: 'the diagram of a life in README.md',
    must: 'a Mermaid sequence diagram',
    sees: TIMER,
  },
  ...PARTIALS_OF_ADD,
];
