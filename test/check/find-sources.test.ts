import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { failureOf } from '../options/command-run.ts';
import { check, folderWith, found } from './fake.ts';

const BUG = '<DK06>\n';

/** Files that a search leaves out whatever git says, and some that it finds. */
const TREE = {
  'Acme/Driver/A.iig': BUG,
  'Acme/Driver/A B.cpp': BUG,
  'Acme/Driver/größe.mm': BUG,
  'Acme/Driver/notes.md': BUG,
  'Acme/DriverKit.sdk/X.h': BUG,
  'Acme/X.framework/Headers/X.h': BUG,
  'Acme/build/X.cpp': BUG,
  'node_modules/x/X.h': BUG,
  'Pods/X.h': BUG,
};
const EXPECTED = [
  'Acme/Driver/A B.cpp:1 DK06',
  'Acme/Driver/A.iig:1 DK06',
  'Acme/Driver/größe.mm:1 DK06',
];

function git(cwd: string, ...args: string[]): void {
  const who = ['-c', 'user.name=x', '-c', 'user.email=x@example.com'];
  execFileSync('git', [...who, ...args], { cwd, stdio: 'ignore' });
}

/** Each way in which a folder is searched. */
const WAYS: [string, (cwd: string) => void][] = [
  ['git', (cwd) => git(cwd, 'init', '-q')],
  ['our own walk', () => {}],
];

describe.each(WAYS)('a folder, searched by %s', (_way, prepare) => {
  it('has its sources, by any ending, without what tools made or fetched', async () => {
    const cwd = folderWith(TREE);
    prepare(cwd);
    expect(await found(cwd)).toEqual(EXPECTED);
    expect(await found(cwd, 'Acme')).toEqual(EXPECTED);
    expect(await found(cwd, 'Acme/build')).toEqual(['Acme/build/X.cpp:1 DK06']);
  });

  it('has not what .gitignore files leave out', async () => {
    const cwd = folderWith({
      '.gitignore': '/out\n*.gen.cpp\n',
      'out/X.cpp': BUG,
      'x.gen.cpp': BUG,
      'sub/.gitignore': '!keep.gen.cpp\nonly-here.h\n',
      'sub/keep.gen.cpp': BUG,
      'sub/out/Y.cpp': BUG,
      'sub/only-here.h': BUG,
      'only-here.h': BUG,
    });
    prepare(cwd);
    const inSub = ['sub/keep.gen.cpp:1 DK06', 'sub/out/Y.cpp:1 DK06'];
    expect(await found(cwd)).toEqual(['only-here.h:1 DK06', ...inSub]);
    // Named, it is searched.
    expect(await found(cwd, 'out')).toEqual(['out/X.cpp:1 DK06']);
    expect(await found(cwd, 'out/X.cpp')).toEqual(['out/X.cpp:1 DK06']);
  });

  it('is searched without going round in circles', async () => {
    const cwd = folderWith({ 'a/A.cpp': BUG });
    symlinkSync('..', path.join(cwd, 'a/up'));
    symlinkSync('a', path.join(cwd, 'b'));
    symlinkSync('A.cpp', path.join(cwd, 'a/Twin.cpp'));
    symlinkSync('nowhere', path.join(cwd, 'a/Lost.cpp'));
    prepare(cwd);
    expect(await found(cwd)).toEqual(['a/A.cpp:1 DK06']);
  });
});

describe('a folder of a repository', () => {
  it('knows what is ignored above it', async () => {
    const cwd = folderWith({ '.gitignore': 'gen\n', 'a/gen/X.cpp': BUG, 'a/A.cpp': BUG });
    mkdirSync(path.join(cwd, '.git'));
    expect(await found(cwd, 'a')).toEqual(['a/A.cpp:1 DK06']);
  });

  it('has what is tracked, whatever is ignored, and nothing that is deleted', async () => {
    const cwd = folderWith({ '.gitignore': '*.h\n', 'A.h': BUG, 'B.h': BUG, 'C.cpp': BUG });
    git(cwd, 'init', '-q');
    git(cwd, 'add', '-f', 'A.h', 'C.cpp');
    execFileSync('rm', ['C.cpp'], { cwd });
    expect(await found(cwd)).toEqual(['A.h:1 DK06']);
  });

  it('has nothing in a submodule that was not fetched', async () => {
    const cwd = folderWith({ 'A.cpp': BUG });
    mkdirSync(path.join(cwd, 'vendor/library'), { recursive: true });
    git(cwd, 'init', '-q');
    const commit = '0123456789012345678901234567890123456789';
    git(cwd, 'update-index', '--add', '--cacheinfo', `160000,${commit},vendor/library`);
    expect(await found(cwd)).toEqual(['A.cpp:1 DK06']);
  });

  it('has repositories in it, submodules and others', async () => {
    const library = folderWith({ 'L.cpp': BUG });
    const cwd = folderWith({ 'A.cpp': BUG, 'inner/I.cpp': BUG });
    git(library, 'init', '-q');
    git(library, 'add', '.');
    git(library, 'commit', '-qm', 'x');
    git(cwd, 'init', '-q');
    git(path.join(cwd, 'inner'), 'init', '-q');
    git(cwd, '-c', 'protocol.file.allow=always', 'submodule', 'add', library, 'sub');
    expect(await found(cwd)).toEqual(['A.cpp:1 DK06', 'inner/I.cpp:1 DK06', 'sub/L.cpp:1 DK06']);
  });

  it('is searched in a hook too, where git speaks of another folder', async () => {
    const cwd = folderWith({ 'a/A.cpp': BUG, 'a/x.cpp': BUG, 'a/.gitignore': 'x.cpp' });
    git(cwd, 'init', '-q');
    process.env.GIT_DIR = '.git';
    try {
      expect(await found(cwd, 'a')).toEqual(['a/A.cpp:1 DK06']);
    } finally {
      delete process.env.GIT_DIR;
    }
  });
});

describe('paths', () => {
  it('may overlap, lie outside, begin with dashes', async () => {
    const top = folderWith({ 'work/-x.cpp': BUG, 'work/d/D.cpp': BUG, 'other/O.cpp': BUG });
    const cwd = path.join(top, 'work');
    const args = ['d', 'd/D.cpp', './d/../d/D.cpp', '../other', '--', '-x.cpp'];
    expect(await found(cwd, ...args)).toEqual([
      '-x.cpp:1 DK06',
      '../other/O.cpp:1 DK06',
      'd/D.cpp:1 DK06',
    ]);
  });

  it('pass over other files as a hook gives them', async () => {
    const cwd = folderWith({ 'README.md': BUG, 'A.cpp': BUG, 'B.cpp': BUG });
    expect(await found(cwd, 'README.md', 'A.cpp')).toEqual(['A.cpp:1 DK06']);
  });

  it.each([
    [[], 'There is no driver source to check in the working directory; sources end in .iig .h'],
    [['README.md'], 'no driver source to check in "README.md"'],
    [['README.md', 'empty'], 'no driver source to check among the 2 paths'],
    [['nowhere.cpp'], '"nowhere.cpp" does not exist; give a file or a folder.'],
    [['README.md/x'], '"README.md/x" does not exist'],
    [[''], '"" does not exist'],
    [['a\u001b[31m'], '"a\\u001b[31m" does not exist'],
    [['/dev/null'], '"/dev/null" is neither a file nor a folder'],
  ])('%j is a fault of the command line', async (args, message) => {
    const cwd = folderWith({ 'README.md': 'x', 'empty/x.txt': 'x' });
    expect(await failureOf(() => check(cwd, args))).toMatchObject({
      message: expect.stringContaining(message),
      exitStatus: 2,
    });
  });
});

describe('a single file', () => {
  const FILES = {
    'Acme/Acme.xcodeproj/project.pbxproj': '',
    'Acme/Driver/A.iig': BUG,
    'Acme/Driver/A.cpp': BUG,
    'Acme/Lib/L.h': BUG,
    'Acme/Lib/L.cpp': BUG,
    'Acme/build/G.cpp': BUG,
    'Other/O.cpp': BUG,
  };

  async function analysedFor(cwd: string, ...args: string[]): Promise<string[]> {
    let seen: string[] = [];
    await check(cwd, args, async (sources) => {
      seen = sources.map((it) => it.path);
      return [];
    });
    return seen;
  }

  it('is analysed with its dext and the headers of the project, and reported alone', async () => {
    const cwd = folderWith(FILES);
    const project = ['Acme/Driver/A.cpp', 'Acme/Driver/A.iig', 'Acme/Lib/L.h'];
    expect(await analysedFor(cwd, 'Acme/Driver/A.cpp')).toEqual(project);
    expect(await found(cwd, 'Acme/Driver/A.cpp')).toEqual(['Acme/Driver/A.cpp:1 DK06']);
    const { stdout } = await check(cwd, ['--json', 'Acme/Driver/A.cpp', 'Acme/Lib/L.h']);
    expect(JSON.parse(stdout).files).toBe(2);
  });

  it('is analysed with all of its project where no dext is at or above it', async () => {
    const seen = await analysedFor(folderWith(FILES), 'Acme/Lib/L.cpp');
    expect(seen).toEqual([
      'Acme/Driver/A.cpp',
      'Acme/Driver/A.iig',
      'Acme/Lib/L.cpp',
      'Acme/Lib/L.h',
    ]);
  });

  it('is analysed with its dext where there is no project', async () => {
    const cwd = folderWith({ 'a/A.cpp': BUG, 'a/A.iig': BUG, 'a/below/B.cpp': BUG, 'C.cpp': BUG });
    expect(await analysedFor(cwd, 'a/A.cpp')).toEqual(['a/A.cpp', 'a/A.iig', 'a/below/B.cpp']);
  });

  it('is analysed with what is beside it where there is neither', async () => {
    const cwd = folderWith({ 'a/A.cpp': BUG, 'a/B.cpp': BUG, 'a/below/B.cpp': BUG, 'C.cpp': BUG });
    expect(await analysedFor(cwd, 'a/A.cpp')).toEqual(['a/A.cpp', 'a/B.cpp']);
  });

  it('has those beside it even in a folder that the project leaves out', async () => {
    const cwd = folderWith({ ...FILES, 'Acme/build/G.iig': BUG });
    expect(await analysedFor(cwd, 'Acme/build/G.cpp')).toContain('Acme/build/G.iig');
  });
});

describe('a file that cannot be checked', () => {
  it.each([
    ['holds a NUL byte', 'x\0y', 'it is not text'],
    ['is UTF-16', Buffer.from('\ufeffclass A', 'utf16le'), 'it is not text'],
    ['is huge', ' '.repeat(5 * 1024 * 1024 + 1), 'larger than 5 MB'],
  ])('since it %s is a warning, and the others are checked', async (_what, content, message) => {
    const cwd = folderWith({ 'A.cpp': content, 'B.cpp': BUG });
    const { stdout, status } = await check(cwd, ['--json']);
    const { findings, files } = JSON.parse(stdout);
    expect(findings[0]).toMatchObject({
      rule: 'parse',
      severity: 'warning',
      file: 'A.cpp',
      line: 1,
    });
    expect(findings[0].message).toContain(message);
    expect(findings[1]).toMatchObject({ rule: 'DK06', file: 'B.cpp' });
    expect(files).toBe(2);
    expect(status).toBe(1);
  });

  it('is read without its byte order mark, and empty ones are fine', async () => {
    const cwd = folderWith({ 'A.cpp': `\ufeff${BUG}`, 'B.cpp': '' });
    const { stdout } = await check(cwd, ['--json']);
    expect(JSON.parse(stdout)).toMatchObject({ findings: [{ column: 1 }], files: 2 });
  });
});

it('passes over a folder that may not be read below the one that is named', async () => {
  const cwd = folderWith({ 'A.cpp': BUG, 'locked/B.cpp': BUG });
  chmodSync(path.join(cwd, 'locked'), 0);
  try {
    expect(await found(cwd)).toContain('A.cpp:1 DK06');
  } finally {
    chmodSync(path.join(cwd, 'locked'), 0o755);
  }
});
