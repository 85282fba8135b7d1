import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derivedNames, findClash, timerNames } from '../../core/options/derived-names.ts';
import { nameFromFolder, parseProjectName } from '../../core/options/project-name.ts';
import { parseTimerName } from '../../core/options/timer-name.ts';

describe('parseProjectName', () => {
  it.each([
    'Acme',
    'A',
    'X2',
    'USBPoll',
    'Driver',
    'Oscar',
    'OSCPoll',
    'IOTHub',
    'Console',
    'A'.repeat(64),
  ])('takes %s', (name) => {
    expect(parseProjectName(name, {})).toEqual({ value: name });
  });

  it.each([
    ['', 'is not an UpperCamelCase name'],
    ['acme', 'is not an UpperCamelCase name'],
    ['Acme Two', 'is not an UpperCamelCase name'],
    ['Acme\n', 'is not an UpperCamelCase name'],
    ['Acmé', 'is not an UpperCamelCase name'],
    ['A_B', 'is not an UpperCamelCase name'],
    ['__proto__', 'is not an UpperCamelCase name'],
    ['class', 'is a C++ keyword'],
    ['LOCALONLY', 'is a macro of iig'],
    ['A'.repeat(65), 'at most 64 characters'],
    ['IOService', 'looks like a name of DriverKit'],
    ['IOTimerDispatchSource', 'looks like a name of DriverKit'],
    ['OSAction', 'looks like a name of DriverKit'],
    ['IOUSBHostDevice', 'looks like a name of DriverKit'],
    ['IOUserHIDEvent', 'looks like a name of DriverKit'],
    ['IO', 'makes IODriver, a class of DriverKit'],
    ['SwiftUI', "is a module of Apple's"],
    ['ContentView', 'is a type of the app'],
    ['Con', 'is a device on Windows'],
    ['LPT1', 'is a device on Windows'],
  ])('refuses %j', (name, reason) => {
    expect(parseProjectName(name, {})).toEqual({ problem: expect.stringContaining(reason) });
  });

  it('does not let the driver class be a method of the timer', () => {
    expect(parseProjectName('SetUpPoll', { timer: 'PollDriver' })).toEqual({
      problem:
        '"SetUpPoll" does not go with the timer: "PollDriver" makes SetUpPollDriver, a name that the driver class has already; choose another.',
    });
  });
});

describe('parseTimerName', () => {
  it.each(['Heartbeat', 'USBPoll', 'TimerOccurred', 'Provider', 'Timers', 'DefaultPoll'])(
    'takes %s',
    (name) => {
      expect(parseTimerName(name, { name: 'Acme' })).toEqual({ value: name });
    },
  );

  it.each([
    ['Start', 'is a name that DriverKit has already'],
    ['FinishStop', 'is a name that the driver has already'],
    ['Log', 'is a name that the driver has already'],
    ['Terminate', 'is a name that DriverKit has already'],
    ['SetLED', 'is a name that DriverKit has already'],
    ['Dispatch', 'is a name that DriverKit has already'],
    ['NULL', 'is a macro of iig'],
    ['OSAction', 'looks like a name of DriverKit'],
    ['IOMallocZero', 'looks like a name of DriverKit'],
    ['Default', 'makes defaultQueue, a name that the driver has already'],
    ['AcmeDriver', 'is a name that the driver class has already'],
  ])('refuses %s', (name, reason) => {
    expect(parseTimerName(name, { name: 'Acme' })).toEqual({
      problem: expect.stringContaining(reason),
    });
  });
});

describe('derived names', () => {
  it('of the timer Heartbeat', () => {
    const { arm, ...names } = timerNames('Heartbeat');
    expect(names).toEqual({
      handler: 'Heartbeat',
      setUp: 'SetUpHeartbeat',
      resume: 'ResumeHeartbeat',
      tick: 'HeartbeatTick',
      now: 'HeartbeatNow',
      clock: 'kHeartbeatClock',
      intervalNs: 'kHeartbeatIntervalNs',
      leewayNs: 'kHeartbeatLeewayNs',
      timerIvar: 'heartbeatTimer',
      queueIvar: 'heartbeatQueue',
      deadlineIvar: 'heartbeatDeadline',
      firedIvar: 'heartbeatFired',
      createAction: 'CreateActionHeartbeat',
    });
    expect([arm('periodic'), arm('one-shot')]).toEqual(['ArmHeartbeat', 'ScheduleHeartbeat']);
  });

  it('of a project', () => {
    const names = derivedNames({ name: 'Acme', timers: [{ name: 'Poll' }, { name: 'Watch' }] });
    expect(names.driverClass).toBe('AcmeDriver');
    expect(names.timers.map((timer) => timer.handler)).toEqual(['Poll', 'Watch']);
  });

  it.each([
    ['USBPoll', 'usbPollTimer'],
    ['PCI', 'pciTimer'],
    ['USB3Poll', 'usb3PollTimer'],
    ['A', 'aTimer'],
  ])('ivar of %s', (timer, ivar) => {
    expect(timerNames(timer).timerIvar).toBe(ivar);
  });

  it.each([
    [['Poll', 'Poll'], 'Poll'],
    [['Poll', 'PollTick'], 'PollTick'],
    [['Poll', 'SchedulePoll'], 'SchedulePoll'],
    [['USBPoll', 'UsbPoll'], 'usbPollTimer'],
  ])('clash between the timers %j', (timers, derived) => {
    const named = timers.map((name) => ({ name }));
    expect(findClash({ timers: named })).toEqual({
      timer: timers[1],
      derived,
      owner: `timer ${timers[0]}`,
    });
    expect(findClash({ timers: named.slice(0, 1) })).toBeUndefined();
  });

  it('a timer that is taken makes no name twice, whatever the project is called', () => {
    const name = fc.stringMatching(/^[A-Z][A-Za-z0-9]{0,12}$/);
    fc.assert(
      fc.property(name, name, (project, timer) => {
        fc.pre('value' in parseTimerName(timer, { name: project }));
        const { arm, ...fixed } = timerNames(timer);
        const all = [
          ...Object.values(fixed),
          arm('periodic'),
          arm('one-shot'),
          derivedNames({ name: project, timers: [] }).driverClass,
        ];
        expect(new Set(all).size).toBe(all.length);
      }),
    );
  });
});

describe('nameFromFolder', () => {
  it.each([
    ['acme', 'Acme'],
    ['my-driver', 'MyDriver'],
    ['MyDriver', 'MyDriver'],
    ['my driver.2', 'MyDriver2'],
    ['2024 été', 'Ete'],
    ['tmp.aB3x', 'TmpAB3x'],
  ])('%s', (folder, name) => {
    expect(nameFromFolder(folder)).toBe(name);
  });

  it.each(['', '/', '42', 'драйвер', 'swiftUI', 'con', 'x'.repeat(65)])(
    'nothing from %j',
    (folder) => {
      expect(nameFromFolder(folder)).toBeUndefined();
    },
  );
});
