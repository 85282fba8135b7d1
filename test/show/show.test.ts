import { describe, expect, it } from 'vitest';
import { formatSteps, nextSteps } from '../../core/show/next-steps.ts';
import { paintFor, plain } from '../../core/show/paint.ts';
import { type ShownFile, tree } from '../../core/show/tree.ts';
import { unifiedDiff } from '../../core/show/unified-diff.ts';
import { project } from '../support/matrix.ts';

function many(folder: string, action: ShownFile['action']): ShownFile[] {
  return Array.from({ length: 9 }, (_, index) => ({ path: `${folder}/f${index}.h`, action }));
}

describe('the tree of a plan', () => {
  it('lists folders first, then files, with what will happen to those that are there', () => {
    const files: ShownFile[] = [
      { path: 'Acme/README.md', action: 'change' },
      { path: 'Acme/Driver/Info.plist', action: 'identical' },
      { path: 'Acme/Driver/AcmeDriver.cpp', action: 'create' },
    ];
    expect(tree({ files })).toBe(
      'Acme/\n  Driver/\n    AcmeDriver.cpp\n    Info.plist  identical\n  README.md  change\n',
    );
  });

  it('is short where a big folder is all new, unless the whole of it is wanted', () => {
    const files = many('Acme/Tests', 'create');
    expect(tree({ files })).toBe('Acme/\n  Tests/  9 files\n');
    expect(tree({ files, whole: true }).split('\n')).toHaveLength(12);
  });

  it('never hides a file that is there', () => {
    const files: ShownFile[] = [
      ...many('Acme/Tests', 'create'),
      { path: 'Acme/Tests/x.h', action: 'change' },
    ];
    expect(tree({ files })).toContain('x.h  change');
  });
});

describe('a unified diff', () => {
  it('shows what goes and what comes, with context', () => {
    expect(
      unifiedDiff({ path: 'a.txt', before: '1\n2\n3\n', after: '1\nzwei\n3\n', paint: plain }),
    ).toBe('--- a/a.txt\n+++ b/a.txt\n@@ -1,3 +1,3 @@\n 1\n-2\n+zwei\n 3\n');
  });

  it('is coloured by a painter', () => {
    const diff = unifiedDiff({
      path: 'a.txt',
      before: 'a\n',
      after: 'b\n',
      paint: (style, text) => `<${style}>${text}`,
    });
    expect(diff).toContain('<red>-a\n<green>+b\n');
  });
});

describe('colour', () => {
  it('is for terminals, and never with NO_COLOR or on a dumb one', () => {
    const red = '\u001b[31mx\u001b[39m';
    expect(paintFor({ isTTY: true }, {})('red', 'x')).toBe(red);
    expect(paintFor({ isTTY: true }, { NO_COLOR: '' })('red', 'x')).toBe(red);
    expect(paintFor({ isTTY: true }, { NO_COLOR: '1' })).toBe(plain);
    expect(paintFor({ isTTY: true }, { TERM: 'dumb' })).toBe(plain);
    expect(paintFor({}, {})).toBe(plain);
    expect(plain('red', 'x')).toBe('x');
  });
});

describe('next steps', () => {
  it('stand in two columns', () => {
    const steps = [
      { command: 'a', why: 'first' },
      { command: 'long', why: 'second' },
    ];
    expect(formatSteps(steps)).toBe('  a     first\n  long  second\n');
  });

  const commands = (files: readonly string[]) =>
    nextSteps(project(), files).map((step) => step.command);

  it('name no file that a team does without', () => {
    expect(commands(['Acme/Tests/run.sh', 'Acme/README.md', 'Acme/scripts/build.sh'])).toEqual([
      'cd Acme',
      'Tests/run.sh',
      'open Acme.xcodeproj',
      'open Driver/AcmeDriver.cpp',
      'open README.md',
    ]);
    expect(commands([])).toEqual(['cd Acme', 'open Acme.xcodeproj', 'open Driver/AcmeDriver.cpp']);
    expect(formatSteps(nextSteps(project(), []))).not.toContain('scripts/');
  });
});
