import type { Definition } from '../dext/model.ts';
import type { Run } from '../flow/run.ts';
import { returnOf } from '../rules/paths.ts';
import { runsOf } from '../rules/timers.ts';
import { childIn, descend, type SyntaxNode } from '../source/syntax.ts';
import { conditionalAt } from './conditional.ts';
import type { Life } from './life.ts';
import { beginsLine } from './lines.ts';

/**
 * The one return statement of Start that every success goes through and no failure, where there
 * is such a one; undefined where that is not certain.
 */
export function successExit(life: Life, start: Definition): SyntaxNode | undefined {
  const runs = runsOf(life.analysis, 'start');
  const isWhole = runs.length > 0 && runs.every((it) => !it.isTruncated);
  const exits = new Set(runs.map(exitOf));
  const [exit] = [...exits].filter((it) => it.endsWith(' success'));
  const others = [...exits].filter((it) => !it.endsWith(' failure') && it !== exit);
  if (!isWhole || !exit || others.length > 0) {
    return undefined;
  }
  const at = Number.parseInt(exit, 10);
  if (exits.has(`${at} failure`) || hasUnknownMacro(life, start) || hasWayUnseen(life, start)) {
    return undefined;
  }
  // Of the body itself: behind a label or in a branch there may be more to it.
  const node = start.body.children.find(
    (it) => it.type === 'return_statement' && it.start <= at && at < it.end,
  );
  return node && beginsLine(start.file, node.start) && !conditionalAt(start.file, at)
    ? node
    : undefined;
}

/** Where a run of Start ends, and how: `812 success`. */
function exitOf(run: Run): string {
  // As it was at the return: what follows takes one that may be either for success.
  const { returned: value, state } = run;
  const at = returnOf(run)?.site.start ?? -1;
  if (value?.kind === 'number') {
    return `${at} ${value.value === 0n ? 'success' : 'failure'}`;
  }
  const isFailure = value?.kind === 'unknown' && state.facts.get(value.symbol) === 'nonzero';
  return `${at} ${isFailure ? 'failure' : 'either'}`;
}

/**
 * Whether there is a way out of Start that no path takes and that may be a success all the same:
 * what a path makes of members is right only as far as all code that writes them can be seen.
 */
function hasWayUnseen({ visited }: Life, { file, body }: Definition): boolean {
  const text = (node: SyntaxNode) => file.text.slice(node.start, node.end);
  const ways = [...descend(body, (it) => it.type !== 'lambda_expression')].filter((it) =>
    /^(?:return|goto)_statement$/.test(it.type),
  );
  const results = new Set(ways.flatMap((it) => /^return\s+(\w+)\s*;/.exec(text(it))?.[1] ?? []));
  return ways.some((it) => {
    const condition = conditionOf(it);
    const tested = condition && FAILED.exec(text(condition))?.[1];
    return !visited.has(it) && !FAILURE.test(text(it)) && !(tested && results.has(tested));
  });
}

/** The test of the if that a statement is the consequence of. */
function conditionOf(statement: SyntaxNode): SyntaxNode | undefined {
  const parent = statement.parent;
  const inside = parent?.type === 'compound_statement' ? parent : statement;
  return inside.field === 'consequence' && inside.parent?.type === 'if_statement'
    ? childIn(inside.parent, 'condition')
    : undefined;
}

/** `(ret != kIOReturnSuccess)`, `(ret)` */
const FAILED = /^\(\s*(\w+)\s*(?:!=\s*(?:kIOReturnSuccess|KERN_SUCCESS|0)\s*)?\)$/;

/** `return kIOReturnNoMemory;`, whatever has led there. */
const FAILURE =
  /^return\s*\(?\s*(?:kIOReturn(?!Success\b)|kUSBHostReturn|KERN_(?!SUCCESS\b))\w+\s*\)?\s*;/;

/** A macro from a header that is not there may return, or jump. */
function hasUnknownMacro({ subject, analysis }: Life, start: Definition): boolean {
  return runsOf(analysis, 'start').some((run) =>
    run.events.some(
      (it) =>
        it.kind === 'call' &&
        it.site.file === start.file &&
        /^[A-Z][A-Z0-9_]{2,}$/.test(it.callee) &&
        !subject.dext.defines.at(it.site, it.callee),
    ),
  );
}
