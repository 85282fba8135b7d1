import { evaluate, type MacroLookup } from './condition.ts';
import { type Define, DefineTable, readDefine } from './defines.ts';
import type { Directive } from './directives.ts';
import { knownMacro } from './known-macros.ts';
import type { Conditional, ParseProblem } from './source-file.ts';

/** What the directives of a file come to, in the one configuration that is looked at. */
export interface Preprocessed {
  /** Stretches that are not compiled, from the directive that opens one to the one that ends it. */
  readonly dead: readonly { readonly start: number; readonly end: number }[];
  readonly conditionals: readonly Conditional[];
  readonly defines: readonly Define[];
  readonly problems: readonly ParseProblem[];
}

/** One `#if … #endif`. */
interface Group {
  readonly branches: Branch[];
  readonly first: number;
  readonly isOutermost: boolean;
  end: number;
  isClosed: boolean;
}

interface Branch {
  readonly directive: Directive;
  /** It holds an `#error`, so it is not the one that people compile. */
  hasError: boolean;
}

const OPENS = new Set(['if', 'ifdef', 'ifndef']);
const CONTINUES = new Set(['elif', 'else', 'elifdef', 'elifndef']);

/**
 * Chooses one branch of each conditional. Where its condition is not known it is the first one.
 *
 * @param at.code where the first token begins and the last one ends that is no directive
 */
export function preprocess(at: {
  readonly directives: readonly Directive[];
  readonly code: { readonly start: number; readonly end: number };
  readonly length: number;
}): Preprocessed {
  const { groups, problems } = group(at.directives, at.length);
  const defines = new DefineTable();
  const dead: { start: number; end: number }[] = [];
  const open: { readonly group: Group; readonly chosen: Branch | undefined }[] = [];
  let deadBelow = -1; // the index in `open` of the outermost conditional in whose dead branch we are
  const enter = (directive: Directive): void => {
    const top = open.at(-1);
    if (deadBelow === open.length - 1 && top && top.chosen?.directive === directive) {
      deadBelow = -1;
      (dead.at(-1) as { end: number }).end = directive.start;
    } else if (deadBelow === -1 && top && top.chosen?.directive !== directive) {
      deadBelow = open.length - 1;
      dead.push({ start: directive.start, end: at.length });
    }
  };
  for (const directive of at.directives) {
    const opened = groups.get(directive);
    if (opened) {
      const isLive = deadBelow === -1;
      open.push({ group: opened, chosen: isLive ? choose(opened, defines) : undefined });
      if (isLive) {
        enter(directive);
      }
    } else if (CONTINUES.has(directive.name)) {
      enter(directive);
    } else if (directive.name === 'endif') {
      if (open.length > 0 && deadBelow === open.length - 1) {
        deadBelow = -1;
        (dead.at(-1) as { end: number }).end = directive.start;
      }
      open.pop();
    } else if (deadBelow === -1) {
      note(directive, defines);
    }
  }
  const conditionals = [...groups.values()]
    .filter((it) => !isIncludeGuard(it, at))
    .map(({ branches, end }) => ({ start: branches[0]?.directive.start ?? 0, end }));
  return { dead, conditionals, defines: defines.list(), problems };
}

/** Finds what belongs together; a conditional that nothing ends goes to the end of the file. */
function group(
  directives: readonly Directive[],
  length: number,
): { groups: Map<Directive, Group>; problems: ParseProblem[] } {
  const groups = new Map<Directive, Group>();
  const problems: ParseProblem[] = [];
  const open: Group[] = [];
  for (const [first, directive] of directives.entries()) {
    const { name, start } = directive;
    const top = open.at(-1);
    if (OPENS.has(name)) {
      const opened: Group = {
        branches: [{ directive, hasError: false }],
        first,
        isOutermost: open.length === 0,
        end: length,
        isClosed: false,
      };
      groups.set(directive, opened);
      open.push(opened);
    } else if (name === 'error') {
      const branch = top?.branches.at(-1);
      if (branch) {
        branch.hasError = true;
      }
    } else if ((CONTINUES.has(name) || name === 'endif') && !top) {
      problems.push({ offset: start, what: `unexpected "#${name}"` });
    } else if (top && CONTINUES.has(name)) {
      top.branches.push({ directive, hasError: false });
    } else if (top && name === 'endif') {
      top.end = directive.end;
      top.isClosed = true;
      open.pop();
    }
  }
  for (const { branches } of open) {
    problems.push({ offset: branches[0]?.directive.start ?? 0, what: 'missing "#endif"' });
  }
  return { groups, problems };
}

function choose({ branches }: Group, defines: DefineTable): Branch | undefined {
  const lookup: MacroLookup = (name) => {
    const own = defines.find(name);
    return own === undefined ? knownMacro(name) : own;
  };
  return branches.find(({ directive, hasError }) => holds(directive, lookup) ?? !hasError);
}

function holds({ name, rest }: Directive, lookup: MacroLookup): boolean | undefined {
  if (name === 'else') {
    return true;
  }
  if (name === 'if' || name === 'elif') {
    return evaluate(rest, lookup);
  }
  const isDefined = evaluate(`defined(${rest})`, lookup);
  return isDefined === undefined ? undefined : isDefined === !name.endsWith('ndef');
}

function note(directive: Directive, defines: DefineTable): void {
  if (directive.name === 'define') {
    const define = readDefine(directive);
    if (define) {
      defines.define(define);
    }
  } else if (directive.name === 'undef') {
    defines.undefine(directive.rest, directive.start);
  }
}

/** `#ifndef X`, `#define X`, the whole file, `#endif`: it never hides a thing. */
function isIncludeGuard(
  { branches, first, isOutermost, isClosed, end }: Group,
  at: Parameters<typeof preprocess>[0],
): boolean {
  const [branch, ...others] = branches;
  const next = at.directives[first + 1];
  const name = /^(?:ifndef|if\s*!\s*defined\b)\s*\(?\s*([\w$]+)\s*\)?$/.exec(
    `${branch?.directive.name} ${branch?.directive.rest}`,
  )?.[1];
  return (
    branch !== undefined &&
    others.length === 0 &&
    isOutermost &&
    isClosed &&
    name !== undefined &&
    next?.name === 'define' &&
    /^[\w$]+/.exec(next.rest)?.[0] === name &&
    (at.code.start >= next.end || at.code.start >= at.code.end) &&
    at.code.end <= end
  );
}
