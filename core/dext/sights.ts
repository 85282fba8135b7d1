import type { SourceFile } from '../source/source-file.ts';
import { childIn, childOf, type SyntaxNode } from '../source/syntax.ts';
import { type Body, readBody } from './body.ts';
import { type ClassSight, isClass, readClass } from './class-sight.ts';
import { readDeclaration } from './declaration.ts';
import type { Declaration, Variable } from './model.ts';
import { enumeratorsOf, variablesOf } from './variables.ts';

/** What one file says, before anything is put together. */
export interface Sights {
  readonly classes: ClassSight[];
  /** Of functions and methods, but for those inside a class. */
  readonly bodies: Body[];
  /** At file or namespace scope, static members and enumerators included. */
  readonly variables: Variable[];
  readonly namespaces: Set<string>;
}

/** A node to look at: the names around it, and the class that it is a member of. */
interface Step {
  readonly node: SyntaxNode;
  readonly scope: readonly string[];
  readonly owner: ClassSight | null;
}

/** Nodes that only hold what we look for. */
const HOLDS_DECLARATIONS =
  /^(translation_unit|ERROR|linkage_specification|declaration_list|template_declaration|preproc_(if|ifdef|else|elif|elifdef))$/;

/** Reads a file in one pass over its declarations; bodies of functions are not entered. */
export function sightsOf(file: SourceFile): Sights {
  const sights: Sights = { classes: [], bodies: [], variables: [], namespaces: new Set() };
  // By hand, since what errors and #if make of a file may nest deeper than calls can.
  const stack: Step[] = [{ node: file.root, scope: [], owner: null }];
  for (let step = stack.pop(); step; step = stack.pop()) {
    const inside = look(file, step, sights);
    for (let i = inside.length - 1; i >= 0; i--) {
      stack.push(inside[i] as Step);
    }
  }
  return sights;
}

/** Notes what a node says, and returns what is to be looked at inside it. */
function look(file: SourceFile, step: Step, sights: Sights): Step[] {
  const { node, scope, owner } = step;
  if (HOLDS_DECLARATIONS.test(node.type)) {
    return node.children.map((child) => ({ ...step, node: child }));
  }
  if (isClass(node)) {
    return lookAtClass(file, step, node, sights);
  }
  switch (node.type) {
    case 'namespace_definition': {
      const name = childIn(node, 'name');
      const names = name ? file.text.slice(name.start, name.end).split(/\s*::\s*/) : [];
      for (const it of names) {
        sights.namespaces.add(it);
      }
      return membersOf(node, [...scope, ...names], null);
    }
    case 'access_specifier':
      if (owner) {
        owner.access = file.text.slice(node.start, node.end) as Declaration['access'];
      }
      return [];
    case 'enum_specifier':
      sights.variables.push(...enumeratorsOf(file, node, null));
      return [];
    case 'function_definition': {
      const body = readBody(file, node, scope);
      if (body) {
        (owner && body.qualifiers.length === 0 ? owner.inline : sights.bodies).push(body);
      }
      owner?.declared.push(...readDeclaration(file, node, owner.access));
      return [];
    }
    case 'declaration':
    case 'field_declaration': {
      const variables = variablesOf(file, node);
      owner?.declared.push(...readDeclaration(file, node, owner.access));
      owner?.fields.push(...variables);
      sights.variables.push(...(owner ? variables.filter((it) => it.isStatic) : variables));
      return lookAtType(file, step, sights);
    }
    case 'type_definition':
      return lookAtType(file, step, sights);
    default:
      return [];
  }
}

/** A class or enum that is defined where it is used: `struct Slot { … } slot;`. */
function lookAtType(file: SourceFile, step: Step, sights: Sights): Step[] {
  const type = childIn(step.node, 'type');
  if (type?.type === 'enum_specifier') {
    const alias = childOf(step.node, 'type_identifier');
    const name = alias ? file.text.slice(alias.start, alias.end) : null;
    sights.variables.push(...enumeratorsOf(file, type, name));
  }
  return type && isClass(type) ? lookAtClass(file, step, type, sights) : [];
}

function lookAtClass(file: SourceFile, step: Step, node: SyntaxNode, sights: Sights): Step[] {
  if (!childIn(node, 'body')) {
    return [];
  }
  const seen = readClass(file, node, step.node, step.scope);
  if (seen) {
    sights.classes.push(seen);
    return membersOf(node, seen.path, seen);
  }
  // Members of an unnamed union are members of the class around it, unless a field is of its type.
  const isField = childIn(step.node, 'declarator') !== undefined;
  return step.owner && !isField ? membersOf(node, step.scope, step.owner) : [];
}

function membersOf(node: SyntaxNode, scope: readonly string[], owner: ClassSight | null): Step[] {
  const members = childIn(node, 'body')?.children ?? [];
  return members.map((child) => ({ node: child, scope, owner }));
}
