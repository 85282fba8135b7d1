import { scan } from '../source/scan.ts';
import { type Position, positionOf, type SourceFile } from '../source/source-file.ts';

/** What the rules go by, so that it has to be what it looks like. */
const RELIED_ON =
  'Cancel|Start|Stop|Stop_Impl|FinishStop|QuiesceHardware|SUPERDISPATCH|OSSafeReleaseNULL|SetEnable|SetHandler|WakeAtTime|super|IMPL|TYPE|LOCALONLY';
const NAMED = new RegExp(`^(?:${RELIED_ON})$`);
const MENTIONED = new RegExp(`\\b(?:${RELIED_ON})\\b`);

/** Something that the rules do not see through. */
export interface OutOfSight extends Position {
  readonly message: string;
}

/**
 * Where a macro or a conditional hides part of a timer's life: one that gives such a word another
 * meaning, is another name for one, or decides at build time whether it is there. The rules look
 * at one build alone, so that new code must not depend on which it is.
 *
 * @returns in the order of the text; a header's guard is none of them
 */
export function outOfSight(file: SourceFile): OutOfSight[] {
  const macros = file.defines
    .filter(({ name, body }) => NAMED.test(name) || NAMED.test(body))
    .map(({ name, start }) => ({
      ...positionOf(file, start),
      message: `the macro ${name} hides a word that the rules go by; write what it stands for.`,
    }));
  const conditionals = file.conditionals
    .filter(({ start, end }) => mentions(withoutGuard(file, start, end)))
    .map(({ start }) => ({
      ...positionOf(file, start),
      message:
        'whether the lines of this conditional are there decides over the life of the timer; they have to be there in each build.',
    }));
  return [...macros, ...conditionals].sort((a, b) => a.line - b.line);
}

/** Whether code has such a word; a comment or a string may. */
function mentions(code: string): boolean {
  return scan(code).some(({ kind, text }) => kind !== 'literal' && MENTIONED.test(text));
}

/** What a conditional holds; nothing where it is the guard around a whole header. */
function withoutGuard({ text }: SourceFile, start: number, end: number): string {
  const around = text.slice(0, start) + text.slice(end);
  const isGuard = /^\s*$/.test(around.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, ''));
  return isGuard ? '' : text.slice(start, end);
}
