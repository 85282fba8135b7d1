import type { Definition } from '../dext/model.ts';
import type { SourceFile } from '../source/source-file.ts';
import type { SyntaxNode } from '../source/syntax.ts';
import type { Spot } from './inserter.ts';
import {
  aboveMark,
  beginsLine,
  endsLine,
  followsBlank,
  leadingOf,
  lineStart,
  nextLine,
  withComments,
} from './lines.ts';

/** The top of a method's body. */
export function bodyTop({ file, body }: Definition): Spot {
  const open = body.start + 1;
  if (!endsLine(file, open)) {
    // `{ return Stop(provider, SUPERDISPATCH); }`: what is on that line becomes a line of its own.
    const blanks = /^ */.exec(file.text.slice(open))?.[0].length ?? 0;
    const shape = (text: string) => {
      const level = /^[ \t]*/.exec(text)?.[0] ?? '';
      return `\n${text.trimEnd()}\n${level.startsWith(' ') ? level.slice(blanks) : level}`;
    };
    return { file, offset: open, shape };
  }
  const offset = nextLine(file, open);
  const first = body.children.find((it) => it.named && it.type !== 'labeled_statement');
  const indent = first && beginsLine(file, first.start) ? leadingOf(file, first.start) : undefined;
  const next = file.text.slice(offset, nextLine(file, offset)).trim();
  const isApart = next === '' || next === '}';
  return { file, offset, indent, shape: (text) => (isApart ? `${text.trimEnd()}\n` : text) };
}

/** Whole lines before the one that a statement begins. */
export function beforeStatement(file: SourceFile, statement: SyntaxNode): Spot {
  const offset = lineStart(file, statement.start);
  return { file, offset, indent: leadingOf(file, statement.start) };
}

/**
 * Whole lines before the closing brace of a body, which may share its line with the opening one.
 * They are indented like what stands above them.
 */
export function beforeBrace(file: SourceFile, body: SyntaxNode): Spot {
  const brace = body.end - 1;
  const last = body.children.findLast((it) => it.named && it.type !== 'access_specifier');
  const indent = last && beginsLine(file, last.start) ? leadingOf(file, last.start) : undefined;
  if (/[^;{}]$/.test(codeBefore(file, body))) {
    // A macro that stands for members, and may need to be the last: in front of it.
    const open = nextLine(file, body.start);
    return endsLine(file, body.start + 1)
      ? { file, offset: open, indent: leadingOf(file, open) }
      : { file, offset: body.start + 1, shape: (text) => `\n${text}` };
  }
  if (beginsLine(file, brace)) {
    return { file, offset: lineStart(file, brace), indent };
  }
  const spaces = / *$/.exec(file.text.slice(body.start, brace))?.[0].length ?? 0;
  return { file, offset: brace, indent, spacesBefore: spaces, shape: (text) => `\n${text}` };
}

/** A declaration of its own before another, its comments included. */
export function beforeDeclaration(file: SourceFile, node: SyntaxNode): Spot {
  return { file, offset: withComments(file, node), shape: (text) => `${text.trimEnd()}\n\n` };
}

/** The same, but before the section that the other one opens. */
export function beforeSection(file: SourceFile, node: SyntaxNode): Spot {
  const { offset, ...spot } = beforeDeclaration(file, node);
  return { ...spot, offset: aboveMark(file, offset) };
}

/** A declaration of its own behind another. */
export function behindDeclaration(file: SourceFile, node: SyntaxNode): Spot {
  if (!endsLine(file, node.end)) {
    return endOfFile(file);
  }
  const offset = nextLine(file, node.end);
  return offset === file.text.length && !file.text.endsWith('\n')
    ? endOfFile(file)
    : { file, offset, shape: (text) => `\n${text.trimEnd()}\n` };
}

/** Behind everything; a file whose last line is not ended stays so. */
export function endOfFile(file: SourceFile): Spot {
  const offset = file.text.length;
  if (!file.text.endsWith('\n')) {
    return { file, offset, shape: (text) => `\n\n${text.trimEnd()}` };
  }
  const isApart = followsBlank(file, offset);
  return { file, offset, shape: (text) => `${isApart ? '' : '\n'}${text.trimEnd()}\n` };
}

/** The inside of a body without comments, up to its closing brace. */
function codeBefore({ text }: SourceFile, { start, end }: SyntaxNode): string {
  return text
    .slice(start, end - 1)
    .replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
    .trimEnd();
}
