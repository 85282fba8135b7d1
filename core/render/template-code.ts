import ejs from 'ejs';
import { locateSyntaxError } from './syntax-error.ts';
import { TemplateError } from './template-error.ts';

/**
 * The body of a TemplateFunction, as EJS makes it from a template's text. The same code
 * runs whether it was made at build time, for our own templates, or now.
 *
 * @throws TemplateError with the line of a syntax error
 */
export function templateCode(at: {
  template: string;
  text: string;
  /** The text with line marks, or as it is. */
  prepared: string;
}): string {
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
  return `"use strict";
let __line = 1;
try {
${template.source}} catch (error) {
  rethrow(error, __line);
}`;
}
