import { createRequire } from 'node:module';
import { Language, type Node, Parser } from 'web-tree-sitter-0.25';
import type { ProjectUnderCheck } from '../../core/verify/project/project-under-check.ts';
import { remember } from './remember.ts';

// The only grammar of Swift on npm as WebAssembly is an old one, for an older parser than ours.
const require = createRequire(import.meta.url);

await Parser.init();
const parser = new Parser().setLanguage(
  await Language.load(require.resolve('tree-sitter-wasms/out/tree-sitter-swift.wasm')),
);

/** The app's sources parse as Swift, and none of their types hides the module's name. */
export function checkSwift(project: ProjectUnderCheck): void {
  const { name } = project.options;
  const sources = project.paths.filter((path) => path.endsWith('.swift'));
  const wanted = [`App/${name}App.swift`, 'App/ContentView.swift', 'App/ExtensionManager.swift'];
  for (const path of new Set([...sources, ...wanted])) {
    const text = project.text(path);
    for (const reason of swiftProblems(text)) {
      project.problem(path, reason);
    }
  }
  const entryPoints = sources.filter((path) => /^@main$/m.test(project.text(path)));
  if (entryPoints.join() !== `App/${name}App.swift`) {
    project.problem('App', `@main is in [${entryPoints.join()}], not in ${name}App.swift alone`);
  }
}

/** Syntax errors, each with line and column from 1. */
const swiftProblems = remember((text) => {
  const tree = parser.parse(text);
  const found = tree ? errorsIn(tree.rootNode) : ['is no Swift at all'];
  tree?.delete();
  return found;
});

function errorsIn(node: Node): string[] {
  if (node.isError || node.isMissing) {
    const { row, column } = node.startPosition;
    const what = node.isMissing ? `"${node.type}" is missing` : 'this is no Swift';
    return [
      `line ${row + 1}, column ${column + 1}: ${what}: ${JSON.stringify(node.text.slice(0, 40))}`,
    ];
  }
  return node.hasError ? node.children.flatMap((child) => (child ? errorsIn(child) : [])) : [];
}
