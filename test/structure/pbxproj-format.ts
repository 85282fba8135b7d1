import * as bacons from '@bacons/xcode/json';
import { parse } from 'xcode/lib/parser/pbxproj.js';
import PbxWriter from 'xcode/lib/pbxWriter.js';

const SECTION = /^\/\* Begin (\w+) section \*\/\n([\s\S]*?)^\/\* End (\w+) section \*\/$/gm;
const OBJECT = /^\t\t([^\s=]+)(?: \/\* (.*?) \*\/)? = \{/gm;
const COMMENTED = /\b([0-9A-F]{24}) \/\* (.*?) \*\//g;
const SETTINGS = /^(\t+)buildSettings = \{\n([\s\S]*?)^\1\};$/gm;

/**
 * The text of a project file against the form that Xcode itself writes, so that opening it changes
 * nothing.
 *
 * @returns problems; none for a canonical file
 */
export function pbxprojFormatProblems(text: string): string[] {
  return [
    ...frameProblems(text),
    ...sectionProblems(text),
    ...commentProblems(text),
    ...settingsOrderProblems(text),
    ...rewriteProblems(text),
  ];
}

function frameProblems(text: string): string[] {
  const problems: string[] = [];
  if (!text.startsWith('// !$*UTF8*$!\n{\n')) {
    problems.push('does not begin with // !$*UTF8*$!');
  }
  if (!text.endsWith('}\n') || text.endsWith('\n\n')) {
    problems.push('does not end with one line end');
  }
  if (text.includes('\r')) {
    problems.push('has carriage returns');
  }
  if (/^\t* +\S/m.test(text) || /[ \t]$/m.test(text)) {
    problems.push('is indented by spaces, or has space at the end of a line');
  }
  return problems;
}

function sectionProblems(text: string): string[] {
  const problems: string[] = [];
  const seen = new Set<string>();
  const names: string[] = [];
  for (const [, begin = '', body = '', end] of text.matchAll(SECTION)) {
    names.push(begin);
    if (begin !== end) {
      problems.push(`section ${begin} ends as ${end}`);
    }
    const ids = [...body.matchAll(OBJECT)].map(([, id = '']) => id);
    const isas = [...body.matchAll(/\bisa = (\w+);/g)].map(([, isa]) => isa);
    for (const id of ids) {
      if (seen.has(id)) {
        problems.push(`object ${id} is there twice`);
      }
      seen.add(id);
    }
    if (ids.length === 0 || isas.length !== ids.length || isas.some((isa) => isa !== begin)) {
      problems.push(`section ${begin} is empty or holds objects of another kind`);
    }
    problems.push(...orderProblems(`the objects of ${begin}`, ids));
  }
  return [...problems, ...orderProblems('the sections', names)];
}

/** Xcode takes each comment from the object; two comments for one id would change on opening. */
function commentProblems(text: string): string[] {
  const comments = new Map<string, string>();
  const problems: string[] = [];
  for (const [, id = '', comment = ''] of text.matchAll(COMMENTED)) {
    const first = comments.get(id) ?? comment;
    comments.set(id, first);
    if (first !== comment) {
      problems.push(`${id} is called "${first}" and "${comment}"`);
    }
  }
  return problems;
}

function settingsOrderProblems(text: string): string[] {
  return [...text.matchAll(SETTINGS)].flatMap(([, indent = '', body = '']) => {
    const keys = body
      .split('\n')
      .filter((line) => line.startsWith(`${indent}\t`) && / = /.test(line))
      .map((line) => line.trim().split(' ')[0] ?? '');
    return orderProblems('the build settings', keys);
  });
}

/** Two independent parsers, each with a writer of its own, must give back the very same bytes. */
function rewriteProblems(text: string): string[] {
  const writers: Record<string, () => string> = {
    // Keeps values as they are written; checks the layout.
    xcode: () => new PbxWriter(parse(text)).writeSync(),
    // Decides quotes and comments anew. It does not know the comment of one young kind of object.
    '@bacons/xcode': () =>
      bacons
        .build(bacons.parse(text))
        .replaceAll(
          '/* PBXFileSystemSynchronizedBuildFileExceptionSet */',
          /\/\* Exceptions for .*? \*\//.exec(text)?.[0] ?? '',
        ),
  };
  return Object.entries(writers).flatMap(([name, write]) => {
    try {
      return write() === text ? [] : [`is not what the npm package ${name} writes for it`];
    } catch (error) {
      return [`cannot be parsed by the npm package ${name}: ${String(error)}`];
    }
  });
}

function orderProblems(what: string, keys: readonly string[]): string[] {
  const wrong = keys.findIndex((key, index) => index > 0 && key <= (keys[index - 1] ?? ''));
  return wrong === -1 ? [] : [`${what} are not sorted: ${keys[wrong]} follows ${keys[wrong - 1]}`];
}
