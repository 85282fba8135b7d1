import type { Style } from '../../core/edit/style.ts';
import { type Printed, Printer } from './printed.ts';

const START: Printed = {
  type: 'kern_return_t',
  head: { method: 'Start', params: 'IOService~provider' },
  body: [
    { comment: ['First the base class: if (this fails) { nothing * else runs }.'] },
    'kern_return_t ret = Start(provider, SUPERDISPATCH);',
    {
      when: 'ret != kIOReturnSuccess',
      body: ['Log("Start { failed * : %d", ret); // if(odd) {', 'return ret;'],
    },
    'uint64_t wide = ivars->a * ivars->b;',
    'IOService~other = OSDynamicCast(IOService, provider);',
    { comment: ['Two lines of words,', 'and the second one.'] },
    {
      when: 'other != nullptr && wide != 0',
      body: [{ when: 'Ready()', body: ['Begin(&ret);'], otherwise: ['Wait();', 'ret = 0;'] }],
      otherwise: ['Log("no * other");'],
    },
    'return RegisterService();',
  ],
};

const STOP: Printed = {
  type: 'kern_return_t',
  head: { method: 'Stop', params: 'IOService~provider' },
  body: [
    {
      call: 'ret = ivars->queue->Cancel',
      block: [
        { comment: ['Nothing is left to wait for.'] },
        { when: 'ivars->first', body: ['OSSafeReleaseNULL(ivars->first);'] },
        '(void)Stop(provider, SUPERDISPATCH);',
      ],
    },
    'return kIOReturnSuccess;',
  ],
};

const BLINK: Printed = {
  type: 'void',
  head: { method: 'Blink', params: 'OSAction~action, uint64_t time' },
  body: [{ when: '!ivars->isOn', body: ['return;'] }, 'ivars->count++;'],
};

const HELP: Printed = {
  type: 'static uint64_t',
  head: 'LampNow(IOService~service, const char~name)',
  body: ['uint64_t~place = &service->time;', 'return *place;'],
};

/** As our templates write them; `|` is between a type and a name. */
const MEMBERS = [
  'virtual bool|init() override;',
  'virtual void|free() override;',
  'virtual kern_return_t|Start(IOService~provider) override;',
  'virtual kern_return_t|Stop(IOService~provider) override;',
  'virtual void|Blink(OSAction~action, uint64_t time) TYPE(IOTimerDispatchSource::TimerOccurred);',
  'virtual void|Glow(OSAction~a, uint64_t t) TYPE(IOTimerDispatchSource::TimerOccurred);',
  'virtual void|Fade(OSAction~a, uint64_t t) TYPE(IOTimerDispatchSource::TimerOccurred);',
  'kern_return_t|SetUp(IOService~provider) LOCALONLY;',
];

const FIELDS = ['IOService~first;', 'IODispatchQueue~queue;', 'uint64_t count;'];

/** A small driver in a style, as a person could have written it. */
export function lamp(style: Style) {
  const printer = new Printer(style);
  const end = style.lineEnd;
  return {
    members: printer.members(MEMBERS),
    iig: `#include <DriverKit/IOService.iig>${end}${end}${printer.interface('LampDriver', MEMBERS)}`,
    definitions: printer.definitions([START, STOP, BLINK, HELP]),
    cpp: [
      `// The lamp, * by hand.${end}${end}#include "LampDriver.h"${end}`,
      printer.record('LampDriver_IVars', FIELDS),
      printer.definitions([START, STOP, BLINK, HELP]),
    ].join(end),
  };
}
