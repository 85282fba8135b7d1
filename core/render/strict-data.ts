import { didYouMean } from '../did-you-mean.ts';

/** Thrown where a template names something that it was not given. */
export class UnknownNameError extends Error {}

/**
 * Wraps template data so that reading a name which is not there throws, with the nearest name
 * as a suggestion, in place of printing nothing. Plain objects and arrays are wrapped all the
 * way down; null stands for "this project has none" and may be tested, but not printed.
 */
export function strictData<T extends object>(data: T, name = 'it'): T {
  return new Proxy(data, {
    get(target, key, receiver) {
      const value: unknown = Reflect.get(target, key, receiver);
      if (typeof key === 'symbol') {
        return value;
      }
      if (value === undefined) {
        throw new UnknownNameError(unknownName({ name, key, known: Object.keys(target) }));
      }
      return isPlain(value) && !Array.isArray(target)
        ? strictData(value, `${name}.${key}`)
        : isPlain(value)
          ? strictData(value, `${name}[${key}]`)
          : value;
    },
  });
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}

function unknownName(at: { name: string; key: string; known: readonly string[] }): string {
  const near = didYouMean(at.key, at.known);
  const help = near ? `did you mean "${at.name}.${near}"?` : `there are: ${at.known.join(', ')}`;
  return `unknown name "${at.name}.${at.key}"; ${help}`;
}
