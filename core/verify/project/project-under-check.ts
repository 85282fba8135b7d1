import type { NewProjectOptions } from '../../options/new-project-options.ts';

/** What is wrong with a file of a project. */
export interface ProjectProblem {
  /** Inside the project's folder. */
  readonly path: string;
  /** From 1; 1 too where it is the whole file's. */
  readonly line: number;
  /** Continues a sentence that begins with the file. */
  readonly what: string;
}

/**
 * One project as it would be written. Every check takes this and goes on after a problem, so that
 * one run tells all of them.
 */
export interface ProjectUnderCheck {
  readonly options: NewProjectOptions;
  /** Paths inside the project's folder, sorted. */
  readonly paths: readonly string[];
  /** The text of a file; a missing one, and one that is no UTF-8, is a problem and reads as empty. */
  text(path: string): string;
  /** @param line from 1; or a text in the file that is to be pointed at, where it is there */
  problem(path: string, what: string, line?: number | string): void;
}

/** @param at.files bytes or text by path inside the project's folder */
export function projectUnderCheck(at: {
  readonly files: ReadonlyMap<string, Uint8Array | string>;
  readonly options: NewProjectOptions;
  readonly problems: ProjectProblem[];
}): ProjectUnderCheck {
  const { files, options, problems } = at;
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

  function problem(path: string, what: string, line: number | string = 1): void {
    const at = typeof line === 'number' ? line : lineOf(textOf(files.get(path)) ?? '', line);
    problems.push({ path, line: at, what });
  }

  function textOf(content: Uint8Array | string | undefined): string | undefined {
    try {
      return content instanceof Uint8Array ? decoder.decode(content) : content;
    } catch {
      return undefined;
    }
  }

  return {
    options,
    paths: [...files.keys()].sort(),
    text(path) {
      const text = textOf(files.get(path));
      if (text === undefined) {
        problem(path, files.has(path) ? 'is not UTF-8' : 'the file is missing');
      }
      return text ?? '';
    },
    problem,
  };
}

/** The line of the first occurrence, from 1. */
function lineOf(text: string, part: string): number {
  const index = text.indexOf(part);
  return index === -1 ? 1 : text.slice(0, index).split('\n').length;
}

/** The line that a reader's error names, and the error without it. */
export function placedError(error: unknown): { readonly line: number; readonly what: string } {
  const message = error instanceof Error ? error.message : String(error);
  const [, line = '1', what = message] = /^line (\d+): ([\s\S]*)$/.exec(message) ?? [];
  return { line: Number(line), what };
}
