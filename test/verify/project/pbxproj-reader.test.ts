import { parse } from '@bacons/xcode/json';
import { describe, expect, it } from 'vitest';
import { PROVIDERS } from '../../../core/options/new-project-options.ts';
import { type PbxValue, readOldPlist } from '../../../core/verify/project/pbxproj-reader.ts';
import { soundProject } from '../../structure/planted-break.ts';

/** The reader from npm makes numbers of what looks like one. */
function texts(value: unknown): PbxValue {
  if (Array.isArray(value)) {
    return value.map(texts);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, texts(inner)]))
    : String(value);
}

describe('our reader of project files', () => {
  it.each(PROVIDERS)('and the one from npm agree on %s', (provider) => {
    const text = soundProject(provider).get('Acme.xcodeproj/project.pbxproj') ?? '';
    expect(readOldPlist(text).root).toEqual(texts(parse(text)));
  });

  it('reads what Xcode may write', () => {
    const text = String.raw`// !$*UTF8*$!
{ a = "x \"y\"\n"; /* why */ objects = {
  A1 /* one */ = {isa = B; };
}; list = (1, "2 3", ); none = (); empty = ""; }
`;
    expect(readOldPlist(text)).toEqual({
      root: {
        a: 'x "y"\n',
        objects: { A1: { isa: 'B' } },
        list: ['1', '2 3'],
        none: [],
        empty: '',
      },
      lines: new Map([['A1', 3]]),
    });
  });

  it.each([
    ['', 'line 1: here should be "{" at the beginning'],
    ['{\na = 1\n}', 'line 2: here should be ";" behind the value of "a"'],
    ['{ a 1; }', 'line 1: here should be "=" behind "a"'],
    ['{ a = ; }', 'line 1: here should be a value'],
    ['{ a = 1; a = 2; }', 'line 1: "a" is there twice'],
    ['{ a = (1 2); }', 'line 1: here should be "," or ")" in a list'],
    ['{ a = "1; }', 'line 1: here should be a value'],
    ['{ a = 1;', 'line 1: here should be a key or "}"'],
    ['{}\n}', 'line 2: nothing may follow the last "}"'],
  ])('refuses %j', (text, says) => {
    expect(() => readOldPlist(text)).toThrow(says);
  });
});
