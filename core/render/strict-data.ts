import { didYouMean } from '../did-you-mean.ts';

/**
 * Wraps template data so that reading a name which is not there throws, with the nearest name
 * as a suggestion, in place of printing nothing. Plain objects and arrays are wrapped all the
 * way down; null stands for "this project has none" and may be tested, but not printed.
 */
export function strictData(data: object, name = 'it'): object {
  const wrapped = new Map<string, object>(); // templates read the same names again and again
  // What a partial is given may be wrapped already, under the name that it had outside.
  const proxy = new Proxy(unwrapped.get(data) ?? data, {
    get(target, key, receiver) {
      const value: unknown = Reflect.get(target, key, receiver);
      // JSON.stringify asks whatever it gets for a toJSON of its own.
      if (typeof key === 'symbol' || key === 'toJSON') {
        return value;
      }
      if (value === undefined) {
        throw new Error(unknownName({ name, key, known: Object.keys(target) }));
      }
      if (!isPlain(value)) {
        return value;
      }
      let inner = wrapped.get(key);
      if (inner === undefined) {
        inner = strictData(value, Array.isArray(target) ? `${name}[${key}]` : `${name}.${key}`);
        wrapped.set(key, inner);
      }
      return inner;
    },
    set: (_target, key) => refuseChange(name, key),
    deleteProperty: (_target, key) => refuseChange(name, key),
    defineProperty: (_target, key) => refuseChange(name, key),
  });
  unwrapped.set(proxy, unwrapped.get(data) ?? data);
  return proxy;
}

/** What one template changed would be wrong in all others. */
function refuseChange(name: string, key: string | symbol): never {
  throw new Error(`"${name}.${String(key)}" cannot be changed; take a variable of your own`);
}

const unwrapped = new WeakMap<object, object>();

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
