// What the classes of several .iig files mean together: bases, overridden methods, handler types.

import { IigError } from './parse.mjs';

/** The class above all others; it stands in stubs/DriverKit/OSMetaClass.h. */
const root = 'OSMetaClassBase';

/**
 * Finds each class's base and the declaration that introduced each method.
 *
 * @param {object[]} files parsed .iig files, the stubs' and the driver's.
 * @returns {Map<string, object>} classes by name. Methods gain `introduced` (the declaration that
 *   they override, or themselves), `isPlain` (C++ that nobody dispatches) and, where they have a
 *   TYPE, `typeMethod`.
 * @throws {IigError} where the real iig or the compiler would stop later with less clear words.
 */
export function resolveClasses(files) {
  const classes = new Map();
  for (const found of files.flatMap((file) => file.classes)) {
    const other = classes.get(found.name);
    if (other)
      throw new IigError(
        found.path,
        found.line,
        `class ${found.name} is also in ${other.path}:${other.line}`,
      );
    classes.set(found.name, found);
  }
  for (const found of classes.values()) {
    if (found.base !== root && !classes.has(found.base)) {
      throw new IigError(
        found.path,
        found.line,
        `${found.name} derives from ${found.base}, which the stubs lack: add Tests/stubs/<Framework>/${found.base}.iig (see Tests/README.md)`,
      );
    }
    found.bases = basesOf(found, classes);
  }
  for (const found of classes.values()) {
    for (const method of found.methods) resolveMethod(method, found, classes);
  }
  return classes;
}

function basesOf(found, classes) {
  const bases = [];
  for (let base = classes.get(found.base); base; base = classes.get(base.base)) {
    if (base === found || bases.includes(base))
      throw new IigError(found.path, found.line, `${found.name} derives from itself`);
    bases.push(base);
  }
  return bases;
}

function resolveMethod(method, found, classes) {
  const above = found.bases.flatMap((base) =>
    base.methods.filter((other) => other.name === method.name),
  );
  const first = above.at(-1);
  if (method.isOverride && !first) {
    throw new IigError(
      found.path,
      method.line,
      `${found.name}::${method.name} overrides nothing: no base (${found.bases.map((base) => base.name).join(', ')}) declares it in Tests/stubs; copy its declaration from Apple's header into the stub`,
    );
  }
  const overrides =
    method.isOverride ||
    (first && !method.isStatic && !method.isLocalOnly && sameParams(method, first));
  const introduced = overrides ? first : method;
  method.overrides = Boolean(overrides);
  method.introduced = introduced;
  method.isPlain = introduced.isStatic || introduced.isLocalOnly || introduced.body !== null;
  if (overrides && !sameParams(method, first)) {
    throw new IigError(
      found.path,
      method.line,
      `${method.name} takes ${list(method)}, but the method it overrides takes ${list(first)}`,
    );
  }
  if (method.type) method.typeMethod = typeOf(method, found, classes);
  else if (
    found.isDriver &&
    sameParams(method, { params: [{ type: 'OSAction *' }, { type: 'uint64_t' }] }) &&
    !method.isPlain &&
    !method.isReply
  ) {
    throw new IigError(
      found.path,
      method.line,
      `${method.name} looks like a timer handler: it needs TYPE(IOTimerDispatchSource::TimerOccurred) behind its parameters (DK29)`,
    );
  }
}

function typeOf(method, found, classes) {
  const { className, method: name } = method.type;
  const type = classes.get(className)?.methods.find((other) => other.name === name);
  const shown = `TYPE(${className}::${name})`;
  if (!type)
    throw new IigError(
      found.path,
      method.line,
      `${shown}: the stubs have no ${className}::${name}`,
    );
  if (method.isPlain)
    throw new IigError(
      found.path,
      method.line,
      `${method.name} has a ${shown}, so it is no LOCALONLY method`,
    );
  const isHere = classes.get(className)?.path === found.path;
  if (found.isDriver && !isHere && !found.included?.includes(`${className}.iig`)) {
    throw new IigError(
      found.path,
      method.line,
      `${shown} needs #include <DriverKit/${className}.iig> in this file (DK29)`,
    );
  }
  if (!sameParams(method, type)) {
    throw new IigError(
      found.path,
      method.line,
      `${method.name} takes ${list(method)}, but ${shown} takes ${list(type)}`,
    );
  }
  return { className, name, params: type.params };
}

const plain = (type) => type.replace(/\bconst\b/g, '').replace(/\s+/g, '');
const sameParams = (a, b) =>
  a.params.length === b.params.length &&
  a.params.every((param, i) => plain(param.type) === plain(b.params[i].type));
const list = (method) => `(${method.params.map((param) => param.type).join(', ')})`;
