import ejs from 'ejs';
import { locateSyntaxError } from './syntax-error.ts';
import { TemplateError } from './template-error.ts';

/** What is compiled. */
export interface TemplateText {
  readonly template: string;
  readonly text: string;
  /** The text with line marks, or as it is. */
  readonly prepared: string;
}

/**
 * The text of a template's bytes.
 *
 * @throws TemplateError where they are not UTF-8
 */
export function textOf(template: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new TemplateError({ template, reason: 'this is not UTF-8; save it as UTF-8' });
  }
}

/**
 * The body of a TemplateFunction, as EJS makes it from a template's text.
 *
 * @throws TemplateError with the line of a syntax error
 */
export function templateCode(at: TemplateText): string {
  return `"use strict";
let __line = 1;
try {
${ejsCode(at)}} catch (error) {
  rethrow(error, __line);
}`;
}

/**
 * What EJS itself makes of a template. It sets `__line` as it goes, which is for its caller to
 * declare.
 *
 * @throws TemplateError with the line of a syntax error
 */
export function ejsCode(at: TemplateText): string {
  const template = new ejs.Template(at.prepared, {
    strict: true,
    localsName: 'scope',
    destructuredLocals: ['it', 'include'],
  });
  try {
    template.compile();
  } catch (error) {
    throw new TemplateError(locateSyntaxError({ ...at, error }));
  }
  return template.source;
}
