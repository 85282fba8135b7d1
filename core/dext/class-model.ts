import type { Body } from './body.ts';
import type { ClassModel, Declaration, Definition, Method, RecordModel } from './model.ts';
import type { Owner } from './owners.ts';

/** Puts a class together: each method with its declarations and definitions. */
export function classModel(owner: Owner, ivars: RecordModel | null): ClassModel {
  const { name, file, node, kind, sight, bodies } = owner;
  const methods = new Map<string, Draft>();
  const methodOf = (of: string): Draft => {
    const known = methods.get(of) ?? { name: of, declarations: [], definitions: [] };
    methods.set(of, known);
    return known;
  };
  for (const declared of sight?.declared ?? []) {
    methodOf(declared.name).declarations.push(declared.declaration);
  }
  for (const body of bodies) {
    const { name: of, style } = spelling(body, kind, methods);
    const method = methodOf(of);
    method.definitions.push({
      ...definition(body, of, name, body.qualifiers.length === 0 ? 'inline' : style),
      params: body.hasArgsMacro ? (method.declarations[0]?.params ?? []) : body.params,
    });
  }
  return {
    file,
    node,
    name,
    base: sight?.base ?? null,
    kind,
    methods,
    fields: sight?.fields ?? [],
    ivars,
  };
}

/** A function that belongs to no class. */
export function freeFunction(body: Body): Definition {
  return definition(body, body.name, null, 'plain');
}

interface Draft extends Method {
  readonly declarations: Declaration[];
  readonly definitions: Definition[];
}

/** The method that a body is of, and how that is spelled; a C++ class may have a `Foo_Impl`. */
function spelling(
  body: Body,
  kind: ClassModel['kind'],
  declared: ReadonlyMap<string, Method>,
): Pick<Definition, 'name' | 'style'> {
  const { name } = body;
  if (body.isIMPL) {
    return { name, style: 'IMPL' };
  }
  const isImpl = name.endsWith('_Impl') && (kind === 'iig' || body.hasArgsMacro);
  if (!isImpl || declared.get(name)?.declarations.length) {
    return { name, style: 'plain' };
  }
  return {
    name: name.slice(0, -'_Impl'.length),
    style: body.hasArgsMacro ? 'args-macro' : '_Impl',
  };
}

function definition(
  { file, node, params, returnType, body }: Body,
  name: string,
  className: string | null,
  style: Definition['style'],
): Definition {
  return { file, node, name, className, style, params, returnType, body };
}
