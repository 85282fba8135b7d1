import { ProjectError } from '../errors.ts';

/**
 * The error of a pack that cannot be used.
 *
 * @param at file and line, or the file alone
 * @param what a sentence
 */
export function packFault(at: string, what: string): ProjectError {
  return new ProjectError({ code: 'pack', message: `${at}: ${what}` });
}
