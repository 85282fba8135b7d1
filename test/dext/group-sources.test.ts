import { expect, test } from 'vitest';
import { groupSources } from '../../core/dext/group-sources.ts';

test('drivers of one tree and their helpers stay together', () => {
  const paths = ['App/main.mm', 'Bell/Bell.iig', 'Bell/Bell.cpp', 'Horn/Horn.iig', 'Shared/Log.h'];
  expect(groupSources(paths)).toEqual([paths]);
});

test('two targets with the same class are two groups, and share what has no .iig', () => {
  expect(
    groupSources([
      'src/New/Bell.iig',
      'src/New/lib/Bell.cpp',
      'src/Old/Bell.cpp',
      'src/Old/Bell.iig',
      'src/Shared/Log.h',
      'Log.h',
    ]),
  ).toEqual([
    ['src/New/Bell.iig', 'src/New/lib/Bell.cpp', 'src/Shared/Log.h', 'Log.h'],
    ['src/Old/Bell.cpp', 'src/Old/Bell.iig', 'src/Shared/Log.h', 'Log.h'],
  ]);
});

test('a copy below the original', () => {
  expect(groupSources(['Bell.iig', 'Bell.cpp', 'copy/Bell.iig', 'copy/Bell.cpp'])).toEqual([
    ['Bell.iig', 'Bell.cpp'],
    ['copy/Bell.iig', 'copy/Bell.cpp'],
  ]);
});

test('nothing is no group', () => {
  expect(groupSources([])).toEqual([]);
});
