import { didYouMean } from '../did-you-mean.ts';
import { strictData } from './strict-data.ts';
import { TemplateError, type TemplateFault } from './template-error.ts';
import type { TemplateFunction } from './template-function.ts';

/** Where a template and its partials come from. */
export interface TemplateSource {
  /** Every template below a folder, sorted. */
  list(folder: string): string[];
  /** The bytes of a template that is copied; undefined where there is none. */
  bytes(template: string): Buffer | undefined;
  /** A template ready to run; undefined where there is none. */
  find(template: string): TemplateFunction | undefined;
  /** A template as messages show it: with what tells its root. */
  shown(template: string): string;
}

/** Deep enough for any sane template, shallow enough to name a loop before the stack ends. */
const MAX_INCLUDE_DEPTH = 32;
/** A loop that includes and prints nothing would run for ever; no file has so many parts. */
const MAX_INCLUDES = 10_000;

/** Templates that are XML in the end; a printed value is escaped for it. */
const XML = /\.(plist|entitlements|xcscheme|xcworkspacedata)\.ejs$/;

/**
 * Renders a template and the partials that it includes.
 *
 * @param template path relative to a root, with its `.ejs`
 * @param data what the template sees as `it`
 * @throws TemplateError with template and line: a missing template or partial, an unknown name, a
 *   null that would be printed, a syntax error, includes that never end
 */
export function runTemplate(templates: TemplateSource, template: string, data: object): string {
  const toText = XML.test(template) ? escapeXml : printed;
  let depth = 0;
  let count = 0;
  // Where an error arose is the fault to show: the templates around it only pass it on.
  let told: { readonly error: unknown; readonly fault: TemplateFault } | undefined;

  function include(name: string, it: object): string {
    if (depth === MAX_INCLUDE_DEPTH) {
      throw new Error(`"${name}" is included ${depth} levels deep; does it include itself?`);
    }
    if (++count > MAX_INCLUDES) {
      throw new Error(`more than ${MAX_INCLUDES} partials are included; does a loop never end?`);
    }
    const body = templates.find(name);
    if (!body) {
      throw new Error(noSuchTemplate(templates, name));
    }
    const scope = {
      it: strictData(it),
      include: (partial: string, extra?: object) => include(`${partial}.ejs`, { ...it, ...extra }),
    };
    depth++;
    try {
      return body(scope, toText, (error, line) => {
        if (error !== told?.error) {
          told = { error, fault: faultOf({ template: name, line, error, known: Object.keys(it) }) };
        }
        throw error;
      });
    } finally {
      depth--;
    }
  }

  try {
    return include(template, data);
  } catch (error) {
    const fault = told && told.error === error ? told.fault : faultOf({ template, error });
    throw new TemplateError({ ...fault, template: templates.shown(fault.template) });
  }
}

/**
 * The bytes of a template that is copied as it is.
 *
 * @throws TemplateError where there is none
 */
export function copyTemplate(templates: TemplateSource, template: string): Buffer {
  const bytes = templates.bytes(template);
  if (!bytes) {
    throw new TemplateError({ template, reason: 'there is no such file' });
  }
  return bytes;
}

function printed(value: unknown): string {
  if (value === null || value === undefined) {
    throw new Error(`a value to print is ${value}`);
  }
  return String(value);
}

function escapeXml(value: unknown): string {
  return printed(value)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function noSuchTemplate(templates: TemplateSource, template: string): string {
  const folder = template.slice(0, Math.max(0, template.lastIndexOf('/')));
  const near = didYouMean(template, templates.list(folder));
  return `there is no template "${template}"${near ? `; did you mean "${near}"?` : ''}`;
}

function faultOf(at: {
  template: string;
  line?: number;
  error: unknown;
  /** What `it` had there. */
  known?: readonly string[];
}): TemplateFault {
  const { error, known = [], ...where } = at;
  if (error instanceof TemplateError) {
    return error.fault;
  }
  const reason = error instanceof Error ? error.message : String(error);
  return { ...where, reason: error instanceof ReferenceError ? inIt(reason, known) : reason };
}

/** A bare name is a slip: everything that there is stands in `it`. */
function inIt(reason: string, known: readonly string[]): string {
  const near = didYouMean(reason.split(' ')[0] ?? '', known);
  return near ? `${reason}; did you mean "it.${near}"?` : `${reason}; what there is stands in "it"`;
}
