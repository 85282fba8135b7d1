// A stand-in for Apple's iig compiler, for the host-side tests.
//
//   node iig.mjs --out <folder> [--class <Class>] [--plist <Info.plist>] [--record <.yo-rc.json>]
//                <file.iig>...
//
// Reads the driver's .iig files and those in stubs/, and writes into <folder>:
//   include/**    one header for each .iig
//   glue/*.cpp    dispatch code: stubs.cpp for the stubs, driver.cpp for the driver

import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chooseDriver } from './iig/choose-driver.mjs';
import { parseIig } from './iig/parse.mjs';
import { resolveClasses } from './iig/resolve.mjs';
import { writeGlue } from './iig/write-glue.mjs';
import { writeHeader } from './iig/write-header.mjs';

const stubsFolder = join(dirname(fileURLToPath(import.meta.url)), 'stubs');

/**
 * The stubs' .iig files.
 *
 * @returns {{path: string, text: string}[]} paths as an #include names them: `DriverKit/IOService.iig`
 */
export function readStubs() {
  return readdirSync(stubsFolder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.iig'))
    .sort()
    .map((path) => ({
      path: path.replaceAll('\\', '/'),
      text: readFileSync(join(stubsFolder, path), 'utf8'),
    }));
}

/**
 * Headers and glue for a driver.
 *
 * @param {{sources: {path: string, text: string}[], stubs?: {path: string, text: string}[],
 *   plist?: string, className?: string, modes?: Record<string, string>}} options `sources` are the driver's .iig files; `plist` is
 *   the text of its Info.plist, which says what the provider is; `modes` is what timerModes gives.
 * @returns {{headers: Record<string, string>, stubsGlue: string, driverGlue: string}}
 * @throws {IigError} with `file:line: what is wrong`
 */
export function compileIig({ sources, stubs = readStubs(), plist, className, modes = {} }) {
  const stubFiles = stubs.map(parseIig);
  const driverFiles = sources.map(parseIig);
  for (const file of driverFiles) {
    const included = [
      ...file.pieces.join('\n').matchAll(/#\s*include\s*[<"](?:[^>"]*\/)?([^>"/]+)[>"]/g),
    ].map((m) => m[1]);
    for (const found of file.classes) Object.assign(found, { isDriver: true, included });
  }
  resolveClasses([...stubFiles, ...driverFiles]);
  const includes = (files, name) => files.map((file) => `#include ${name(file.path)}`);
  const stubIncludes = [
    '#include "model/glue.h"',
    ...includes(stubFiles, (path) => `<${path.replace(/\.iig$/, '.h')}>`),
    '',
  ];
  const headers = Object.fromEntries([
    ...stubFiles.map((file) => [file.path.replace(/\.iig$/, '.h'), writeHeader(file)]),
    ...driverFiles.map((file) => [basename(file.path).replace(/\.iig$/, '.h'), writeHeader(file)]),
  ]);
  const driver = chooseDriver({ files: driverFiles, stubFiles, plist, className });
  return {
    headers,
    stubsGlue: [...stubIncludes, ...stubFiles.map((file) => writeGlue(file))].join('\n'),
    driverGlue: [
      ...stubIncludes,
      ...includes(driverFiles, (path) => `"${basename(path).replace(/\.iig$/, '.h')}"`),
      '',
      ...driverFiles.map((file) => writeGlue(file, modes)),
      driver,
    ].join('\n'),
  };
}

/**
 * The modes that a project's .yo-rc.json gives to timers: in any object with a `timer` and a `mode`.
 *
 * @param {string} record the file's text
 * @returns {Record<string, string>} modes by name of handler; none where the file is no JSON
 */
export function timerModes(record) {
  const modes = {};
  try {
    JSON.parse(record, (_, value) => {
      if (typeof value?.mode === 'string' && typeof value.timer === 'string')
        modes[value.timer] = value.mode;
      return value;
    });
  } catch {
    return {}; // somebody else's mistake: it does not concern the driver
  }
  return modes;
}

function main(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      class: { type: 'string' },
      plist: { type: 'string' },
      record: { type: 'string' },
    },
  });
  if (!values.out || positionals.length === 0) {
    throw new Error(
      'usage: iig.mjs --out <folder> [--class <Class>] [--plist <Info.plist>] [--record <.yo-rc.json>] <file.iig>...',
    );
  }
  const { headers, stubsGlue, driverGlue } = compileIig({
    sources: positionals.map((path) => ({
      path: relative('.', path),
      text: readFileSync(path, 'utf8'),
    })),
    ...(values.plist ? { plist: readFileSync(values.plist, 'utf8') } : {}),
    ...(values.class ? { className: values.class } : {}),
    modes:
      values.record && existsSync(values.record)
        ? timerModes(readFileSync(values.record, 'utf8'))
        : {},
  });
  const files = Object.entries(headers).map(([path, text]) => [join('include', path), text]);
  for (const [path, text] of [
    ...files,
    ['glue/stubs.cpp', stubsGlue],
    ['glue/driver.cpp', driverGlue],
  ]) {
    const target = join(values.out, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    main(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
