import { readFileSync } from 'node:fs';
import { boundedCode } from './bounded-code.ts';
import type { LineMarks } from './line-marks.ts';
import { type PackedTemplates, packed } from './packed.ts';
import { type TemplateFunction, templateCode, templateFunction } from './template-code.ts';
import { TemplateError } from './template-error.ts';
import { listTemplates, ownTemplates, readTemplate, type TemplateRoots } from './template-roots.ts';

/** Finds templates by their path in a root; the first root that has one provides it. */
export interface TemplateStore {
  /**
   * Every template below a folder, sorted.
   *
   * @throws TemplateError where a root is missing, or where there is none
   */
  list(folder: string): string[];
  /** The bytes of a template that is copied; undefined where no root has it. */
  bytes(template: string): Buffer | undefined;
  /** A template ready to run, compiled once; undefined where no root has it. */
  find(template: string): TemplateFunction | undefined;
}

export function createTemplateStore(roots: TemplateRoots): TemplateStore {
  // What the build packed stands for our own folder, and only where nothing overrides it.
  const ownOnly = roots.length === 1 && roots[0]?.folder === ownTemplates().folder;
  return packed && ownOnly
    ? packedStore(packed)
    : folderStore({ roots, prepare: ({ text }) => text });
}

/** The same templates from their files, with line marks in their text. */
export function createMarkedStore(at: { roots: TemplateRoots; marks: LineMarks }): TemplateStore {
  const { roots, marks } = at;
  return folderStore({ roots, prepare: ({ template, text }) => marks.mark(template, text) });
}

function packedStore({ file, places }: PackedTemplates): TemplateStore {
  let all: Buffer | undefined;

  function bytes(template: string): Buffer | undefined {
    const place = Object.hasOwn(places, template) ? places[template] : undefined;
    if (place === undefined) {
      return undefined;
    }
    all ??= readFileSync(file);
    return all.subarray(...place);
  }

  return {
    list: (folder) => Object.keys(places).filter((name) => name.startsWith(`${folder}/`)),
    bytes,
    find: compiledOnce((template) => bytes(template)?.toString('latin1')),
  };
}

function folderStore(at: {
  roots: TemplateRoots;
  prepare: (source: { template: string; text: string }) => string;
}): TemplateStore {
  const { roots } = at;
  return {
    list: (folder) => listTemplates(roots, folder),
    bytes: (template) => readTemplate(roots, template),
    find: compiledOnce((template) => {
      const bytes = readTemplate(roots, template);
      const text = bytes && asLines(roots, template, textOf(template, bytes));
      return text === undefined
        ? undefined
        : boundedCode(templateCode({ template, text, prepared: at.prepare({ template, text }) }));
    }),
  };
}

function compiledOnce(codeOf: (template: string) => string | undefined): TemplateStore['find'] {
  const functions = new Map<string, TemplateFunction>();
  return (template) => {
    const known = functions.get(template);
    const code = known ? undefined : codeOf(template);
    if (code === undefined) {
      return known;
    }
    const compiled = templateFunction(code);
    functions.set(template, compiled);
    return compiled;
  };
}

/**
 * Where ours ends in a line break, so does a team's: an editor may leave the last one out, and the
 * next line would go on behind it.
 */
function asLines(roots: TemplateRoots, template: string, text: string): string {
  const own = roots.at(-1);
  const isLines =
    text === '' || text.endsWith('\n') || own === undefined || roots.length === 1
      ? false
      : readTemplate([own], template)?.at(-1) === 0x0a;
  return isLines ? `${text}\n` : text;
}

function textOf(template: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new TemplateError({ template, reason: 'this is not UTF-8; save it as UTF-8' });
  }
}
