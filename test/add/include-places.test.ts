import { describe, expect, it } from 'vitest';
import { includePlaces } from '../../core/add/include-places.ts';
import { loadParser } from '../../core/source/parse.ts';

const parser = await loadParser();

/** The text with the headers in it that a class behind it needs. */
function including(text: string, headers: readonly string[]): string {
  const whole = `${text}\nclass Valve {};\n`;
  const file = parser.parse({ path: 'Valve.cpp', text: whole });
  const before = file.root.children.find((it) => it.type === 'class_specifier');
  const places = includePlaces(file, before, headers);
  return places
    .toSorted((a, b) => b.offset - a.offset)
    .reduce(
      (it, { offset, headers: there }) =>
        it.slice(0, offset) +
        there.map((path) => `#include <${path}>\n`).join('') +
        it.slice(offset),
      whole,
    )
    .replace('\nclass Valve {};\n', '');
}

const include = (...paths: string[]) =>
  paths.map((it) => `#include ${it.startsWith('"') ? it : `<${it}>`}\n`).join('');

const QUEUE = 'DriverKit/IODispatchQueue.h';
const ACTION = 'DriverKit/OSAction.h';
const NEEDED = [QUEUE, ACTION, 'os/log.h', 'time.h'];

describe('includes go', () => {
  it.each<[string, string, string]>([
    [
      'where the alphabet has them',
      include('DriverKit/IOLib.h', 'DriverKit/OSData.h', 'stdio.h', 'string.h', '"Valve.h"'),
      include(
        ...['"First.h"', QUEUE, 'DriverKit/IOLib.h', ACTION, 'DriverKit/OSData.h', 'os/log.h'],
        ...['stdio.h', 'string.h', 'time.h', '"Valve.h"'],
      ),
    ],
    [
      'behind those of their kind where these are in no order',
      include('string.h', 'stdio.h', 'DriverKit/OSData.h', 'DriverKit/IOLib.h', 'atomic'),
      include(
        ...['"First.h"', 'string.h', 'stdio.h', 'os/log.h', 'time.h', 'DriverKit/OSData.h'],
        ...['DriverKit/IOLib.h', QUEUE, ACTION, 'atomic'],
      ),
    ],
    [
      'where the alphabet has them among others',
      include('HIDDriverKit/A.h', 'HIDDriverKit/B.h', 'memory'),
      include(
        ...['"First.h"', QUEUE, ACTION, 'HIDDriverKit/A.h', 'HIDDriverKit/B.h', 'memory'],
        ...['os/log.h', 'time.h'],
      ),
    ],
    [
      'behind the last of all where there is no other sign',
      include('USBDriverKit/Z.h', 'HIDDriverKit/A.h', '"Valve.h"'),
      include('"First.h"', 'USBDriverKit/Z.h', 'HIDDriverKit/A.h', '"Valve.h"', ...NEEDED),
    ],
  ])('%s', (_title, text, expected) => {
    expect(including(include('"First.h"') + text, NEEDED)).toBe(expected);
  });

  it('first behind the one above, then before the one below', () => {
    const [system, driverKit] = [
      include('os/lock.h'),
      include('DriverKit/IOLib.h', 'DriverKit/X.h'),
    ];
    expect(including(system + driverKit, [QUEUE, 'os/log.h'])).toBe(
      system + include('os/log.h', QUEUE) + driverKit,
    );
  });

  it('not before the first of all', () => {
    const text = include('new', 'os/lock.h');
    expect(including(text, [QUEUE])).toBe(text + include(QUEUE));
  });

  it.each([
    '#include "Valve.h"\n#include <new> // first\n#include <os/lock.h>\n',
    '#include "Valve.h"\n// These two first.\n#include <new>\n#include <os/lock.h>\n',
  ])('not before one that a comment is about', (text) => {
    expect(including(text, [QUEUE])).toBe(text + include(QUEUE));
  });

  it('in the order that takes capitals for small letters', () => {
    const text = include('DriverKit/iolib.h', 'DriverKit/OSData.h', 'DriverKit/queue.h');
    const [first, ...others] = text.split(/(?<=\n)/);
    expect(including(text, [ACTION])).toBe([first, include(ACTION), ...others].join(''));
  });

  it('outside of branches', () => {
    const text = `${include('os/lock.h')}#if DEBUG\n${include('stdio.h')}#endif\n`;
    expect(including(text, ['time.h'])).toBe(
      text.replace(include('os/lock.h'), include('os/lock.h', 'time.h')),
    );
  });

  it('behind the guard of a file without any', () => {
    const text = '// Valve\n#pragma once\n\n// A valve.';
    expect(including(text, ['time.h'])).toBe(
      `// Valve\n#pragma once\n${include('time.h')}\n// A valve.`,
    );
    expect(including('// A valve.', ['time.h'])).toBe(`${include('time.h')}// A valve.`);
  });
});
