import type { ClassModel } from '../dext/model.ts';
import type { Style } from '../edit/style.ts';
import { childIn, type SyntaxNode } from '../source/syntax.ts';
import { conditionalAt } from './conditional.ts';
import type { Spot } from './inserter.ts';
import { endsLine, followsBlank, nextLine } from './lines.ts';
import { Refused } from './refused.ts';
import { beforeBrace } from './spots.ts';

/**
 * Where declarations go: to the end of the last public part of a class.
 *
 * @throws Refused where that place is not to be seen
 */
export function classPlace(model: ClassModel, style: Style): Spot {
  const { file, node, name } = model;
  const body = childIn(node, 'body');
  const brace = body?.children.at(-1);
  if (!body || brace?.type !== '}' || conditionalAt(file, brace.start)) {
    throw new Refused({
      file,
      offset: brace?.start ?? node.start,
      code: 'no-place',
      message: `class ${name} ends in an #if, and another end may be compiled in its place`,
    });
  }
  const { isLast, last } = publicPart(model, body);
  const spot = beforeBrace(file, body);
  const indent = spot.indent ?? style.memberIndent;
  if (!last) {
    const word = `${style.accessIndent}public:\n`;
    return { ...spot, indent, shape: (text) => shaped(spot, word + text) };
  }
  const end = last.type === 'access_specifier' ? colon(file.text, last.end) : last.end;
  if (isLast) {
    const isApart = isOpen(last) || followsBlank(file, spot.offset);
    return { ...spot, indent, shape: (text) => shaped(spot, isApart ? text : `\n${text}`) };
  }
  if (!endsLine(file, end) || conditionalAt(file, last.start)) {
    throw new Refused({
      file,
      offset: last.start,
      code: 'no-place',
      message: `the end of the public part of class ${name} is not to be seen`,
    });
  }
  const offset = nextLine(file, end);
  return { file, offset, indent, shape: (text) => (isOpen(last) ? text : `\n${text}`) };
}

function shaped(spot: Spot, text: string): string {
  return spot.shape ? spot.shape(text) : text;
}

/** The last member of the last public part, or the word that begins it. */
function publicPart(
  { file }: ClassModel,
  body: SyntaxNode,
): { readonly last: SyntaxNode | null; readonly isLast: boolean } {
  let last: SyntaxNode | null = null;
  let isPublic = false;
  for (const child of body.children) {
    if (child.type === 'access_specifier') {
      isPublic = file.text.slice(child.start, child.end) === 'public';
    }
    if (isPublic && child.named && child.type !== 'comment') {
      last = child;
    }
  }
  return { last, isLast: isPublic };
}

/** Whether nothing stands in that part yet. */
function isOpen(last: SyntaxNode): boolean {
  return last.type === 'access_specifier';
}

function colon(text: string, from: number): number {
  const at = text.indexOf(':', from);
  return at === -1 ? from : at + 1;
}
