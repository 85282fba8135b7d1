import { expect, it } from 'vitest';
import { parseBundleId } from '../../core/options/bundle-id.ts';

it.each([
  'com.example.Acme.driver',
  'a.b.c',
  '3com.1.2',
  'com.my-company.x--y',
  `com.example.${'x'.repeat(155 - 'com.example.'.length)}`,
])('takes %s', (text) => {
  expect(parseBundleId(text)).toEqual({ value: text });
});

it.each([
  ['', 'is too short for a bundle id; give three parts'],
  ['com.example', 'is too short for a bundle id; give three parts'],
  ['com..driver', 'has an empty part'],
  ['com.example.driver.', 'has an empty part'],
  ['.com.example', 'has an empty part'],
  ['com.-example.x', 'has a hyphen at the end of a part'],
  ['com.example-.x', 'has a hyphen at the end of a part'],
  ['com.exa_mple.x', 'has "_"'],
  ['com.exämple.x', 'has "ä"'],
  ['com.example.x y', 'has " "'],
  ['com.example.$(id)', 'has "$"'],
  ['com.example.x\n', 'has "\\n"'],
  ['com.example.<%= it %>', 'has "<"'],
  [
    `com.example.${'x'.repeat(156 - 'com.example.'.length)}`,
    'has 156 characters; a bundle id has at most 155',
  ],
])('refuses %j', (text, reason) => {
  expect(parseBundleId(text)).toEqual({ problem: expect.stringContaining(reason) });
});
