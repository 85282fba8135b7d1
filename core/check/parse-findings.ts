import type { DextModel } from '../dext/model.ts';
import type { Finding } from '../rules/finding.ts';
import { positionOf, type SourceFile } from '../source/source-file.ts';

/** How a file says that it is about DriverKit: one of its headers. */
const DRIVERKIT = /#\s*(?:include|import)\s*<\w*DriverKit\//;

/**
 * One finding for each file of a dext that the grammar did not understand whole: what is near that
 * place may go unchecked. Other C++ of the same folders is not ours to judge, unless it was asked
 * for by its name.
 *
 * @param at.named paths of files that somebody named
 */
export function parseFindings(at: {
  readonly files: readonly SourceFile[];
  readonly dext: DextModel;
  readonly named: ReadonlySet<string>;
}): Finding[] {
  const isOfDext = filesOf(at.dext);
  return at.files.flatMap((file) => {
    const [problem] = file.problems;
    if (!problem || !(at.named.has(file.path) || isOfDext(file) || isLost(file))) {
      return [];
    }
    return [
      {
        rule: 'parse',
        severity: 'warning',
        path: file.path,
        ...positionOf(file, problem.offset),
        message: `This file is not understood here: ${problem.what}. What is near may go unchecked.`,
        advice:
          'Check that it compiles; a macro that hides braces or half a statement is not seen through.',
        related: [],
        within: '',
      },
    ];
  });
}

/** By what their text says: where little was understood, the model does not know a method. */
function filesOf(dext: DextModel): (file: SourceFile) => boolean {
  const names = dext.classes.filter((it) => it.kind === 'iig').map((it) => it.name);
  const any = `(?:${names.join('|')})\\b`;
  const member = names.length > 0 ? new RegExp(`\\b${any}\\s*::|\\bIMPL\\s*\\(\\s*${any}`) : null;
  return ({ path, text }) =>
    path.endsWith('.iig') || DRIVERKIT.test(text) || (member?.test(text) ?? false);
}

/** Nothing of it was understood: as good as not read. */
function isLost(file: SourceFile): boolean {
  return file.root.children.every((it) => it.type === 'ERROR');
}
