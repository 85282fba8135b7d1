import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { dextTimer, emptyFolder, snapshot } from '../support/command.ts';
import { MANIFEST, writeFiles, writePack } from './pack.ts';

let cwd: string;
const run = (...args: string[]) => dextTimer(args, { cwd });
const read = (file: string) => readFileSync(path.join(cwd, file), 'utf8');
const pack = (manifest: object = {}, templates = {}) =>
  writePack(path.join(cwd, 'pack'), manifest, templates);

const LOG = 'AcmeLog("<%= it.message %>"<%= it.args %>);\n';

beforeEach(() => {
  cwd = emptyFolder();
});

describe('new with the templates of a team', () => {
  it('replaces, adds and removes files, and leaves the rest as it is', () => {
    expect(run('new', 'Plain', '--yes').status).toBe(0);
    pack(
      { remove: ['project/Tests/', 'project/dot-clang-format'] },
      { 'project/OWNERS': 'drivers@acme.example\n', 'project/README.md.ejs': '# <%= it.name %>\n' },
    );
    expect(run('new', 'Acme', '--yes', '--templates', './pack').status).toBe(0);
    const plain = [...snapshot(path.join(cwd, 'Plain')).keys()].map((it) =>
      it.replaceAll('Plain', 'Acme'),
    );
    const expected = plain.filter((it) => !/^Tests\/|^\.clang-format$/.test(it));
    expect([...snapshot(path.join(cwd, 'Acme')).keys()].sort()).toEqual(
      [...expected, 'OWNERS'].sort(),
    );
    expect(read('Acme/README.md')).toBe('# Acme\n');
    expect(read('Acme/Driver/AcmeDriver.cpp')).toBe(
      read('Plain/Driver/PlainDriver.cpp').replaceAll('Plain', 'Acme'),
    );
  });

  it('takes what a parent has, unless it has its own', () => {
    pack({ extends: '../base', remove: ['project/B'] }, { 'project/A': 'own\n' });
    writePack(
      path.join(cwd, 'base'),
      { name: 'base', defaults: { interval: '7ms', queue: 'dedicated' } },
      { 'project/A': 'parent\n', 'project/B': 'parent\n', 'project/C': 'parent\n' },
    );
    expect(run('new', 'Acme', '--yes', '--templates', 'pack').status).toBe(0);
    expect([read('Acme/A'), read('Acme/C')]).toEqual(['own\n', 'parent\n']);
    expect(snapshot(path.join(cwd, 'Acme')).has('B')).toBe(false);
    expect(read('Acme/.yo-rc.json')).toContain('"interval": "7ms"');
  });

  it('takes defaults, which flags change, and locked values, which they cannot', () => {
    pack({
      defaults: { 'bundle-id': 'com.acme.[name].driver', interval: '20ms', power: false },
      locked: { clock: 'monotonic' },
    });
    const line = ['new', 'Acme', '--yes', '--templates', 'pack'];
    expect(run(...line, '--interval', '1000ms', '--clock', 'monotonic').status).toBe(0);
    expect(JSON.parse(read('Acme/.yo-rc.json'))['generator-dext-timer'].options).toMatchObject({
      'bundle-id': 'com.acme.Acme.driver',
      interval: '1s',
      leeway: '100ms',
      clock: 'monotonic',
      power: false,
    });
    expect(run(...line, '--clock', 'uptime')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--clock: "uptime" is not allowed; it is locked'),
    });
  });

  it('puts answers to its questions into files and their names', () => {
    const questions = [
      { name: 'team', type: 'select', message: 'Which team?', choices: ['audio', 'video'] },
      { name: 'slots', type: 'number', message: 'How many slots?', min: 1, max: 8, default: 2 },
      { name: 'beta', type: 'confirm', message: 'Is it a beta?', default: true },
      { name: 'parts', type: 'checkbox', message: 'Which parts?', choices: ['a', 'b', 'c'] },
      { name: 'bus', type: 'input', message: 'Which bus?', when: { provider: 'pci' } },
    ];
    const facts = '<%= JSON.stringify(it.answers) %>\n';
    pack({ questions }, { 'project/[team]/facts.json.ejs': facts });
    const line = ['new', 'Acme', '--yes', '--templates', 'pack'];
    expect(run(...line)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--team (audio | video) and --parts (any of a, b, c'),
    });
    expect(run(...line, '--team', 'video', '--parts', 'c,a', '--no-beta').status).toBe(0);
    expect(JSON.parse(read('Acme/video/facts.json'))).toEqual({
      ...{ team: 'video', slots: 2, beta: false, parts: ['a', 'c'], bus: null },
    });
    expect(JSON.parse(read('Acme/.yo-rc.json'))['generator-dext-timer'].templates).toEqual({
      pack: '../pack',
      name: '@acme/dext-templates',
      version: '1.2.0',
      answers: { team: 'video', slots: '2', beta: false, parts: 'a,c' },
    });
  });

  it('leaves out a file that is named after a question which was not asked', () => {
    const when = { provider: 'pci' };
    const slot = { name: 'slot', type: 'number', message: 'Which slot?', default: 3, when };
    pack({ questions: [slot] }, { 'project/slot-[slot].txt': 'x\n' });
    const line = ['--yes', '--templates', 'pack'];
    const pci = ['--provider', 'pci', '--vendor-id', '1', '--product-id', '2'];
    expect(run('new', 'Acme', ...line).status).toBe(0);
    expect(run('new', 'Beta', ...line, ...pci).status).toBe(0);
    const made = ['Acme', 'Beta'].map((it) => [...snapshot(path.join(cwd, it)).keys()]);
    expect(made.map((it) => it.includes('slot-3.txt'))).toEqual([false, true]);
  });

  it('ends the lines of a partial whose file does not end its last one', () => {
    pack({}, { 'header/file.ejs': '<%= it.comment %> Acme', 'timer/log.ejs': LOG.trimEnd() });
    expect(run('new', 'Acme', '--yes', '--templates', 'pack').status).toBe(0);
    expect(read('Acme/scripts/build.sh').split('\n').slice(0, 2)).toEqual([
      '#!/usr/bin/env bash',
      '# Acme',
    ]);
    expect(read('Acme/Driver/AcmeDriver.cpp')).not.toMatch(/AcmeLog.*;.*\S/);
  });

  it('leaves out what Finder and editors leave behind', () => {
    const left = { 'project/.DS_Store': 'x', 'project/README.md.ejs~': 'x', '.DS_Store': 'x' };
    pack({}, { 'project/OWNERS': 'x\n', ...left });
    expect(run('new', 'Acme', '--yes', '--templates', 'pack').status).toBe(0);
    const names = [...snapshot(path.join(cwd, 'Acme')).keys()];
    expect(names.filter((it) => /DS_Store|~/.test(it))).toEqual([]);
  });

  it('tells nothing of the machine where a pack is given by its whole path', () => {
    pack();
    const folder = path.join(cwd, 'pack');
    expect(run('new', 'Acme', '--yes', '--templates', folder)).toMatchObject({
      status: 0,
      stderr: expect.stringMatching(/^Note: \.yo-rc\.json keeps no absolute path\. [^\n]+\n$/),
    });
    expect(read('Acme/.yo-rc.json')).not.toContain(cwd);
    expect(run('add', 'Poll', '--yes', '--trust', '--project', 'Acme')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('or pass --templates with its folder'),
    });
  });

  it('finds an installed package, and names it by its name', () => {
    writePack(path.join(cwd, 'node_modules/@acme/dext-templates'), {}, { 'project/OWNERS': 'x\n' });
    expect(run('new', 'Acme', '--yes', '--templates', MANIFEST.name).status).toBe(0);
    expect(read('Acme/OWNERS')).toBe('x\n');
    expect(read('Acme/.yo-rc.json')).toContain(`"pack": "${MANIFEST.name}"`);
  });

  it('shows the questions of the team in its help', () => {
    pack({ questions: [{ name: 'pciSlot', type: 'number', message: 'Which slot?', default: 3 }] });
    const { stdout } = run('new', '--help', '--templates', 'pack');
    expect(stdout).toMatch(
      /\n@acme\/dext-templates:\n {2}--pci-slot <value> +Which slot: a number \(3\)\n/,
    );
    expect(run('new', '--help').stdout).not.toContain('pci-slot');
  });
});

describe('add in a project that a team has made', () => {
  const questions = [
    { name: 'owner', type: 'input', message: 'Who owns it?', default: 'nobody' },
    { name: 'site', type: 'input', message: 'Where?', for: ['new'], default: 'here' },
    { name: 'tag', type: 'input', message: 'Which tag?', for: ['add'], default: 'none' },
  ];
  const log = `AcmeLog("<%= it.answers.owner %> <%= it.answers.tag ?? '-' %>: <%= it.message %>"<%= it.args %>);\n`;

  beforeEach(() => {
    pack({ questions: questions.slice(0, 1) }, { 'timer/log.ejs': LOG });
    const line = ['new', 'Acme', '--yes', '--templates', 'pack', '--owner', 'audio'];
    expect(run(...line).status).toBe(0);
  });

  it('does not run them before somebody has agreed', () => {
    const before = snapshot(cwd);
    const { status, stderr } = run('add', 'Poll', '--yes', '--project', 'Acme');
    expect(status).toBe(2);
    expect(stderr).toContain(
      'Acme/.yo-rc.json names the team templates @acme/dext-templates 1.2.0; templates are code, and nobody has agreed to run these. Pass --trust to run them, or --templates none',
    );
    expect(snapshot(cwd)).toEqual(before);
  });

  it('uses the same templates, and the answers that the project was made with', () => {
    pack({ version: '1.3.0', questions }, { 'timer/log.ejs': log });
    const { status, stderr } = run(
      ...['add', 'Poll', '--yes', '--trust', '--project', 'Acme', '--tag', 'v2'],
    );
    expect(stderr).toContain(
      'Note: the project was made with @acme/dext-templates 1.2.0; here is 1.3.0.',
    );
    expect(status).toBe(0);
    expect(read('Acme/Driver/AcmeDriver.cpp')).toContain('AcmeLog("audio v2: Poll ticks no more');
  });

  it('says which answer of the project is not allowed any more', () => {
    const owner = { name: 'owner', type: 'select', message: 'Who?', choices: ['video', 'usb'] };
    pack({ questions: [owner] }, {});
    const { status, stderr } = run('add', 'Poll', '--yes', '--trust', '--project', 'Acme');
    expect(stderr).toContain('Note: --owner was "audio", which is not allowed any more.');
    expect(stderr).toContain('--owner (video | usb)');
    expect(status).toBe(2);
  });

  it('does not take the answers of another team', () => {
    writePack(path.join(cwd, 'other'), { name: 'other', questions }, { 'timer/log.ejs': log });
    const line = ['add', 'Poll', '--yes', '--project', 'Acme', '--templates', 'other'];
    expect(run(...line)).toMatchObject({ status: 0, stderr: expect.not.stringContaining('1.2.0') });
    expect(read('Acme/Driver/AcmeDriver.cpp')).toContain('AcmeLog("nobody none: Poll ticks');
  });

  it('has null for what the other command asks', () => {
    pack({ questions }, { 'timer/log.ejs': `Log("<%= it.answers.site ?? 'no site' %>");\n` });
    const line = ['add', 'Poll', '--yes', '--trust', '--project', 'Acme'];
    expect(run(...line)).toMatchObject({ status: 0 });
    expect(read('Acme/Driver/AcmeDriver.cpp')).toContain('Log("no site");');
  });

  it('prints nothing by hand that it would not write', () => {
    const hook = '    OSAction *a = nullptr;\n    CreateActionPoll(0, &a);\n    a->Cancel(^{});\n';
    pack({}, { 'hooks/body/tick.ejs': hook });
    const line = ['add', 'Poll', '--yes', '--trust', '--project', 'Acme', '--manual'];
    const { status, stdout, stderr } = run(...line);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(
      /pack\/templates\/hooks\/body\/tick\.ejs:\d\): DK\d\d .* Nothing was changed\.\n$/,
    );
  });

  it('uses others where the line names others', () => {
    writePack(path.join(cwd, 'other'), { name: 'other' }, { 'timer/log.ejs': 'OtherLog(ret);\n' });
    expect(run('add', 'Poll', '--yes', '--project', 'Acme', '--templates', 'other').status).toBe(0);
    expect(read('Acme/Driver/AcmeDriver.cpp')).toContain('OtherLog(ret);');
    expect(run('add', 'Tick', '--yes', '--project', 'Acme', '--templates', 'none').status).toBe(0);
    expect(read('Acme/Driver/AcmeDriver.cpp')).toContain('Log("Tick ticks no more');
  });

  it('says where they should be, when they are gone', () => {
    rmSync(path.join(cwd, 'pack'), { recursive: true });
    expect(run('add', 'Poll', '--yes', '--trust', '--project', 'Acme')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('Acme/.yo-rc.json: "../pack": there is no such folder.'),
    });
  });

  it.each([[{ pack: 7 }], ['../pack'], [null], [[]]])(
    'goes on without, and says so, where the record is %j',
    (broken) => {
      const record = JSON.parse(read('Acme/.yo-rc.json'));
      record['generator-dext-timer'].templates = broken;
      writeFileSync(path.join(cwd, 'Acme/.yo-rc.json'), JSON.stringify(record));
      const { status, stderr } = run('add', 'Poll', '--yes', '--project', 'Acme');
      expect(stderr).toContain(
        '"templates" in .yo-rc.json is not used: it is not what new writes.',
      );
      expect(status).toBe(0);
    },
  );

  it('refuses what is unsafe, with the line of the template', () => {
    const template = 'timer/set-up.ejs';
    const own = readFileSync(path.join('templates', template), 'utf8');
    const lines = own.split('\n');
    const index = lines.findIndex((it) => it.includes('OSSafeReleaseNULL(action)'));
    lines.splice(index, 0, '    action->Cancel(^{});');
    pack({}, { [template]: lines.join('\n') });
    const before = snapshot(cwd);
    const { status, stderr } = run('add', 'Poll', '--yes', '--trust', '--project', 'Acme');
    expect(stderr).toContain(
      `(as it would be) (from pack/templates/${template}:${index + 1}): DK01 Cancelling`,
    );
    expect(status).toBe(1);
    expect(snapshot(cwd)).toEqual(before);
  });
});

it('adds to a class of somebody else with the partials of a team', () => {
  pack({ locked: { queue: 'dedicated' } }, { 'timer/log.ejs': LOG });
  writeFiles(cwd, {
    'Valve/Valve.iig': `#ifndef Valve_h
#define Valve_h
#include <DriverKit/IOService.iig>
class Valve : public IOService
{
public:
    virtual kern_return_t Start(IOService *provider) override;
    virtual kern_return_t Stop(IOService *provider) override;
};
#endif
`,
    'Valve/Valve.cpp': `#include "Valve.h"

kern_return_t IMPL(Valve, Start)
{
    kern_return_t ret = Start(provider, SUPERDISPATCH);
    if (ret != kIOReturnSuccess) {
        return ret;
    }
    return kIOReturnSuccess;
}

kern_return_t IMPL(Valve, Stop)
{
    return Stop(provider, SUPERDISPATCH);
}
`,
  });
  // The command runs as somebody else.
  chmodSync(path.join(cwd, 'Valve'), 0o777);
  const { status, stderr } = run(
    ...['add', 'Poll', '--yes', '--project', 'Valve', '--templates', 'pack'],
  );
  expect({ status, stderr }).toEqual({
    status: 0,
    stderr: 'The driver class is Valve (Valve/Valve.iig).\n',
  });
  expect(read('Valve/Valve.cpp')).toContain('AcmeLog("Poll ticks no more');
  expect(read('Valve/Valve.cpp')).toContain('IODispatchQueue::Create("Valve.Poll"');
});
