import { expect, test } from 'vitest';
import { mask } from '../../core/source/mask.ts';

test.each([
  ['f(^{ g(); });', 'f([]{ g(); });'],
  ['f(^(int x) { g(x); });', 'f([](int x) { g(x); });'],
  ['f(a, ^bool(int x) { return x; });', 'f(a, []    (int x) { return x; });'],
  ['f(^ void (void) { });', 'f([]      (void) { });'],
  ['auto b = ^const char * (void) { return 0; };', 'auto b = []             (void) { return 0; };'],
  ['return ^{ };', 'return []{ };'],
  ['auto b = (Block) ^{ };', 'auto b = (Block) []{ };'],
  ['f(^ /* why */ { });', 'f([] /* why */ { });'],
  ['void (^done)(int) = ^(int x) { };', 'void (*done)(int) = [](int x) { };'],
  ['typedef void (^Done)(IOReturn);', 'typedef void (*Done)(IOReturn);'],
  ['void f(void (^)(void));', 'void f(void (*)(void));'],
  ['f(^{ g(^{ h(); }); });', 'f([]{ g([]{ h(); }); });'],
])('%s', (text, expected) => {
  expect(mask(text).text).toBe(expected);
});

test.each([
  'int x = a ^ b;',
  'int x = a ^ (b);',
  'int x = f(a) ^ (b);',
  'int x = a[0] ^ (b) ^ 1;',
  'if (a ^ (b)) { }',
  'if ((a) ^ (b)) { }',
  'x ^= y;',
  'int x = a ^ (b) { }',
  'X operator^(X a) { return a; }',
  'X operator ^ (X a, X b) { return a; }',
  'f("^{ }", \'^\'); // ^{ }',
])('xor stays: %s', (text) => {
  expect(mask(text).text).toBe(text);
});
