import type { ClassModel } from '../dext/model.ts';
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
export function classPlace(model: ClassModel): Spot {
  const { file, node, name } = model;
  const body = childIn(node, 'body');
  const brace = body?.children.at(-1);
  if (!body || brace?.type !== '}') {
    throw new Refused({
      file,
      offset: node.start,
      code: 'no-place',
      message: `the end of class ${name} is not to be seen`,
    });
  }
  const { isLast, last } = publicPart(model, body);
  if (!last) {
    const spot = beforeBrace(file, brace.start);
    return { ...spot, shape: (text) => shaped(spot, `public:\n${text}`) };
  }
  const end = last.type === 'access_specifier' ? colon(file.text, last.end) : last.end;
  if (isLast) {
    const spot = beforeBrace(file, brace.start);
    const isApart = isOpen(last) || followsBlank(file, spot.offset);
    return { ...spot, shape: (text) => shaped(spot, isApart ? text : `\n${text}`) };
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
  return { file, offset, shape: (text) => (isOpen(last) ? text : `\n${text}`) };
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
