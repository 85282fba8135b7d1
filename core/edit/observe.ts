import { readBody } from '../dext/body.ts';
import type { SourceFile } from '../source/source-file.ts';
import { childIn, childOf, descend, enclosing, type SyntaxNode } from '../source/syntax.ts';
import { indentSteps } from './indentation.ts';
import { isSameLine } from './lexemes.ts';
import { observeClass } from './observe-class.ts';
import { observeComments } from './observe-comments.ts';
import type { Placement } from './style.ts';
import { Tally } from './tally.ts';

/** Start and Stop are what a person sees first. */
const WEIGHTS: Readonly<Record<string, number>> = { Stop: 100, Start: 50 };

const INNER =
  /^(?:if_statement|else_clause|for_statement|for_range_loop|while_statement|do_statement|switch_statement)$/;

/** Counts how a file is written. */
export function observe(file: SourceFile): Tally {
  const tally = new Tally();
  for (const step of indentSteps(file.text)) {
    // Eight spaces are seldom one level; what mixes both is none.
    if (step === '\t' || /^ {1,8}$/.test(step)) {
      tally.count('indent', step);
    }
  }
  for (const node of descend(file.root)) {
    if (node.type === 'compound_statement') {
      observeBrace(file, node, tally);
    } else if (node.type === 'function_definition') {
      observeHead(file, node, tally);
    } else if (node.type === 'pointer_declarator') {
      observePointer(file, node, tally);
    } else if (node.type === 'field_declaration_list') {
      tally.count('recordBrace', placement(file, node));
      observeClass(file, node, tally);
    } else if (/^(?:if|for|while|switch)$/.test(node.type) && !node.named) {
      const next = file.text[node.end];
      if (next === '(' || next === ' ') {
        tally.count('keywordSpace', next === ' ');
      }
    }
  }
  observeComments(file, tally);
  return tally;
}

/** Whether something is the first in its line. */
function placement(file: SourceFile, node: SyntaxNode): Placement {
  const before = file.text.slice(0, node.start).trimEnd().length;
  return isSameLine(file.text, before, node.start) ? 'same line' : 'own line';
}

function observeBrace(file: SourceFile, node: SyntaxNode, tally: Tally): void {
  const { text } = file;
  const { parent } = node;
  if (!parent || isSameLine(text, node.start, node.end)) {
    return; // `{ return x; }` stands where it does because it is short
  }
  if (parent.type === 'function_definition') {
    if (!enclosing(parent, 'field_declaration_list')) {
      tally.count('functionBrace', placement(file, node));
    }
  } else if (INNER.test(parent.type)) {
    tally.count('innerBrace', placement(file, node));
    const next = childOf(parent, 'else_clause');
    if (next && next.start > node.start && text[node.end - 1] === '}') {
      tally.count('elseWord', placement(file, next));
    }
  }
}

function observeHead(file: SourceFile, node: SyntaxNode, tally: Tally): void {
  const type = childIn(node, 'type');
  const declarator = childIn(node, 'declarator');
  const body = readBody(file, node, []);
  if (!type || !declarator || !body) {
    return;
  }
  const place = isSameLine(file.text, type.end, declarator.start) ? 'same line' : 'own line';
  const weight = WEIGHTS[body.name.replace(/_Impl$/, '')] ?? 1;
  if (body.isIMPL) {
    tally.count('method', 'IMPL', weight);
    tally.count('implName', place, weight);
  } else {
    tally.count('functionName', place);
    if (body.name.endsWith('_Impl')) {
      tally.count('method', '_Impl', weight);
    }
  }
}

/** Where a star stands between a type and a name. */
function observePointer(file: SourceFile, node: SyntaxNode, tally: Tally): void {
  const { text } = file;
  const before = text[node.start - 1] ?? '';
  const [star, name] = node.children;
  if (!star || !name || !/^(?:identifier|field_identifier)$/.test(name.type)) {
    return;
  }
  const behind = text.slice(star.end, name.start);
  if (behind === '' && before === ' ') {
    tally.count('pointer', ' *');
  } else if (behind === ' ' && /[\w>]/.test(before)) {
    tally.count('pointer', '* ');
  } else if (behind === ' ' && before === ' ') {
    tally.count('pointer', ' * ');
  }
}
