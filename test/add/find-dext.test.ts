import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { findDext } from '../../core/add/find-dext.ts';
import { emptyFolder } from '../support/command.ts';
import { writeFiles, writeLamp } from '../support/lamp.ts';

/** A folder with files in it, all empty. */
function folderWith(...files: string[]): string {
  const top = emptyFolder();
  writeFiles(top, Object.fromEntries(files.map((file) => [file, ''])));
  return top;
}

/** The folder that is found, and its sources, relative to the top. */
function found(top: string, from = '.', project: string | null = null) {
  const { folder, sources } = findDext({ cwd: path.join(top, from), project });
  const inside = (place: string) => path.relative(top, place) || '.';
  return { folder: inside(folder), sources: sources.map(inside).sort() };
}

describe('the dext is found', () => {
  it('in the working directory, in folders with spaces too', () => {
    const top = folderWith('My Driver/A b/X.iig', 'My Driver/X.cpp', 'notes.md');
    const sources = ['My Driver/A b/X.iig', 'My Driver/X.cpp'];
    expect(found(top)).toEqual({ folder: '.', sources });
    expect(found(top, 'My Driver').folder).toBe('My Driver');
    expect(found(top, '.', 'My Driver/A b').sources).toEqual(['My Driver/A b/X.iig']);
  });

  it('above it, where a project is', () => {
    const top = folderWith('Acme/Acme.xcodeproj/x', 'Acme/Driver/X.iig', 'Acme/App/Deep/A.swift');
    expect(found(top, 'Acme/App/Deep').folder).toBe('Acme');
  });

  it('with the sources of the whole project, where the class is in one folder of it', () => {
    const top = folderWith('Acme.xcodeproj/x', 'Driver/If/X.iig', 'Driver/Src/X.cpp');
    const sources = ['Driver/If/X.iig', 'Driver/Src/X.cpp'];
    expect(found(top, 'Driver/If')).toEqual({ folder: 'Driver/If', sources });
  });

  it('in the nearer folder, where there are two', () => {
    const top = folderWith('.git/HEAD', 'A/Driver/X.iig', 'B/Driver/Y.iig', 'B/App/a.swift');
    expect(found(top, 'B/App').folder).toBe('B');
    expect(found(top).folder).toBe('.');
  });

  it('not beyond the root of the repository', () => {
    const top = folderWith('X.iig', 'inner/.git/HEAD', 'inner/a/b.swift');
    expect(() => found(top, 'inner/a')).toThrow('no .iig file here or in a project above');
  });

  it('not in a folder above that is no project', () => {
    const top = folderWith('Somebody/Driver/X.iig', 'mine/a.swift');
    expect(() => found(top, 'mine')).toThrow('no .iig file');
  });

  it('not in what tools made or fetched, nor in what git ignores', () => {
    const top = folderWith(
      'build/X.iig',
      'DriverKit.sdk/Y.iig',
      'DerivedSources/Z.iig',
      'old/O.iig',
    );
    writeFiles(top, { '.gitignore': 'old/\n', '.git/HEAD': '' });
    expect(() => found(top)).toThrow('no .iig file');
  });

  it('not in stand-ins of DriverKit for tests', () => {
    const top = folderWith('A.xcodeproj/x', 'Tests/stubs/DriverKit/IOService.iig', 'Driver/X.iig');
    expect(found(top, 'Tests/stubs/DriverKit').folder).toBe('.');
  });

  it('by the Xcode project too', () => {
    const top = folderWith('Acme/Acme.xcodeproj/x', 'Acme/Driver/X.iig');
    expect(found(top, '.', 'Acme/Acme.xcodeproj').folder).toBe('Acme');
  });

  it('behind a symbolic link to its folder', () => {
    const top = emptyFolder();
    writeLamp(path.join(top, 'real'));
    symlinkSync('real', path.join(top, 'link'));
    expect(found(top, '.', 'link').folder).toBe('link');
    mkdirSync(path.join(top, 'only'));
    symlinkSync('../real', path.join(top, 'only/inside'));
    expect(() => found(top, '.', 'only')).toThrow('no .iig file in "only"');
  });
});
