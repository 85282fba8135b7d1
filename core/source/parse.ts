import { readFile } from 'node:fs/promises';
import { Language, Parser, type Tree } from 'web-tree-sitter';
import { copyTree } from './copy-tree.ts';
import { describeProblems, type LostNode } from './describe-problems.ts';
import { findGrammarFiles } from './grammar-files.ts';
import { type Masked, mask } from './mask.ts';
import type { SourceFile } from './source-file.ts';
import type { SyntaxNode } from './syntax.ts';

/** Turns text into a SourceFile; made once, since the grammar takes a moment to load. */
export interface SourceParser {
  /**
   * @param at.text the file as it is on disk
   * @returns the file; what the grammar did not understand is in `problems`, nothing is thrown
   */
  parse(at: { readonly path: string; readonly text: string }): SourceFile;
}

/** How long one file may take, in milliseconds: far more than any that a person wrote needs. */
const TIME_LIMIT = 10_000;

/**
 * Loads the C++ grammar. The only place that knows web-tree-sitter; import it when there is
 * something to parse, no command that does not parse should wait for it.
 *
 * @param options.timeLimit how many milliseconds one file may take
 */
export async function loadParser({ timeLimit = TIME_LIMIT } = {}): Promise<SourceParser> {
  const language = await grammar();
  const fresh = () => new Parser().setLanguage(language);
  let parser = fresh();
  return {
    parse: ({ path, text }) => {
      const masked = mask(text);
      const lost: LostNode[] = [];
      const outcome = attempt({ parser, masked, lost, timeLimit });
      if (typeof outcome === 'string') {
        parser = fresh(); // the old one may be in the middle of something
      }
      const isFailure = typeof outcome === 'string';
      return {
        path,
        text,
        root: isFailure ? emptyRoot(text) : outcome,
        masked: masked.macros,
        defines: masked.defines,
        conditionals: masked.conditionals,
        problems: isFailure ? [{ offset: 0, what: outcome }] : describeProblems(text, masked, lost),
      };
    },
  };
}

/** Each load takes memory that is never given back: one serves all parsers of a process. */
async function grammar(): Promise<Language> {
  if (!loaded) {
    const files = findGrammarFiles();
    await Parser.init({ locateFile: () => files.engine });
    loaded = await Language.load(await readFile(files.language));
  }
  return loaded;
}
let loaded: Language | undefined;

/** The tree, or why there is none. */
function attempt(at: {
  readonly parser: Parser;
  readonly masked: Masked;
  readonly lost: LostNode[];
  readonly timeLimit: number;
}): SyntaxNode | string {
  const deadline = performance.now() + at.timeLimit;
  const isOver = () => performance.now() > deadline;
  let tree: Tree | null = null;
  try {
    tree = at.parser.parse(at.masked.text, null, { progressCallback: isOver });
    const root =
      tree &&
      copyTree({
        cursor: tree.walk(),
        offsetIn: at.masked.offsetIn,
        isOver,
        onProblem: (node, kind) => at.lost.push({ node, kind }),
      });
    return root ?? `not read: it takes longer than ${at.timeLimit / 1000} s`;
  } catch (error) {
    return `not read: the grammar gave up (${error instanceof Error ? error.message : error})`;
  } finally {
    tree?.delete();
  }
}

function emptyRoot(text: string): SyntaxNode {
  return {
    type: 'translation_unit',
    named: true,
    field: null,
    start: 0,
    end: text.length,
    children: [],
    parent: null,
  };
}
