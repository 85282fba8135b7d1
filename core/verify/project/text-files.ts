import { parseDocument } from 'yaml';
import { type ProjectUnderCheck, placedError } from './project-under-check.ts';
import { readXml } from './xml-reader.ts';

/** What a person reads or a tool parses; any other file may hold any bytes. */
const TEXT =
  /\.(cpp|h|iig|mm|swift|plist|entitlements|xcscheme|xcworkspacedata|pbxproj|xcconfig|json|ya?ml|md|txt|sh|bash|mjs|js|clang-format|gitignore)$/;
const XML = /\.(plist|entitlements|xcscheme|xcworkspacedata)$/;
const YAML = /\.ya?ml$|(^|\/)\.clang-(format|tidy)$/;

/** What holds for each file by its kind: UTF-8, no trace of a template; JSON, YAML and XML parse. */
export function checkTextFiles(project: ProjectUnderCheck): void {
  for (const path of project.paths.filter((it) => TEXT.test(it))) {
    const text = project.text(path);
    checkResidue(project, path, text);
    try {
      parse(path, text);
    } catch (error) {
      const { line, what } = placedError(error);
      project.problem(path, what, line);
    }
  }
}

function checkResidue(project: ProjectUnderCheck, path: string, text: string): void {
  // The private planes carry the marks by which output lines are followed to their templates.
  const [residue] = /<%|\[object Object\]|[\u{f0000}-\u{10ffff}]/u.exec(text) ?? [];
  if (residue !== undefined) {
    const what = `has ${JSON.stringify(residue)}, which a template left behind`;
    project.problem(path, what, residue);
  }
}

/** @throws Error that names the line */
function parse(path: string, text: string): void {
  if (path.endsWith('.json')) {
    parseJson(text);
  } else if (YAML.test(path)) {
    const [error] = parseDocument(text, { strict: true, uniqueKeys: true }).errors;
    if (error) {
      const [first = ''] = error.message.split('\n');
      const what = first.replace(/ at line \d+, column \d+:$/, '');
      // It may name the blank lines before what it is about.
      const before =
        text.slice(0, error.pos[0]) + (/^\s*/.exec(text.slice(error.pos[0]))?.[0] ?? '');
      throw new Error(`line ${before.split('\n').length}: this is no YAML: ${what}`);
    }
  } else if (XML.test(path)) {
    readXml(text);
  }
}

function parseJson(text: string): void {
  try {
    JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [, position] = /position (\d+)/.exec(message) ?? [];
    const line = text.slice(0, Number(position ?? 0)).split('\n').length;
    throw new Error(`line ${line}: this is no JSON: ${message}`);
  }
}
