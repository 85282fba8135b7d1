import { parse } from '@bacons/xcode/json';

export type PbxValue = string | number | PbxValue[] | { readonly [key: string]: PbxValue };

/** One object of a project file: its id and its fields, with lenient access for checks. */
export interface PbxObject {
  readonly id: string;
  readonly isa: string;
  /** A field as text; empty where there is none. */
  text(key: string): string;
  /** A field as a list of texts; empty where there is none. */
  list(key: string): readonly string[];
  readonly fields: { readonly [key: string]: PbxValue };
}

export interface PbxGraph {
  readonly objects: ReadonlyMap<string, PbxObject>;
  readonly root: PbxObject | undefined;
  readonly header: { readonly [key: string]: PbxValue };
  all(isa: string): PbxObject[];
  /** The object with that id, where it exists and is of that kind. */
  get(id: string, isa: string): PbxObject | undefined;
}

const ID = /^[0-9A-F]{24}$/;

/** @throws Error where the text is no project file */
export function readPbxproj(text: string): PbxGraph {
  const { objects: raw = {}, rootObject, ...header } = parse(text) as { [key: string]: PbxValue };
  const objects = new Map(Object.entries(raw).map(([id, fields]) => [id, objectOf(id, fields)]));
  return {
    objects,
    root: objects.get(String(rootObject)),
    header,
    all: (isa) => [...objects.values()].filter((object) => object.isa === isa),
    get: (id, isa) => {
      const object = objects.get(id);
      return object?.isa === isa ? object : undefined;
    },
  };
}

function objectOf(id: string, fields: PbxValue): PbxObject {
  const record = typeof fields === 'object' && !Array.isArray(fields) ? fields : {};
  return {
    id,
    isa: String(record.isa),
    fields: record,
    text: (key) => (record[key] === undefined ? '' : String(record[key])),
    list: (key) => {
      const value = record[key];
      return Array.isArray(value) ? value.map(String) : [];
    },
  };
}

/**
 * The object graph on its own: ids well formed, every reference resolved, nothing out of reach of
 * the root, no value that a template failed to fill in.
 */
export function pbxprojGraphProblems(graph: PbxGraph): string[] {
  const problems: string[] = [];
  const reached = new Set<string>();
  const pending = graph.root ? [graph.root.id] : [];
  for (const id of graph.objects.keys()) {
    if (!ID.test(id)) {
      problems.push(`"${id}" is no id of 24 upper-case hex digits`);
    }
  }
  if (graph.root?.isa !== 'PBXProject') {
    problems.push('rootObject names no PBXProject');
  }
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    const object = graph.objects.get(id);
    if (!object || reached.has(id)) {
      continue;
    }
    reached.add(id);
    for (const value of valuesOf(object.fields)) {
      if (graph.objects.has(value)) {
        pending.push(value);
      } else if (ID.test(value)) {
        problems.push(`${object.isa} ${id} refers to ${value}, which does not exist`);
      } else if (/^(undefined|unknown|null|NaN|\[object Object\])$/.test(value)) {
        problems.push(`${object.isa} ${id} holds "${value}"`);
      }
    }
  }
  for (const object of graph.objects.values()) {
    if (!reached.has(object.id)) {
      problems.push(`nothing refers to ${object.isa} ${object.id}`);
    }
  }
  return problems;
}

/** Every text in a value, keys of inner dicts included: TargetAttributes has ids as keys. */
function valuesOf(value: PbxValue): string[] {
  if (Array.isArray(value)) {
    return value.flatMap(valuesOf);
  }
  if (typeof value === 'object') {
    return Object.entries(value).flatMap(([key, inner]) => [key, ...valuesOf(inner)]);
  }
  return [String(value)];
}
