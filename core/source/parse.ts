import { createRequire } from 'node:module';
import { Language, Parser, type TreeCursor } from 'web-tree-sitter';
import { mask } from './mask.ts';
import type { ParseProblem, SourceFile } from './source-file.ts';
import type { SyntaxNode } from './syntax.ts';

/** Turns text into a SourceFile; made once, since the grammar takes a moment to load. */
export interface SourceParser {
  /**
   * @param at.text the file as it is on disk
   * @returns the file; what the grammar did not understand is in `problems`, nothing is thrown
   */
  parse(at: { readonly path: string; readonly text: string }): SourceFile;
}

/** Loads the C++ grammar. The only place that knows web-tree-sitter. */
export async function loadParser(): Promise<SourceParser> {
  await Parser.init();
  const require = createRequire(import.meta.url);
  const language = await Language.load(
    require.resolve('tree-sitter-wasms/out/tree-sitter-cpp.wasm'),
  );
  const parser = new Parser();
  parser.setLanguage(language);
  return {
    parse: ({ path, text }) => {
      const masked = mask(text);
      const tree = parser.parse(masked.text);
      if (!tree) {
        throw new Error(`no tree for ${path}`);
      }
      const problems: ParseProblem[] = [];
      const root = copy(tree.walk(), masked.offsetIn, problems);
      tree.delete();
      return {
        path,
        text,
        root,
        masked: masked.macros,
        defines: masked.defines,
        conditionals: masked.conditionals,
        problems,
      };
    },
  };
}

type Draft = { -readonly [K in keyof SyntaxNode]: SyntaxNode[K] } & { children: SyntaxNode[] };

/** Copies a tree by cursor, without recursion: code nests deeper than the stack is. */
function copy(
  cursor: TreeCursor,
  offsetIn: (masked: number) => number,
  problems: ParseProblem[],
): SyntaxNode {
  const make = (parent: Draft | null): Draft => ({
    type: cursor.nodeType,
    named: cursor.nodeIsNamed,
    field: cursor.currentFieldName ?? null,
    start: offsetIn(cursor.startIndex),
    end: offsetIn(cursor.endIndex),
    children: [],
    parent,
  });
  const root = make(null);
  let at: Draft = root;
  for (;;) {
    if (at.type === 'ERROR') {
      problems.push({ offset: at.start, what: 'unexpected code' });
    } else if (cursor.nodeIsMissing) {
      problems.push({ offset: at.start, what: `missing ${JSON.stringify(at.type)}` });
    }
    if (cursor.gotoFirstChild()) {
      const child = make(at);
      at.children.push(child);
      at = child;
      continue;
    }
    while (!cursor.gotoNextSibling()) {
      if (!cursor.gotoParent()) {
        return root;
      }
      at = (at.parent ?? root) as Draft;
    }
    const parent = (at.parent ?? root) as Draft;
    const sibling = make(parent);
    parent.children.push(sibling);
    at = sibling;
  }
}
