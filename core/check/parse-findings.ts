import type { DextModel } from '../dext/model.ts';
import type { Finding } from '../rules/finding.ts';
import { positionOf, type SourceFile } from '../source/source-file.ts';

/**
 * One finding for each file of a dext that the grammar did not understand whole: what is near that
 * place may go unchecked. Other C++ of the same folders is not ours to judge.
 */
export function parseFindings(files: readonly SourceFile[], dext: DextModel): Finding[] {
  const own = filesOfClasses(dext);
  return files.flatMap((file) => {
    const [problem] = file.problems;
    if (!problem || !(file.path.endsWith('.iig') || own.has(file) || isLost(file))) {
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

function filesOfClasses(dext: DextModel): ReadonlySet<SourceFile> {
  const dispatched = dext.classes.filter((it) => it.kind === 'iig');
  const definitions = dispatched.flatMap((it) =>
    [...it.methods.values()].flatMap((method) => method.definitions),
  );
  return new Set([...dispatched, ...definitions].map((it) => it.file));
}

/** Nothing of it was understood: as good as not read. */
function isLost(file: SourceFile): boolean {
  return file.root.children.every((it) => it.type === 'ERROR');
}
