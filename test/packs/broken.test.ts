import { symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ownTemplates, readTemplate } from '../../core/render/template-roots.ts';
import { dextTimer, emptyFolder, snapshot } from '../support/command.ts';
import { MANIFEST, writeFiles, writePack } from './pack.ts';

interface Broken {
  /** The pack, in a folder of that name, and what is beside it. */
  readonly make: (folder: string) => void;
  /** What the one line on stderr has in it. */
  readonly says: string;
  readonly args?: readonly string[];
  readonly status?: number;
}

const own = (template: string) => readTemplate([ownTemplates()], template)?.toString('utf8') ?? '';

const manifest = (more: object, templates = {}) => ({
  make: (folder: string) => writePack(path.join(folder, 'pack'), more, templates),
});
const templates = (files: Readonly<Record<string, string>>) => manifest({}, files);
const text = (json: string) => ({
  make: (folder: string) => writeFiles(folder, { 'pack/dext-templates.json': json }),
});
const question = (more: object) => manifest({ questions: [{ ...QUESTION, ...more }] });

const QUESTION = { name: 'team', type: 'input', message: 'Which team?', default: 'audio' };
const SET_UP = 'timer/set-up.ejs';
const SOURCE = 'project/Driver/[driverClass].cpp.ejs';

const BROKEN: Readonly<Record<string, Broken>> = {
  'no folder': {
    make: () => {},
    says: '--templates: "pack": no package of that name is installed above',
  },
  'a file in place of the folder': {
    make: (folder) => writeFileSync(path.join(folder, 'pack'), ''),
    says: 'there is no such folder',
  },
  'no manifest': {
    make: (folder) => writeFiles(folder, { 'pack/templates/timer/log.ejs': '' }),
    says: '--templates: "pack" is no template pack: it has no dext-templates.json.',
  },
  'a manifest that is no JSON': {
    ...text('{\n  "name": "a",\n  oops\n}\n'),
    says: 'pack/dext-templates.json:3: this is not JSON',
  },
  'a manifest that is a list': {
    ...text('[]'),
    says: 'pack/dext-templates.json:1: the manifest is []; give an object.',
  },
  'a key that nobody knows': {
    ...manifest({ question: [] }),
    says: 'pack/dext-templates.json:5: "question" is not a known key;',
  },
  'a key twice': {
    ...text('{\n  "name": "a",\n  "name": "b"\n}\n'),
    says: 'pack/dext-templates.json:3: "name" is there twice; leave one of them.',
  },
  'no name': {
    make: (folder) =>
      writeFiles(folder, { 'pack/dext-templates.json': { version: '1.0.0', interface: '1.0' } }),
    says: 'pack/dext-templates.json:1: the manifest has no "name"; give a name as on npm',
  },
  'a name with a control character': {
    ...manifest({ name: 'a\u001b[2Jb' }),
    says: 'pack/dext-templates.json:2: "name" is "a\\u001b[2Jb"; give a name as on npm',
  },
  'a version that is none': {
    ...manifest({ version: 'latest' }),
    says: 'pack/dext-templates.json:3: "version" is "latest"; give a version of three numbers',
  },
  'another version in package.json': {
    make: (folder) => {
      writePack(path.join(folder, 'pack'));
      writeFiles(folder, { 'pack/package.json': { name: MANIFEST.name, version: '2.0.0' } });
    },
    says: 'pack/dext-templates.json:3: "version" is "1.2.0", and "2.0.0" in package.json; say it in one of them.',
  },
  'no interface': {
    make: (folder) =>
      writeFiles(folder, { 'pack/dext-templates.json': { name: 'a', version: '1.0.0' } }),
    says: 'pack/dext-templates.json:1: the manifest has no "interface"',
  },
  'an interface of the future': {
    ...manifest({ interface: '2.0' }),
    says: 'pack/dext-templates.json:4: @acme/dext-templates was made for version "2.0" of the template interface, and here is 1.0; update generator-dext-timer.',
  },
  'an interface that was never there': {
    ...manifest({ interface: '0.9' }),
    says: 'since then: 1.0 the first one',
  },
  'an interface that is a number': {
    ...manifest({ interface: 1 }),
    says: 'pack/dext-templates.json:4: "interface" is 1; give the version',
  },
  'a parent that is not there': {
    ...manifest({ extends: '../base' }),
    says: 'pack/dext-templates.json:5: "../base": there is no such folder.',
  },
  'a parent that rests on it': {
    make: (folder) => {
      writePack(path.join(folder, 'pack'), { extends: '../base' });
      writePack(path.join(folder, 'base'), { name: 'base', extends: '../pack' });
    },
    says: 'base/dext-templates.json:5: "../pack" rests on itself: @acme/dext-templates → base → @acme/dext-templates.',
  },
  'a chain of parents without end': {
    make: (folder) => {
      writePack(path.join(folder, 'pack'), { extends: '../p0' });
      for (let index = 0; index < 12; index++) {
        writePack(path.join(folder, `p${index}`), { extends: `../p${index + 1}` });
      }
    },
    says: 'p7/dext-templates.json:5: more than 8 packs rest on one another.',
  },
  'the removal of what is not there': {
    ...manifest({ remove: ['project/README.md'] }),
    says: 'pack/dext-templates.json:6: there is no template "project/README.md" to remove.',
  },
  'the removal of a partial': {
    ...manifest({ remove: ['timer/teardown.ejs'] }),
    says: 'pack/dext-templates.json:6: "remove" is "timer/teardown.ejs"; give templates of the project',
  },
  'the removal of the driver': {
    ...manifest({ remove: ['project/Driver/[driverClass].cpp.ejs'] }),
    says: 'Acme/Driver/AcmeDriver.cpp: the file is missing. Look at "remove" in the manifest of the pack.',
  },
  'the removal of the settings': {
    ...manifest({ remove: ['project/Config/'] }),
    says: 'project.pbxproj.ejs:6): the driver\'s PRODUCT_BUNDLE_IDENTIFIER is "", not "com.example.Acme.driver".',
  },
  'the removal of the app': {
    ...manifest({ remove: ['project/App/'] }),
    says: ': there is no folder "App".',
  },
  'a property list that does not parse': {
    ...templates({ 'project/Driver/Info.plist.ejs': '<plist\n' }),
    says: 'Acme/Driver/Info.plist:1 (from pack/templates/project/Driver/Info.plist.ejs:1): ',
  },
  'a default for an option that nobody knows': {
    ...manifest({ defaults: { intervall: '1s' } }),
    says: 'pack/dext-templates.json:6: "intervall" is neither an option nor a question; did you mean "interval"?',
  },
  'a default that cannot be': {
    ...manifest({ defaults: { interval: '1 hour' } }),
    says: 'pack/dext-templates.json:6: "interval": "1 hour" is',
  },
  'a locked value that is invalid': {
    ...manifest({ locked: { queue: 'main' } }),
    says: 'pack/dext-templates.json:6: "queue": "main" is not one of default, dedicated.',
  },
  'a locked name': {
    ...manifest({ locked: { name: 'Acme' } }),
    says: 'pack/dext-templates.json:6: "name" cannot be locked: each driver has its own.',
  },
  'a lock that its parent has locked otherwise': {
    make: (folder) => {
      writePack(path.join(folder, 'pack'), { extends: '../base', defaults: { queue: 'default' } });
      writePack(path.join(folder, 'base'), { name: 'base', locked: { queue: 'dedicated' } });
    },
    says: 'pack/dext-templates.json:7: "queue" is locked to "dedicated" by base (base/dext-templates.json:6).',
  },
  'a flag against a locked value': {
    ...manifest({ locked: { queue: 'dedicated' } }),
    args: ['--queue', 'default'],
    status: 2,
    says: '--queue: "default" is not allowed; it is locked to "dedicated" by @acme/dext-templates (pack/dext-templates.json:6).',
  },
  'a question without a name': {
    ...question({ name: undefined }),
    says: 'pack/dext-templates.json:6: the question has no "name"; give a name in lowerCamelCase',
  },
  'a question whose name is no name': {
    ...question({ name: '__proto__' }),
    says: 'pack/dext-templates.json:7: "name" is "__proto__"; give a name in lowerCamelCase',
  },
  'a question without words': {
    ...question({ message: '' }),
    says: 'pack/dext-templates.json:9: "message" is ""; give the question',
  },
  'a question of no type': {
    ...question({ type: 'editor' }),
    says: 'pack/dext-templates.json:8: "type" is "editor"; give input | number | confirm | select | checkbox.',
  },
  'a question that is there twice': {
    ...manifest({ questions: [QUESTION, QUESTION] }),
    says: 'pack/dext-templates.json:12: the question "team" is there twice.',
  },
  'a question that is a flag of ours': {
    ...question({ name: 'noPower' }),
    says: 'pack/dext-templates.json:6: --no-power is a flag already; give the question another name.',
  },
  'a choice without choices': {
    ...question({ type: 'select' }),
    says: 'pack/dext-templates.json:6: "choices" is missing; give a list of values',
  },
  'a default that is no choice': {
    ...question({ type: 'select', choices: ['video', 'usb'] }),
    says: 'pack/dext-templates.json:10: the default of "team": "audio" is not one of video, usb.',
  },
  'a pattern that is none': {
    ...question({ pattern: '(' }),
    says: 'pack/dext-templates.json:11: "pattern" is "("; give a regular expression',
  },
  'a bound of what is no number': {
    ...question({ min: 1 }),
    says: 'pack/dext-templates.json:11: a question of type "input" has no "min".',
  },
  'a pattern that takes for ever': {
    ...question({ pattern: '(a+)+b', default: 'a'.repeat(50) }),
    says: 'takes too long to compare with the pattern; simplify that.',
  },
  'a condition that cannot be': {
    ...question({ when: { provider: ['pci', 'hidd'] } }),
    says: 'pack/dext-templates.json:6: "team" asks when "provider" has a value that it cannot have: "hidd" is not one of resources, usb-device, usb-interface, pci, hid. Did you mean hid?',
  },
  'a locked value that is made of the name': {
    ...manifest({ locked: { 'bundle-id': 'com.acme.[name].driver' } }),
    says: 'pack/dext-templates.json:6: "bundle-id": "[name]" stands for a name in defaults alone.',
  },
  'two sides of one flag': {
    ...manifest({
      questions: ['beta', 'noBeta'].map((name) => ({
        ...QUESTION,
        name,
        type: 'confirm',
        default: true,
      })),
    }),
    says: '--no-beta is the other side of --beta; rename one.',
  },
  'locked values that do not go together': {
    ...manifest({ locked: { interval: '1ms', leeway: '2ms' } }),
    status: 2,
    says: 'It is locked by @acme/dext-templates (pack/dext-templates.json:7).',
  },
  'the removal of all of a project': {
    ...manifest({ remove: ['project/'] }),
    says: 'pack/dext-templates.json:6: "remove" is "project/"; give templates of the project',
  },
  'the removal of a folder without its slash': {
    ...manifest({ remove: ['project/Tests'] }),
    says: 'there is no template "project/Tests" to remove. Did you mean "project/Tests/"?',
  },
  'a bracket that nobody closes': {
    ...templates({ 'timer/log.ejs': '<% foo( %>' }),
    says: 'pack/templates/timer/log.ejs:1: ',
  },
  'a condition on nothing': {
    ...question({ when: { providr: 'pci' } }),
    says: 'pack/dext-templates.json:6: "team" asks when "providr", which is neither an option nor an earlier question. Did you mean "provider"?',
  },
  'an answer that its pattern forbids': {
    ...question({ pattern: '[a-z]+', allowed: 'lower-case letters' }),
    args: ['--team', '../x'],
    status: 2,
    says: '--team: "../x" is not allowed; give lower-case letters.',
  },
  'an answer that leads out of the project': {
    ...manifest({ questions: [QUESTION] }, { 'project/[team]/x.txt': '' }),
    args: ['--team', '../../x'],
    says: 'pack/templates/project/[team]/x.txt: [team] in its name is "../../x", which is no part of a path',
  },
  'a file name that leads out of the project': {
    ...templates({ 'project/dot-./x.txt': '' }),
    says: 'pack/templates/project/dot-./x.txt: it makes "Acme/../x.txt", which has a ".."',
  },
  'a file in the folder of git': {
    ...templates({ 'project/dot-git/hooks/post-checkout': '#!/bin/sh\n' }),
    says: `pack/templates/project/dot-git/hooks/post-checkout: it makes "Acme/.git/hooks/post-checkout", which has .git in it, which is git's own`,
  },
  'a name in a file name that nobody knows': {
    ...templates({ 'project/[nmae].txt': '' }),
    says: 'pack/templates/project/[nmae].txt: unknown "[nmae]" in its name; there are: [name], [driverClass]',
  },
  'two templates for one file': {
    ...templates({ 'project/readme.md': 'mine\n' }),
    says: 'pack/templates/project/readme.md: it makes Acme/readme.md, as project/README.md.ejs does; to replace a template, give yours the same name',
  },
  'a template for what the generator writes': {
    ...templates({ 'project/dot-yo-rc.json': '{}\n' }),
    says: 'pack/templates/project/dot-yo-rc.json: it makes Acme/.yo-rc.json, as the generator itself does',
  },
  'a template in no room': {
    ...templates({ 'partials/log.ejs': '' }),
    says: 'pack/templates/partials/log.ejs: templates are in project/, timer/,',
  },
  'a link to a file outside': {
    make: (folder) => {
      writePack(path.join(folder, 'pack'), {}, { 'project/a.txt': '' });
      symlinkSync('/etc/hostname', path.join(folder, 'pack/templates/project/b.txt'));
    },
    says: 'pack/templates/project/b.txt: this is a symbolic link; a pack holds files and folders',
  },
  'a link to a folder outside': {
    make: (folder) => {
      writePack(path.join(folder, 'pack'), {}, { 'project/a.txt': '' });
      symlinkSync('/etc', path.join(folder, 'pack/templates/project/etc'));
    },
    says: 'pack/templates/project/etc: this is a symbolic link',
  },
  'templates that are a link': {
    make: (folder) => {
      writePack(path.join(folder, 'pack'));
      writeFiles(folder, { 'outside/project/x.txt': 'x' });
      symlinkSync('../outside', path.join(folder, 'pack/templates'));
    },
    says: 'pack/templates: this is a symbolic link; a pack holds files and folders',
  },
  'a template that is no UTF-8': {
    make: (folder) => {
      writePack(path.join(folder, 'pack'), {}, { 'timer/log.ejs': '' });
      const latin1 = Buffer.from('// Grüße\n', 'latin1');
      writeFileSync(path.join(folder, 'pack/templates/timer/log.ejs'), latin1);
    },
    says: 'pack/templates/timer/log.ejs: this is not UTF-8; save it as UTF-8',
  },
  'a template that ends the process': {
    ...templates({ 'project/x.txt.ejs': '<% process.exit(0) %>\n' }),
    says: 'pack/templates/project/x.txt.ejs: this template ends the process; nothing was written.',
  },
  'a template that changes what others see': {
    ...templates({ 'project/App/x.txt.ejs': "\n<% it.name = 'Other' %>\n" }),
    says: 'pack/templates/project/App/x.txt.ejs:2: "it.name" cannot be changed; take a variable of your own',
  },
  'an error of several lines, with signs for the terminal': {
    ...templates({ 'project/x.txt.ejs': '<% throw new Error("a\\nb\\u001b[31m") %>\n' }),
    says: 'pack/templates/project/x.txt.ejs:1: a\\u{a}b\\u{1b}[31m',
  },
  'a tag that does not end': {
    ...templates({ 'timer/log.ejs': '\n\n    <%= it.message\n' }),
    says: 'pack/templates/timer/log.ejs:3: this "<%" has no "%>"',
  },
  'JavaScript that is none': {
    ...templates({ 'timer/log.ejs': '\n<%_ if (it.message { _%>\n<%_ } _%>\n' }),
    says: "pack/templates/timer/log.ejs:2: Unexpected token '{'",
  },
  'a variable that nobody knows': {
    ...templates({ 'timer/log.ejs': '// log\n    <%= it.mesage %>\n' }),
    says: 'pack/templates/timer/log.ejs:2: unknown name "it.mesage"; did you mean "it.message"?',
  },
  'an answer to no question': {
    ...manifest({ questions: [QUESTION] }, { 'project/OWNERS.ejs': '<%= it.answers.taem %>\n' }),
    says: 'pack/templates/project/OWNERS.ejs:1: unknown name "it.answers.taem"; did you mean "it.answers.team"?',
  },
  'a value that is not there': {
    ...templates({ 'project/x.txt.ejs': '\n<%= it.vendorId %>\n' }),
    says: 'pack/templates/project/x.txt.ejs:2: a value to print is null',
  },
  'a global that is not there': {
    ...templates({ 'project/x.txt.ejs': '<%= name %>\n' }),
    says: 'pack/templates/project/x.txt.ejs:1: name is not defined; did you mean "it.name"?',
  },
  'a partial that is not there': {
    ...templates({ 'project/x.txt.ejs': "one\n<%- include('timer/lgo') -%>\n" }),
    says: 'pack/templates/project/x.txt.ejs:2: there is no template "timer/lgo.ejs"; did you mean "timer/log.ejs"?',
  },
  'partials that include each other': {
    ...templates({
      'project/x.txt.ejs': "<%- include('header/a') -%>\n",
      'header/a.ejs': "<%- include('header/b') -%>\n",
      'header/b.ejs': "\n<%- include('header/a') -%>\n",
    }),
    says: 'is included 32 levels deep; does it include itself?',
  },
  'a partial from outside of the pack': {
    ...templates({ 'project/x.txt.ejs': "<%- include('../../../../../etc/passwd') -%>\n" }),
    says: 'pack/templates/project/x.txt.ejs:1: there is no template "../../../../../etc/passwd.ejs"',
  },
  'output without end': {
    ...templates({ 'project/x.txt.ejs': '\n<%_ for (;;) { _%>\nagain\n<%_ } _%>\n' }),
    says: 'pack/templates/project/x.txt.ejs:4: more than 1048576 characters come out of it; does a loop never end?',
  },
  'too many files': {
    make: (folder) => {
      const files = Array.from({ length: 2_001 }, (_, index) => [`project/${index}.txt`, '']);
      writePack(path.join(folder, 'pack'), {}, Object.fromEntries(files));
    },
    says: 'pack/templates: a pack has at most 2000 files',
  },
  'a file that is far too large': {
    ...templates({ 'project/x.bin': 'x'.repeat(17 * 1024 * 1024) }),
    says: 'pack/templates: a pack has at most 2000 files and 16 MiB.',
  },
  'the action cancelled': {
    ...templates({
      [SET_UP]: own(SET_UP).replace(
        '    OSSafeReleaseNULL(action)',
        '    action->Cancel(^{});\n$&',
      ),
    }),
    says: '(from pack/templates/timer/set-up.ejs:23): DK01',
  },
  'a null completion': {
    ...templates({ 'timer/cancel.ejs': 'ivars-><%= it.timer.timerIvar %>->Cancel(nullptr);\n' }),
    says: '(from pack/templates/timer/cancel.ejs:1): DK0',
  },
  'the quiesce call dropped': {
    ...templates({ [SOURCE]: own(SOURCE).replaceAll('QuiesceHardware(provider);', 'Log("x");') }),
    says: ': DK11 Super Stop is called on a path that has not quiesced the hardware',
  },
  'the quiesce hook dropped': {
    ...templates({ 'hooks/quiesce.ejs': '' }),
    says: "DK11 AcmeDriver has no method QuiesceHardware(IOService *provider), which hooks/quiesce.ejs defines. Of the team's templates, look at pack/templates/hooks/quiesce.ejs.",
  },
  'the handler dropped': {
    ...templates({ 'timer/handler.ejs': '' }),
    says: 'skeleton AcmeDriver has no timer handler Heartbeat.',
  },
  'the quiesce call left to a macro of the build': {
    ...templates({
      [SOURCE]: own(SOURCE).replaceAll(
        /^( *)QuiesceHardware\(provider\);.*$/gm,
        '#ifdef ACME_QUIESCE\n$1QuiesceHardware(provider);\n#endif',
      ),
    }),
    says: 'hidden whether the lines of this conditional are there decides over the life of the timer',
  },
  'Cancel under another name': {
    ...templates({
      'timer/log-macro.ejs': `#define Halt Cancel\n${own('timer/log-macro.ejs')}`,
      [SET_UP]: own(SET_UP).replace('    OSSafeReleaseNULL(action)', '    action->Halt(^{});\n$&'),
    }),
    says: '(from pack/templates/timer/log-macro.ejs:1): hidden the macro Halt hides a word that the rules go by',
  },
  'the action cancelled through its class': {
    ...templates({
      [SET_UP]: own(SET_UP).replace(
        '    OSSafeReleaseNULL(action)',
        '    action->OSAction::Cancel(^{});\n$&',
      ),
    }),
    says: '(from pack/templates/timer/set-up.ejs:23): DK01',
  },
  'C++ that does not parse': {
    ...templates({ 'hooks/tick.ejs': 'void <%= it.driverClass %>::<%= it.timer.tick %>( {\n' }),
    says: '(from pack/templates/hooks/tick.ejs:1): parse',
  },
};

describe('a pack that is broken is told in one line, and nothing is written', () => {
  it.each(Object.entries(BROKEN))('%s', (_what, { make, says, args = [], status = 1 }) => {
    const cwd = emptyFolder();
    make(cwd);
    const before = snapshot(cwd);
    const run = dextTimer(['new', 'Acme', '--yes', '--templates', 'pack', ...args], { cwd });
    expect(run.stderr).toContain(says);
    expect(run.stderr.trimEnd()).toMatch(/^dext-timer: [^\n]+$/);
    expect(run).toMatchObject({ status, stdout: '' });
    expect(snapshot(cwd)).toEqual(before);
  });
});
