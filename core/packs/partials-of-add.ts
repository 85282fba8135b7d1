import type { TemplatePartial } from './partials.ts';

/** The partials in `add/`: what comes into a class of somebody else. */
export const PARTIALS_OF_ADD: readonly TemplatePartial[] = [
  {
    name: 'add/headers',
    is: 'includes that the source lacks',
    must: 'includes all of `it.headers`',
  },
  {
    name: 'add/constants',
    is: "the timer's constants",
    must: 'includes `timer/constants`',
  },
  {
    name: 'add/declarations',
    is: 'what comes into the class',
    must: 'declares `it.missing`, the handler, the tick, the hook where `it.hook`, `it.timer.start`, `stop` and `power`, and the helpers',
  },
  {
    name: 'add/ivars-struct',
    is: 'the ivars struct of a class that has none',
    must: 'defines `<it.driverClass>_IVars` with what `add/ivars` says',
  },
  {
    name: 'add/ivars',
    is: 'the members of the timer, its queue and its flags',
    must: 'declares all that `it.timer` names; atomic where ticks run on a queue of their own',
  },
  {
    name: 'add/init',
    is: 'init() of a class that has none',
    must: 'makes zeroed ivars, and fails without them',
  },
  {
    name: 'add/init-ivars',
    is: 'the making of the ivars in an init() that has none',
    must: 'makes zeroed ivars, and returns false without them',
  },
  {
    name: 'add/init-around',
    is: 'a new init() around the old one',
    must: 'ends in the head of `it.initBefore` and a brace',
  },
  {
    name: 'add/free',
    is: 'free() of a class that has none',
    must: 'releases what the timer has, deletes the ivars, calls super free',
  },
  {
    name: 'add/free-guarded',
    is: "the timer's part of free(), where null ivars are not tested for",
    must: 'tests the ivars; deletes them where `it.deletes`',
  },
  {
    name: 'add/free-releases',
    is: "the timer's part of free(), inside a test of the ivars",
    must: 'releases what `add/ivars` has',
  },
  {
    name: 'add/start',
    is: 'Start of a class that has none',
    must: 'calls super Start, then `it.timer.start`; on failure it undoes all and calls super Stop',
  },
  {
    name: 'add/start-timer',
    is: 'the start of the timer in a Start that is there',
    must: 'calls `it.timer.start`; on failure it calls Stop and returns the error',
  },
  {
    name: 'add/start-around',
    is: 'a new Start around the old one',
    must: 'ends in the head of `it.startBefore` and a brace',
  },
  {
    name: 'add/start-method',
    is: 'the method that sets the timer up and arms it',
    must: 'defines `kern_return_t <it.timer.start>()`',
  },
  {
    name: 'add/stop',
    is: 'Stop of a class that has none',
    must: 'ends the timer first, then calls super Stop once',
  },
  {
    name: 'add/stop-prologue',
    is: 'the first lines of Stop',
    must: 'calls `it.timer.stop`, and returns success where that is false',
  },
  {
    name: 'add/stop-method',
    is: 'the method that ends the timer',
    must: 'defines `bool <it.timer.stop>(IOService *provider)`: true where there is no timer, or no more; otherwise it cancels the timer, then quiesces where `it.quiesce`, then calls Stop again',
  },
  {
    name: 'add/power-prologue',
    is: 'the first lines of SetPowerState',
    must: 'calls `it.timer.power`',
  },
  {
    name: 'add/power-method',
    is: 'the method that lets the timer rest',
    must: 'defines `void <it.timer.power>(bool on)`',
  },
  {
    name: 'add/methods',
    is: 'all methods that come with the timer',
    must: 'includes `hooks/tick`, `hooks/quiesce` where `it.hook`, and the methods of `timer/` and `add/`',
  },
];
