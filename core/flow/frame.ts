import type { ClassModel } from '../dext/model.ts';
import type { SourceFile } from '../source/source-file.ts';
import type { SyntaxNode } from '../source/syntax.ts';
import type { Site } from './events.ts';
import type { TrackedObject } from './objects.ts';

/** Where a path is: one call of a method, a function or a block, or the expansion of a macro. */
export interface Frame {
  readonly id: number;
  /** The file that nodes of this frame have their offsets in. */
  readonly file: SourceFile;
  /** `this`, where there is one. */
  readonly self: TrackedObject | null;
  readonly owner: ClassModel | null;
  /** `AcmeDriver::Stop`, for sites. */
  readonly within: string;
  /** Inside a macro's expansion: where the macro is used. */
  readonly site: Site | null;
  /** Where names are looked up that are not here: the home of a block, the user of a macro. */
  readonly outer: Frame | null;
  readonly depth: number;
  /** The definitions that are being called, innermost first, to bound recursion. */
  readonly calls: readonly SyntaxNode[];
}

/** The text of a node. */
export function textOf(frame: Frame, node: SyntaxNode): string {
  return frame.file.text.slice(node.start, node.end);
}

/** Where a node is, for a person. */
export function siteOf(frame: Frame, node: SyntaxNode): Site {
  return frame.site ?? { file: frame.file, start: node.start, end: node.end, within: frame.within };
}

/** The source that code is written in; for a macro's expansion, the one that uses it. */
export function sourceOf(frame: Frame): SourceFile {
  return frame.site?.file ?? frame.file;
}
