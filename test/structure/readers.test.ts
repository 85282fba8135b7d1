import * as plist from 'plist';
import { describe, expect, it } from 'vitest';
import { PROVIDERS } from '../../core/options/new-project-options.ts';
import { type PlistValue, readPlist } from '../../core/verify/project/plist-reader.ts';
import { xcodeIds } from '../../core/view/xcode-ids.ts';
import { soundProject } from './planted-break.ts';

/** The form in which npm's `plist` returns values. */
function plain(value: PlistValue): unknown {
  if (value instanceof Map) {
    return Object.fromEntries([...value].map(([key, inner]) => [key, plain(inner)]));
  }
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  return typeof value === 'bigint' ? Number(value) : value;
}

describe('our property list reader and the one from npm agree', () => {
  it.each(PROVIDERS)('%s', (provider) => {
    const lists = [...soundProject(provider)].filter(([path]) =>
      /\.(plist|entitlements)$/.test(path),
    );
    expect(lists.map(([path]) => path).sort()).toEqual([
      'App/App.entitlements',
      'Distribution/App.release.entitlements',
      'Distribution/Driver.release.entitlements',
      'Driver/Driver.entitlements',
      'Driver/Info.plist',
    ]);
    for (const [path, text] of lists) {
      expect(plain(readPlist(text)), path).toEqual(plist.parse(text));
    }
  });
});

describe('ids of Xcode objects', () => {
  const ids = Object.values(xcodeIds('com.example.Acme.driver'));

  it('are 24 upper-case hex digits, each another', () => {
    expect(ids.filter((id) => !/^[0-9A-F]{24}$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('stay the same for the same driver, and differ for another', () => {
    expect(Object.values(xcodeIds('com.example.Acme.driver'))).toEqual(ids);
    const others = Object.values(xcodeIds('com.example.Other.driver'));
    expect(others.filter((id) => ids.includes(id))).toEqual([]);
  });

  // From version to version too: a changed id would make every project file differ.
  it('stay what they were', () => {
    expect(xcodeIds('com.example.Acme.driver').appTarget).toBe('533641C4E017D6DF58A00009');
  });
});
