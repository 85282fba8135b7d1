import { previousEnd } from '../dext/masked.ts';
import type { Site } from '../flow/events.ts';
import type { SourceFile } from '../source/source-file.ts';
import { childIn, descend, namedChildren, type SyntaxNode } from '../source/syntax.ts';

/** A use of a local in a block that runs when the local is gone. */
export interface Dangling {
  readonly use: SyntaxNode;
  readonly name: string;
  /** The local lambda that is used there and reaches it, where it is not used there itself. */
  readonly through: string | null;
}

/**
 * Locals of the surrounding code that the block at a site reaches by reference: a lambda with `&`
 * does, and a block does through a reference or pointer that was made from a local, or a lambda
 * that it copies. What lives longer, `__block` and `static`, is left out, and so are parameters that are references: what
 * they stand for is the caller's.
 */
export function danglingIn({ file, start }: Pick<Site, 'file' | 'start'>): Dangling[] {
  const lambda = lambdaWithBody(file, start);
  return lambda ? danglingInLambda(file, lambda, new Set()) : [];
}

function danglingInLambda(
  file: SourceFile,
  lambda: SyntaxNode,
  seen: ReadonlySet<SyntaxNode>,
): Dangling[] {
  const body = childIn(lambda, 'body');
  if (!body || seen.has(lambda)) {
    return [];
  }
  const captures = childIn(lambda, 'captures');
  const byReference = referenceCaptures(captures ? textOf(file, captures) : '');
  const own = [...parametersOf(file, lambda), ...localsIn(file, body)];
  const inside = new Set(own.map((it) => it.name));
  const outside = localsAround(file, lambda).filter((it) => !inside.has(it.name));
  return [...descend(body)].flatMap((use): Dangling[] => {
    if (use.type !== 'identifier') {
      return [];
    }
    const name = textOf(file, use);
    const local = outside.find((it) => it.name === name);
    if (local?.kind === 'alias' || (local?.kind === 'value' && byReference(name))) {
      return [{ use, name, through: null }];
    }
    const closure = local?.lambda;
    const [inner] = closure ? danglingInLambda(file, closure, new Set([...seen, lambda])) : [];
    return inner ? [{ use, name: inner.name, through: name }] : [];
  });
}

interface Local {
  readonly name: string;
  /** `alias`: a reference to a local, or a pointer to one. */
  readonly kind: 'value' | 'alias' | 'other';
  /** The lambda or block that it is initialised with. */
  readonly lambda?: SyntaxNode | undefined;
}

function lambdaWithBody(file: SourceFile, start: number): SyntaxNode | undefined {
  const around = (it: SyntaxNode) => it.start <= start && start < it.end;
  return [...descend(file.root, around)].find(
    (it) => it.type === 'lambda_expression' && childIn(it, 'body')?.start === start,
  );
}

/** Which names `[&]`, `[&a, b]`, `[=, &a]` take by reference; a caret takes none. */
function referenceCaptures(text: string): (name: string) => boolean {
  const items = text
    .replace(/^\[|\]$/g, '')
    .split(',')
    .map((it) => it.trim());
  const copied = new Set(items.filter((it) => /^\w+$/.test(it)));
  return items.includes('&') ? (name) => !copied.has(name) : (name) => items.includes(`&${name}`);
}

/** The locals and parameters of the function and the blocks that a lambda is in. */
function localsAround(file: SourceFile, lambda: SyntaxNode): Local[] {
  const found: Found[] = [];
  for (let at = lambda.parent; at; at = at.parent) {
    if (at.type !== 'lambda_expression' && at.type !== 'function_definition') {
      continue;
    }
    const body = childIn(at, 'body');
    found.push(...parametersOf(file, at), ...(body ? localsIn(file, body) : []));
  }
  const values = new Set(found.filter((it) => it.kind === 'value').map((it) => it.name));
  return found.filter((it) => it.kind !== 'alias' || values.has(it.of));
}

type Found = Local & { readonly of: string };

function parametersOf(file: SourceFile, callable: SyntaxNode): Found[] {
  const declarator = childIn(callable, 'declarator');
  return declarator
    ? [...descend(declarator)]
        .filter((it) => it.type === 'parameter_declaration')
        .flatMap((it) => {
          const named = childIn(it, 'declarator');
          return named ? [localOf(file, named, false)] : [];
        })
    : [];
}

/** The locals that a body declares itself, not those of blocks in it. */
function localsIn(file: SourceFile, body: SyntaxNode): Found[] {
  const isOurs = (it: SyntaxNode) => it === body || it.type !== 'lambda_expression';
  return [...descend(body, isOurs)]
    .filter((it) => it.type === 'declaration')
    .flatMap((it) => {
      const words = file.text.slice(previousEnd(it), it.end);
      const lives = /\b(?:static|__block|thread_local|extern)\b/.test(words);
      return it.children
        .filter((at) => at.field === 'declarator')
        .map((at) => localOf(file, at, lives));
    });
}

function localOf(file: SourceFile, declarator: SyntaxNode, livesLonger: boolean): Found {
  const named = [...descend(declarator)].find((it) => it.type === 'identifier');
  const name = named ? textOf(file, named) : '';
  const value = childIn(declarator, 'value');
  const inner = childIn(declarator, 'declarator') ?? declarator;
  const isReference = [inner, declarator].some((it) => it.type === 'reference_declarator');
  const isPointer = [inner, declarator].some((it) => it.type === 'pointer_declarator');
  const lambda = lambdaIn(value);
  if (livesLonger) {
    return { name, kind: 'other', of: '', lambda };
  }
  if (isReference) {
    const of = value?.type === 'identifier' ? textOf(file, value) : '';
    return { name, kind: of ? 'alias' : 'other', of };
  }
  const target = isPointer && value?.type === 'pointer_expression' && childIn(value, 'argument');
  if (target && target.type === 'identifier' && textOf(file, value).startsWith('&')) {
    return { name, kind: 'alias', of: textOf(file, target) };
  }
  return { name, kind: 'value', of: '', lambda };
}

/** `= [&] { … }`, `{ [&] { … } }`, `([&] { … })`. */
function lambdaIn(value: SyntaxNode | undefined): SyntaxNode | undefined {
  const [only] = value && /_list$/.test(value.type) ? namedChildren(value) : [value];
  return only?.type === 'lambda_expression' ? only : undefined;
}

function textOf(file: SourceFile, node: SyntaxNode): string {
  return file.text.slice(node.start, node.end);
}
