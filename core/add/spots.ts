import type { Definition } from '../dext/model.ts';
import type { SourceFile } from '../source/source-file.ts';
import type { SyntaxNode } from '../source/syntax.ts';
import type { Spot } from './inserter.ts';
import { beginsLine, endsLine, followsBlank, lineStart, nextLine, withComments } from './lines.ts';

/** The top of a method's body. */
export function bodyTop({ file, body }: Definition): Spot {
  const open = body.start + 1;
  if (!endsLine(file, open)) {
    // `{ return Stop(provider, SUPERDISPATCH); }`
    return { file, offset: open, shape: (text) => `\n${text.trimEnd()}\n   ` };
  }
  const offset = nextLine(file, open);
  const next = file.text.slice(offset, nextLine(file, offset)).trim();
  const isApart = next === '' || next === '}';
  return { file, offset, shape: (text) => (isApart ? `${text.trimEnd()}\n` : text) };
}

/** Whole lines before the one that a statement begins. */
export function beforeStatement(file: SourceFile, statement: SyntaxNode): Spot {
  return { file, offset: lineStart(file, statement.start) };
}

/** Whole lines before a closing brace, which may share its line with the opening one. */
export function beforeBrace(file: SourceFile, brace: number): Spot {
  if (beginsLine(file, brace)) {
    return { file, offset: lineStart(file, brace) };
  }
  return { file, offset: brace, shape: (text) => `\n${text}` };
}

/** A declaration of its own before another, its comments included. */
export function beforeDeclaration(file: SourceFile, node: SyntaxNode): Spot {
  return { file, offset: withComments(file, node), shape: (text) => `${text.trimEnd()}\n\n` };
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
