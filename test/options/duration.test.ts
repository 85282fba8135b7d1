import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatDuration,
  parseDuration,
  parseInterval,
  parseLeeway,
} from '../../core/options/duration.ts';

const factors = { ns: 1n, us: 1_000n, ms: 1_000_000n, s: 1_000_000_000n } as const;
const unit = fc.constantFrom('ns', 'us', 'ms', 's');

describe('parseDuration', () => {
  it.each([
    ['1s', 1_000_000_000n],
    ['0', 0n],
    ['0ms', 0n],
    ['007ms', 7_000_000n],
    ['500us', 500_000n],
    ['86400s', 86_400_000_000_000n],
    ['9007199254740993ns', 9_007_199_254_740_993n],
  ])('%s', (text, nanoseconds) => {
    expect(parseDuration(text)).toEqual({ value: nanoseconds });
  });

  it('is exact where floating point is not', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 30n), unit, (count, name) => {
        expect(parseDuration(`${count}${name}`)).toEqual({ value: count * factors[name] });
      }),
    );
  });

  it('takes nothing but digits and a unit', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(text !== '0' && !/^\d+(ns|us|ms|s)$/.test(text));
        expect(parseDuration(text)).toHaveProperty('problem');
      }),
    );
  });
});

describe('formatDuration', () => {
  it('is read back as the same duration', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 20n), (nanoseconds) => {
        expect(parseDuration(formatDuration(nanoseconds))).toEqual({ value: nanoseconds });
      }),
    );
  });

  it('takes the largest unit that is exact', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 9n), unit, (count, name) => {
        const text = formatDuration(count * factors[name]);
        expect(text.length).toBeLessThanOrEqual(`${count}${name}`.length);
      }),
    );
    expect(formatDuration(1_500_000n)).toBe('1500us');
    expect(formatDuration(0n)).toBe('0s');
  });
});

describe('limits', () => {
  it.each(['50us', '50000ns', '24000ms', '86400s'])('takes %s as interval', (text) => {
    expect(parseInterval(text, {})).toEqual(parseDuration(text));
  });

  it.each(['49999ns', '0', '86401s', '86400000000001ns'])('refuses %s as interval', (text) => {
    expect(parseInterval(text, {})).toHaveProperty('problem');
  });

  it('lets the leeway be as long as the interval and no longer', () => {
    expect(parseLeeway('1s', { interval: 1_000_000_000n })).toEqual({ value: 1_000_000_000n });
    expect(parseLeeway('1000000001ns', { interval: 1_000_000_000n })).toEqual({
      problem: '"1000000001ns" is longer than the interval; allowed are 0 to 1s.',
    });
    expect(parseInterval('1s', { leeway: 1_000_000_000n })).toEqual({ value: 1_000_000_000n });
    expect(parseInterval('1ms', { leeway: 2_000_000n })).toEqual({
      problem: '"1ms" is shorter than the leeway; allowed are 2ms to 86400s.',
    });
  });
});
