import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatId, parseUnsigned } from '../../core/options/unsigned.ts';

const id = (text: string) => parseUnsigned(text, { largest: 0xffff });

describe('parseUnsigned', () => {
  it.each([
    ['0', 0],
    ['007', 7],
    ['010', 10],
    ['65535', 0xffff],
    ['0x5ac', 0x05ac],
    ['0X5AC', 0x05ac],
    ['0x00000001', 1],
  ])('reads %s', (text, value) => {
    expect(id(text)).toEqual({ value });
  });

  it.each([
    '',
    ' 1',
    '1 ',
    '+1',
    '-1',
    '0x',
    '5ac',
    '1.0',
    '1e3',
    '0b1',
    '0o7',
    '１',
    '65536',
    '0x10000',
  ])('refuses %j', (text) => {
    expect(id(text)).toHaveProperty('problem');
  });

  it('refuses huge numbers in the same words', () => {
    expect(id('9'.repeat(400))).toEqual({
      problem: expect.stringContaining('is too large; allowed are 0 to 65535 (0xFFFF)'),
    });
  });

  it('reads back each id as it is printed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff }), (value) => {
        expect(formatId(value)).toMatch(/^0x[0-9A-F]{4}$/);
        expect(id(formatId(value))).toEqual({ value });
        expect(id(String(value))).toEqual({ value });
      }),
    );
  });
});
