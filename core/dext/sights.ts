import type { SourceFile } from '../source/source-file.ts';
import { childIn, type SyntaxNode } from '../source/syntax.ts';
import { type Body, readBody } from './body.ts';
import { classHead } from './class-head.ts';
import { type Declared, readDeclaration } from './declaration.ts';
import { readDeclarator } from './declarator.ts';
import type { Declaration, Place, Variable } from './model.ts';
import { enumeratorsOf, variablesOf } from './variables.ts';

/** What one file says, before anything is put together. */
export interface Sights {
  readonly classes: ClassSight[];
  readonly bodies: Body[];
  readonly variables: Variable[];
  readonly namespaces: Set<string>;
}

/** A class, struct or union with its members. */
export interface ClassSight extends Place {
  readonly name: string;
  /** Namespaces and classes around it, its own name last. */
  readonly path: readonly string[];
  readonly keyword: string;
  readonly base: string | null;
  readonly declared: Declared[];
  readonly inline: Body[];
  readonly fields: Variable[];
  /** Other names that a typedef gives it. */
  readonly aliases: readonly string[];
}

/** Whether it is a class of an `.iig`, to which DriverKit dispatches. */
export function isDispatched(sight: ClassSight): boolean {
  return sight.keyword === 'class' && sight.file.path.endsWith('.iig');
}

/** Where the walk is: the names around it, and the class whose members it sees. */
interface Around {
  readonly scope: readonly string[];
  readonly owner: (ClassSight & { access: Declaration['access'] }) | null;
}

/** Nodes that only hold what we look for. */
const TRANSPARENT =
  /^(translation_unit|ERROR|linkage_specification|declaration_list|template_declaration|field_declaration_list|preproc_(if|ifdef|else|elif|elifdef))$/;
const CLASS = /^(class|struct|union)_specifier$/;

/** Reads a file in one pass over its declarations; bodies of functions are not entered. */
export function sightsOf(file: SourceFile): Sights {
  const sights: Sights = { classes: [], bodies: [], variables: [], namespaces: new Set() };
  const stack: { node: SyntaxNode; around: Around }[] = [
    { node: file.root, around: { scope: [], owner: null } },
  ];
  const later = (nodes: readonly SyntaxNode[], around: Around) => {
    for (let i = nodes.length - 1; i >= 0; i--) {
      stack.push({ node: nodes[i] as SyntaxNode, around });
    }
  };
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { node, around } = next;
    const { owner } = around;
    const { type } = node;
    if (TRANSPARENT.test(type)) {
      later(node.children, around);
    } else if (type === 'namespace_definition') {
      const name = childIn(node, 'name');
      const names = name ? file.text.slice(name.start, name.end).split(/\s*::\s*/) : [];
      for (const it of names) {
        sights.namespaces.add(it);
      }
      later(childIn(node, 'body')?.children ?? [], {
        scope: [...around.scope, ...names],
        owner: null,
      });
    } else if (type === 'access_specifier' && owner) {
      owner.access = file.text.slice(node.start, node.end) as Declaration['access'];
    } else if (CLASS.test(type)) {
      seeClass(node, node, around);
    } else if (type === 'enum_specifier') {
      sights.variables.push(...enumeratorsOf(file, node, null));
    } else if (type === 'function_definition') {
      seeFunction(node, around);
    } else if (/^(declaration|field_declaration|type_definition)$/.test(type)) {
      seeDeclaration(node, around);
    }
  }
  return sights;

  function seeClass(node: SyntaxNode, declaration: SyntaxNode, around: Around): void {
    const body = childIn(node, 'body');
    if (!body) {
      return;
    }
    const isTypedef = declaration.type === 'type_definition';
    const named = declaration.children.filter((child) => child.field === 'declarator');
    const aliases = isTypedef ? named.flatMap((it) => readDeclarator(file, it).path.slice(-1)) : [];
    const head = classHead(file, node);
    const name = head.path.at(-1) ?? aliases[0];
    if (name === undefined) {
      // Members of an unnamed union or struct are members of the class around it.
      later(body.children, named.length === 0 ? around : { ...around, owner: null });
      return;
    }
    const path = [...around.scope, ...(head.path.length > 0 ? head.path : [name])];
    const seen: ClassSight & { access: Declaration['access'] } = {
      file,
      node,
      name,
      path,
      keyword: head.keyword,
      base: head.base,
      declared: [],
      inline: [],
      fields: [],
      aliases: aliases.filter((it) => it !== name),
      access: head.keyword === 'class' ? 'private' : 'public',
    };
    sights.classes.push(seen);
    later(body.children, { scope: path, owner: seen });
  }

  function seeFunction(node: SyntaxNode, { scope, owner }: Around): void {
    const body = readBody(file, node, scope);
    if (body && owner && body.qualifiers.length === 0) {
      owner.inline.push(body);
    } else if (body) {
      sights.bodies.push(body);
    }
    if (owner) {
      owner.declared.push(...readDeclaration(file, node, owner.access));
    }
  }

  function seeDeclaration(node: SyntaxNode, around: Around): void {
    const type = childIn(node, 'type');
    if (type?.type === 'enum_specifier') {
      const alias = node.type === 'type_definition' ? childIn(node, 'declarator') : undefined;
      const name = alias ? (readDeclarator(file, alias).path.at(-1) ?? null) : null;
      sights.variables.push(...enumeratorsOf(file, type, name));
    } else if (type && CLASS.test(type.type)) {
      seeClass(type, node, around);
    }
    if (node.type === 'type_definition') {
      return;
    }
    const { owner } = around;
    const variables = variablesOf(file, node);
    owner?.declared.push(...readDeclaration(file, node, owner.access));
    owner?.fields.push(...variables);
    sights.variables.push(...(owner ? variables.filter((it) => it.isStatic) : variables));
  }
}
