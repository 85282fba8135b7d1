import type { NewProjectOptions } from '../../core/options/new-project-options.ts';

/**
 * One project under test: its files, and where problems are collected. Every check takes this and
 * goes on after a problem, so that one run tells all of them.
 */
export interface ProjectUnderTest {
  readonly options: NewProjectOptions;
  /** Paths inside the project's folder. */
  readonly paths: readonly string[];
  /** The text of a file; a missing one is a problem, and reads as empty. */
  text(path: string): string;
  problem(path: string, reason: string): void;
}

/** @param files bytes or text by path inside the project's folder */
export function projectUnderTest(at: {
  files: ReadonlyMap<string, Uint8Array | string>;
  options: NewProjectOptions;
  problems: string[];
}): ProjectUnderTest {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  function problem(path: string, reason: string): void {
    at.problems.push(`${path}: ${reason}`);
  }
  return {
    options: at.options,
    paths: [...at.files.keys()].sort(),
    text(path) {
      const content = at.files.get(path);
      if (content === undefined) {
        problem(path, 'the file is missing');
        return '';
      }
      try {
        return typeof content === 'string' ? content : decoder.decode(content);
      } catch {
        problem(path, 'is not UTF-8');
        return '';
      }
    },
    problem,
  };
}
