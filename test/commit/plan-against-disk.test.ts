import * as fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { planAgainstDisk } from '../../core/commit/plan-against-disk.ts';
import { actionOf } from '../../core/plan/change.ts';
import { outputFile } from './output-file.ts';
import { tempFolder } from './temp-folder.ts';
import { treeOf } from './tree.ts';

describe('what is there', () => {
  test('decides what will be done', () => {
    const root = tempFolder();
    fs.mkdirSync(path.join(root, 'Driver'));
    fs.writeFileSync(path.join(root, 'Driver/same.cpp'), 'same');
    fs.writeFileSync(path.join(root, 'Driver/other.cpp'), 'old');
    const files = [
      outputFile('new/deep/file.cpp', 'x'),
      outputFile('Driver/same.cpp', 'same'),
      outputFile('Driver/other.cpp', 'new'),
    ];
    const before = treeOf(fs, root);
    const plan = planAgainstDisk({ root, files });
    expect(plan.root).toBe(root);
    expect(plan.changes.map((change) => [change.path, actionOf(change)])).toEqual([
      ['new/deep/file.cpp', 'create'],
      ['Driver/same.cpp', 'identical'],
      ['Driver/other.cpp', 'change'],
    ]);
    // echo -n old | shasum -a 256
    expect(plan.changes[2]?.before).toBe(
      'cba06b5736faf67e54b07b561eae94395e774c517a7d910a54369e1263ccfbd4',
    );
    expect(treeOf(fs, root)).toEqual(before);
  });

  test('may be reached by a link that stays inside the project', () => {
    const root = tempFolder();
    fs.mkdirSync(path.join(root, 'Sources'));
    fs.writeFileSync(path.join(root, 'Sources/a.cpp'), 'old');
    fs.symlinkSync('Sources', path.join(root, 'Driver'));
    const plan = planAgainstDisk({ root, files: [outputFile('Driver/a.cpp', 'new')] });
    expect(plan.changes.map(actionOf)).toEqual(['change']);
  });

  test('may be in a root that is itself reached by a link', () => {
    const folder = tempFolder();
    fs.mkdirSync(path.join(folder, 'real'));
    fs.symlinkSync('real', path.join(folder, 'root'));
    const plan = planAgainstDisk({
      root: path.join(folder, 'root'),
      files: [outputFile('a/b.txt', '')],
    });
    expect(plan.changes.map(actionOf)).toEqual(['create']);
  });
});

describe('a path that is not safe is refused', () => {
  test.each([
    ['', 'is empty'],
    ['/etc/passwd', 'is absolute'],
    ['C:/Windows/a', 'is absolute'],
    ['../a', '".."'],
    ['a/../../b', '".."'],
    ['a/..', '".."'],
    ['a\\b', 'backslash'],
    ['..\\a', 'backslash'],
    ['a//b', 'empty name'],
    ['a/', 'empty name'],
    ['./a', 'empty name'],
    ['a/./b', 'empty name'],
    ['a\nb', 'control character'],
    ['a\0b', 'control character'],
    ['a\u007fb', 'control character'],
    ['a\u009fb', 'control character'],
    ['.dext-timer-commit/new-0', 'staged'],
    ['Acme/.DEXT-timer-commit', 'staged'],
    ['.git/hooks/pre-commit', "git's own"],
    ['Acme/.GIT/hooks/pre-commit', "git's own"],
  ])('%j', (file, why) => {
    const root = tempFolder();
    expectRefusal({ root, files: [file], code: 'unsafe-path', says: [JSON.stringify(file), why] });
  });

  test.each([
    [['a.txt', 'a.txt']],
    [['README.md', 'Readme.md']],
    [['App/a.txt', 'app/A.TXT']],
    [['caf\u00e9.txt', 'cafe\u0301.txt']],
  ])('twice the same file: %j', (files) => {
    const [first = '', second = ''] = files;
    expectRefusal({
      root: tempFolder(),
      files,
      code: 'unsafe-path',
      says: [`${JSON.stringify(second)}: it is the same file as ${JSON.stringify(first)}`],
    });
  });

  test('twice the same file by way of a link', () => {
    const root = tempFolder();
    fs.mkdirSync(path.join(root, 'Sources'));
    fs.symlinkSync('Sources', path.join(root, 'Driver'));
    const files = ['Sources/a.cpp', 'Driver/a.cpp'];
    expectRefusal({ root, files, code: 'unsafe-path', says: ['the same file as "Sources/a.cpp"'] });
  });

  test.each([[['a', 'a/b']], [['x/y/z', 'X']]])('a file that is also a folder: %j', (files) => {
    const root = tempFolder();
    expectRefusal({ root, files, code: 'unsafe-path', says: ['the folder of another file'] });
  });
});

describe('a link is not followed out of the project', () => {
  test.each([
    ['to an absolute path', (outside: string) => outside],
    ['to a relative path', (outside: string) => path.join('..', path.basename(outside))],
    [
      'by way of another link',
      (outside: string) => {
        const hop = path.join(path.dirname(outside), 'root', 'hop');
        fs.symlinkSync(outside, hop);
        return 'hop';
      },
    ],
  ])('%s', (_, target) => {
    const { root, outside } = rootAndOutside();
    fs.symlinkSync(target(outside), path.join(root, 'Driver'));
    expectRefusal({
      root,
      files: ['Driver/deep/a.cpp'],
      code: 'unsafe-path',
      says: ['"Driver"', 'out of the project', JSON.stringify(outside)],
    });
    expect(fs.readdirSync(outside)).toEqual([]);
  });

  test('whose path only begins like the project', () => {
    const { root } = rootAndOutside();
    fs.mkdirSync(`${root}-other`);
    fs.symlinkSync(`${root}-other`, path.join(root, 'Driver'));
    expectRefusal({ root, files: ['Driver/a'], code: 'unsafe-path', says: ['out of the project'] });
  });

  test('where the project is a folder of the root, into another one', () => {
    const root = tempFolder();
    for (const folder of ['Acme/Sources', 'other/Driver']) {
      fs.mkdirSync(path.join(root, folder), { recursive: true });
    }
    fs.symlinkSync('../other/Driver', path.join(root, 'Acme/Driver'));
    fs.symlinkSync('Sources', path.join(root, 'Acme/App'));
    fs.symlinkSync('other', path.join(root, 'Beta'));
    const refused = { root, code: 'unsafe-path', says: ['out of the project'] };
    expectRefusal({ ...refused, project: 'Acme', files: ['Acme/Driver/a.cpp'] });
    expectRefusal({ ...refused, project: 'Beta', files: ['Beta/a.cpp'] });
    const files = [outputFile('Acme/App/a.cpp', 'text')];
    expect(planAgainstDisk({ root, project: 'Acme', files }).changes).toHaveLength(1);
  });

  test('nor into nothing', () => {
    const root = tempFolder();
    fs.symlinkSync('nowhere', path.join(root, 'Driver'));
    fs.symlinkSync('loop', path.join(root, 'loop'));
    for (const folder of ['Driver', 'loop']) {
      expectRefusal({ root, files: [`${folder}/a`], code: 'unsafe-path', says: ['leads nowhere'] });
    }
  });
});

describe('only plain files are replaced', () => {
  test('not a folder or a symbolic link', () => {
    const root = tempFolder();
    fs.mkdirSync(path.join(root, 'folder'));
    fs.writeFileSync(path.join(root, 'plain'), '');
    fs.symlinkSync('plain', path.join(root, 'link'));
    expectRefusal({
      root,
      files: ['folder'],
      code: 'not-a-file',
      says: ['"folder"', 'a folder is'],
    });
    expectRefusal({
      root,
      files: ['link'],
      code: 'not-a-file',
      says: ['"link"', 'a symbolic link'],
    });
  });

  test('not a special file', () => {
    const files = ['null'];
    expectRefusal({ root: '/dev', files, code: 'not-a-file', says: ['"null"', 'a special file'] });
  });

  test('a file or a link to a file where a folder is needed', () => {
    const root = tempFolder();
    fs.writeFileSync(path.join(root, 'Driver'), 'a file');
    fs.symlinkSync('Driver', path.join(root, 'App'));
    expectRefusal({ root, files: ['Driver/a'], code: 'not-a-file', says: ['"Driver"'] });
    expectRefusal({ root, files: ['App/a'], code: 'not-a-file', says: ['"App"'] });
    expect(fs.readFileSync(path.join(root, 'Driver'), 'utf8')).toBe('a file');
  });
});

function expectRefusal(at: {
  root: string;
  project?: string;
  files: string[];
  code: string;
  says: string[];
}): void {
  const files = at.files.map((file) => outputFile(file, 'text'));
  let refusal: unknown;
  try {
    planAgainstDisk({ ...at, files });
  } catch (error) {
    refusal = error;
  }
  expect(refusal).toMatchObject({ name: 'ProjectError', code: at.code, exitStatus: 1 });
  const { message } = refusal as Error;
  expect(message).not.toMatch(/\n/);
  for (const part of at.says) {
    expect(message).toContain(part);
  }
}

function rootAndOutside(): { root: string; outside: string } {
  const folder = tempFolder();
  const root = path.join(folder, 'root');
  const outside = path.join(folder, 'outside');
  fs.mkdirSync(root);
  fs.mkdirSync(outside);
  return { root, outside };
}
