import { expect, it } from 'vitest';
import { fnv1aHex } from '../core/hash.ts';

// Vectors of draft-eastlake-fnv for 128 bits.
it.each([
  ['', '6c62272e07bb014262b821756295c58d'],
  ['a', 'd228cb696f1a8caf78912b704e4a8964'],
  ['foobar', '343e1662793c64bf6f0d3597ba446f18'],
])('FNV-1a of %j', (text, hash) => {
  expect(fnv1aHex(text)).toBe(hash);
});
