import type { EventOf, FlowEvent, Site } from '../flow/events.ts';
import type { Run } from '../flow/run.ts';
import type { SourceFile } from '../source/source-file.ts';
import { childIn, descend, namedChildren, type SyntaxNode } from '../source/syntax.ts';
import type { Found } from './fix.ts';

/** What happens at the place of a finding, on each path that comes by. */
export function eventsAt<K extends FlowEvent['kind']>(
  { subject, file, offset }: Found,
  kind: K,
): { readonly run: Run; readonly event: EventOf<K> }[] {
  return subject.classes
    .flatMap((it) => it.runs)
    .flatMap((run) =>
      run.events
        .filter((it): it is EventOf<K> => it.kind === kind)
        .filter(({ site }) => site.file === file && site.start === offset)
        .map((event) => ({ run, event })),
    );
}

/** The node, of a type if that counts, that is exactly a stretch of a file; none in an expansion. */
export function nodeAt(
  file: SourceFile,
  { start, end }: Pick<Site, 'start' | 'end'>,
  type?: string,
): SyntaxNode | undefined {
  const around = (node: SyntaxNode) => node.start <= start && end <= node.end;
  for (const node of descend(file.root, around)) {
    if (node.start === start && node.end === end && (type ?? node.type) === node.type) {
      return node;
    }
  }
  return undefined;
}

/** A call as it is written. */
export interface WrittenCall {
  readonly node: SyntaxNode;
  /** What is called, as written: `ivars->timer->Cancel`. */
  readonly callee: string;
  readonly args: readonly SyntaxNode[];
}

/** The call that an event is about; undefined where it is spelled in another way. */
export function callAt(file: SourceFile, site: Site): WrittenCall | undefined {
  const node = nodeAt(file, site, 'call_expression');
  const callee = node && childIn(node, 'function');
  const list = node && childIn(node, 'arguments');
  return node && callee && list
    ? { node, callee: textOf(file, callee), args: namedChildren(list) }
    : undefined;
}

export function textOf(file: SourceFile, node: SyntaxNode): string {
  return file.text.slice(node.start, node.end);
}

/** Every use of a name below a node. */
export function namesIn(file: SourceFile, node: SyntaxNode, name: string): SyntaxNode[] {
  return [...descend(node)].filter((it) => it.type === 'identifier' && textOf(file, it) === name);
}
