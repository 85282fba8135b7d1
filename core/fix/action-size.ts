import type { SourceFile } from '../source/source-file.ts';
import { childIn, enclosing, type SyntaxNode } from '../source/syntax.ts';
import type { Fix, Found } from './fix.ts';
import { callAt, eventsAt, namesIn, nodeAt, textOf } from './places.ts';

/** Types that are known wherever an action is created. */
const BUILT_IN =
  /^(?:u?int(?:8|16|32|64)_t|size_t|bool|char|int|unsigned(?: int)?|long|float|double|uintptr_t)$/;

/**
 * DK31: the action is created with the size of what is kept in it. Only where everything that is
 * read from GetReference is one value of a type that every file knows.
 */
export function takeReferenceSize(found: Found): Fix | null {
  const reads = eventsAt(found, 'call');
  const all = found.subject.classes
    .flatMap((it) => it.runs)
    .flatMap((it) => it.events)
    .flatMap((it) => (it.kind === 'call' && /(?:->|\.)GetReference$/.test(it.callee) ? [it] : []));
  const types = new Set(all.map((it) => typeRead(it.site.file, it.site)));
  const [type] = types;
  const place = found.finding.related[0];
  if (reads.length === 0 || types.size !== 1 || !type || !place) {
    return null;
  }
  const sizes = sizesOf(found);
  const [size] = sizes;
  return sizes.length === 1 && size
    ? {
        rule: 'DK31',
        title: `the action is created with room for one ${type}`,
        edits: [{ ...size, text: `sizeof(${type})` }],
      }
    : null;
}

/** The type of the one value that is read through GetReference; null where it may be another. */
function typeRead(
  file: SourceFile,
  site: { readonly start: number; readonly end: number },
): string | null {
  const call = nodeAt(file, site, 'call_expression');
  const cast = call?.parent?.type === 'cast_expression' ? call.parent : undefined;
  const written = cast && childIn(cast, 'type');
  const type = written && /^([\w ]+?)\s*\*$/.exec(textOf(file, written))?.[1];
  return cast && type && BUILT_IN.test(type) && isReadAlone(file, cast) ? type : null;
}

/** Read at once, or put into a local of which nothing but `*local` is used. */
function isReadAlone(file: SourceFile, cast: SyntaxNode): boolean {
  if (isDereferenced(cast.parent)) {
    return true;
  }
  const declarator = cast.parent?.type === 'init_declarator' ? cast.parent : undefined;
  const name =
    declarator &&
    /^\**\s*(\w+)$/.exec(textOf(file, childIn(declarator, 'declarator') ?? cast))?.[1];
  const body = declarator && enclosing(declarator, 'function_definition');
  if (!declarator || !body || name === undefined) {
    return false;
  }
  const later = namesIn(file, body, name).filter((it) => it.start >= declarator.end);
  return later.every((it) => isDereferenced(it.parent));
}

function isDereferenced(node: SyntaxNode | null | undefined): boolean {
  return node?.type === 'pointer_expression' && node.children[0]?.type === '*';
}

/** The zeros with which actions of that handler are created. */
function sizesOf(found: Found): { file: SourceFile; start: number; end: number }[] {
  const handlers = new Set(
    eventsAt(found, 'call').flatMap(({ event: { receiver } }) =>
      receiver?.kind === 'pointer' && receiver.object.handler ? [receiver.object.handler] : [],
    ),
  );
  const sizes = new Map<string, { file: SourceFile; start: number; end: number }>();
  for (const run of found.subject.classes.flatMap((it) => it.runs)) {
    for (const event of run.events) {
      if (event.kind !== 'create' || !event.object.handler || !handlers.has(event.object.handler)) {
        continue;
      }
      const { file, start } = event.site;
      const call = callAt(file, event.site);
      const size = call?.args[0];
      const isZero =
        size && textOf(file, size) === '0' && /(?:^|>)CreateAction\w+$/.test(call.callee);
      sizes.set(
        `${file.path}:${start}`,
        isZero ? { file, start: size.start, end: size.end } : { file, start: -1, end: -1 },
      );
    }
  }
  return [...sizes.values()].some((it) => it.start === -1) ? [] : [...sizes.values()];
}
