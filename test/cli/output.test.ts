import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMAND, dextTimer, emptyFolder, snapshot } from '../support/command.ts';

interface Printed {
  readonly project: string;
  readonly files: { readonly path: string; readonly action: string }[];
  readonly next: string[];
}

/** A folder with a project in it, written by the command. */
function folderWithProject(): string {
  const cwd = emptyFolder();
  const { status } = dextTimer(['new', 'Acme', '--yes'], { cwd });
  expect(status).toBe(0);
  chmodSync(path.join(cwd, 'Acme'), 0o777);
  return cwd;
}

describe('--json', () => {
  it('prints one object on stdout: the project, its files, what is next', () => {
    const cwd = emptyFolder();
    const { status, stdout, stderr } = dextTimer(['new', 'Acme', '--yes', '--json'], { cwd });
    const printed = JSON.parse(stdout) as Printed;
    expect(Object.keys(printed)).toEqual(['project', 'files', 'next']);
    expect(printed.project).toBe(path.join(cwd, 'Acme'));
    expect(printed.files).toContainEqual({ path: 'Driver/AcmeDriver.cpp', action: 'create' });
    const written = [...snapshot(path.join(cwd, 'Acme')).keys()].filter((it) => !it.endsWith('/'));
    expect(printed.files.map((file) => file.path).sort()).toEqual(written.sort());
    expect(printed.next[0]).toBe('cd Acme');
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  it('tells files that are there from those that differ, also in a dry run', () => {
    const cwd = folderWithProject();
    writeFileSync(path.join(cwd, 'Acme/README.md'), 'mine\n', { flag: 'w' });
    const before = snapshot(cwd);
    const { stdout } = dextTimer(['new', 'Acme', '--yes', '--json', '--dry-run'], { cwd });
    const { files } = JSON.parse(stdout) as Printed;
    expect(files.filter((file) => file.action !== 'identical')).toEqual([
      { path: 'README.md', action: 'change' },
    ]);
    expect(snapshot(cwd)).toEqual(before);
  });
});

describe('--dry-run', () => {
  it('prints every file of the plan and writes nothing', () => {
    const cwd = emptyFolder();
    const { status, stdout, stderr } = dextTimer(['new', '--dry-run', 'Acme', '--yes'], { cwd });
    expect(stdout).toMatch(/^Acme\/\n {2}\.github\/\n/);
    expect(stdout).toContain('\n    AcmeDriver.cpp\n');
    expect(stderr).toBe('Nothing was written (--dry-run).\n');
    expect(status).toBe(0);
    expect(snapshot(cwd).size).toBe(0);
  });

  it('shows what would change as a unified diff', () => {
    const cwd = folderWithProject();
    const readme = path.join(cwd, 'Acme/README.md');
    writeFileSync(readme, readFileSync(readme, 'utf8').replace('# Acme', '# Mine'));
    const { stdout } = dextTimer(['new', 'Acme', '--yes', '--dry-run'], { cwd });
    expect(stdout).toContain('--- a/Acme/README.md\n+++ b/Acme/README.md\n@@ -1,');
    expect(stdout).toContain('\n-# Mine\n+# Acme\n');
    expect(stdout).toContain('  README.md  change\n');
  });
});

describe('a project that is there', () => {
  it('is left alone where nothing differs, down to the times of its files', () => {
    const cwd = folderWithProject();
    const file = path.join(cwd, 'Acme/README.md');
    utimesSync(file, 1, 1);
    const { status, stdout } = dextTimer(['new', 'Acme', '--yes'], { cwd });
    expect(stdout).toContain('Acme/ is up to date; nothing was written.\n');
    expect(status).toBe(0);
    expect(statSync(file).mtimeMs).toBe(1000);
  });

  it('gets with --force what differs, and only that', () => {
    const cwd = folderWithProject();
    const before = snapshot(cwd);
    writeFileSync(path.join(cwd, 'Acme/README.md'), 'mine\n');
    utimesSync(path.join(cwd, 'Acme/.gitignore'), 1, 1);
    const { status, stdout } = dextTimer(['new', 'Acme', '--yes', '--force'], { cwd });
    expect(stdout).toContain('Acme/ is written: 1 file.\n');
    expect(status).toBe(0);
    expect(snapshot(cwd)).toEqual(before);
    expect(statSync(path.join(cwd, 'Acme/.gitignore')).mtimeMs).toBe(1000);
  });

  it('gets what is missing', () => {
    const cwd = emptyFolder();
    mkdirSync(path.join(cwd, 'Acme'));
    chmodSync(path.join(cwd, 'Acme'), 0o777);
    writeFileSync(path.join(cwd, 'Acme/notes.txt'), 'mine\n');
    expect(dextTimer(['new', 'Acme', '--yes'], { cwd }).status).toBe(0);
    expect(readFileSync(path.join(cwd, 'Acme/notes.txt'), 'utf8')).toBe('mine\n');
    expect(snapshot(cwd).has('Acme/Driver/AcmeDriver.cpp')).toBe(true);
  });
});

describe('what the person reads', () => {
  it('ends with what to do next', () => {
    const { stdout, stderr } = dextTimer(['new', 'Acme', '--yes'], { cwd: emptyFolder() });
    expect(stdout).toMatch(/^Acme\/ is written: \d+ files\.\n\nNext:\n {2}cd Acme {2,}\S/);
    expect(stdout).toContain('Tests/run.sh');
    expect(stdout).not.toContain('\u001b');
    expect(stderr).toBe('');
  });

  it('is told of a flag that the provider does not use', () => {
    const args = ['new', 'Acme', '--yes', '--vendor-id', '1'];
    const { status, stderr } = dextTimer(args, { cwd: emptyFolder() });
    expect(stderr).toMatch(/^Note: --vendor-id is left unused; [^\n]+\n$/);
    expect(status).toBe(0);
  });

  it.each([[], ['--help'], ['new', '--help']])('gets help of at most 80 columns: %j', (...args) => {
    const { status, stdout } = dextTimer(args, { cwd: emptyFolder() });
    expect(stdout).toMatch(/^Usage: dext-timer/);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(status).toBe(0);
  });

  it('gets the help of a command by its name', () => {
    const cwd = emptyFolder();
    const wanted = dextTimer(['add', '--help'], { cwd }).stdout;
    expect(dextTimer(['help', 'add'], { cwd })).toEqual({ status: 0, stdout: wanted, stderr: '' });
    const { status, stderr } = dextTimer(['help', 'ad'], { cwd });
    expect(stderr).toContain('"ad" is not a command; did you mean "add"?');
    expect(status).toBe(2);
  });

  it.each([['--version'], ['new', '--version']])('gets the version: %j', (...args) => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(dextTimer(args, { cwd: emptyFolder() }).stdout).toBe(`${version}\n`);
  });

  it('gets a stack only with --debug', () => {
    const cwd = emptyFolder();
    writeFileSync(path.join(cwd, 'Acme'), '');
    expect(dextTimer(['new', 'Acme', '--yes'], { cwd }).stderr).not.toContain('\n    at ');
    expect(dextTimer(['new', 'Acme', '--yes', '--debug'], { cwd }).stderr).toContain('\n    at ');
  });
});

describe('a place that is not as it should be', () => {
  it('a working folder that is gone is named in one line', () => {
    const cwd = path.join(emptyFolder(), 'gone');
    mkdirSync(cwd);
    const script = `cd "${cwd}" && rmdir "${cwd}" && "${process.execPath}" "${COMMAND}" new Acme --yes`;
    const { status, stderr } = spawnSync('sh', ['-c', script], { encoding: 'utf8' });
    expect(stderr).toBe('dext-timer: The current folder is gone; change to one that exists.\n');
    expect(status).toBe(1);
  });

  it.each([
    ['a reader that has gone', '| true', ''],
    ['a full disk behind stdout', '> /dev/full', 'The output could not be printed: '],
    ['a full disk behind stderr', '2> /dev/full', ''],
  ])('%s does not undo or belie what was written', (_title, redirect, words) => {
    const cwd = emptyFolder();
    const script = `{ "${process.execPath}" "${COMMAND}" new Acme --yes; echo $? >&3; } 3>status ${redirect}`;
    const { stderr } = spawnSync('sh', ['-c', script], { cwd, encoding: 'utf8' });
    expect(stderr).toMatch(words === '' ? /^$/ : new RegExp(`^${words}[^\\n]+\\n$`));
    expect(readFileSync(path.join(cwd, 'status'), 'utf8')).toBe('0\n');
    expect(snapshot(cwd).has('Acme/Driver/AcmeDriver.cpp')).toBe(true);
  });

  it('what an interrupted run has left is put in order before anything else, help included', () => {
    const cwd = emptyFolder();
    mkdirSync(path.join(cwd, '.dext-timer-commit'));
    writeFileSync(path.join(cwd, '.dext-timer-commit/owner-0'), '');
    const nobody = process.getuid?.() === 0 ? 65534 : undefined;
    if (nobody !== undefined) {
      chownSync(path.join(cwd, '.dext-timer-commit'), nobody, nobody);
    }
    const { status, stderr } = dextTimer(['new', '--help'], { cwd });
    expect(stderr).toMatch(/^Removed what an interrupted run had left behind in [^\n]+\n$/);
    expect(status).toBe(0);
    expect(snapshot(cwd).size).toBe(0);
  });
});

describe('the command', () => {
  it('is one file that loads no EJS, no prompt, no Yeoman, no diff and no parser before it needs them', () => {
    const code = readFileSync(COMMAND, 'utf8');
    // How the bundler writes `await import(…)` in CommonJS.
    const later =
      /await Promise\.resolve\(\)\.then\(\(\) => require\("\.\/chunks\/([\w-]+)-[\w-]{8}\.cjs"\)\)/g;
    const chunks = [...code.matchAll(later)].map((it) => it[1]);
    // `dist` is inquirer.
    expect(chunks.sort()).toEqual([
      ...['add', 'check', 'dist', 'explain', 'new-project-gates', 'renderer', 'team-for-new'],
      ...['team-line', 'templates', 'unified-diff'],
    ]);
    expect(code.replace(later, '')).not.toMatch(/\brequire\("|\bimport\(|^import |^export /m);
    expect(code).not.toMatch(
      /node_modules\/(ejs|inquirer|@inquirer|yeoman|diff|web-tree-sitter)\//,
    );
  });

  it.each(['pipe', 'ignore'] as const)('loads no network code to print: %s', (stdout) => {
    const tell = 'process.getBuiltinModule("fs").writeSync(2, process.moduleLoadList.join())';
    const probe = `--import=data:text/javascript,process.on("exit", () => ${tell})`;
    const { stderr } = spawnSync(process.execPath, [probe, COMMAND, '--help'], {
      stdio: ['ignore', stdout, 'pipe'],
      encoding: 'utf8',
    });
    expect(stderr).toContain('NativeModule fs,');
    expect(stderr).not.toMatch(/NativeModule (net|tty)\b/);
  });

  it('asks nothing of Node that the oldest supported one lacks', () => {
    const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      engines: { node: string };
    };
    expect(engines.node).toBe('^20.17.0 || >=22.9.0');
    expect(typeof process.getBuiltinModule).toBe('function');
  });
});
