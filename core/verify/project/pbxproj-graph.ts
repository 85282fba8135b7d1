import { type PbxDict, type PbxValue, readOldPlist } from './pbxproj-reader.ts';

/** One object of a project file: its id and its fields, with lenient access for checks. */
export interface PbxObject {
  readonly id: string;
  readonly isa: string;
  /** Where it begins, from 1. */
  readonly line: number;
  /** A field as text; empty where there is none. */
  text(key: string): string;
  /** A field as a list of texts; empty where there is none. */
  list(key: string): readonly string[];
  readonly fields: PbxDict;
}

export interface PbxGraph {
  readonly objects: ReadonlyMap<string, PbxObject>;
  readonly root: PbxObject | undefined;
  readonly header: PbxDict;
  all(isa: string): PbxObject[];
  /** The object with that id, where it exists and is of that kind. */
  get(id: string, isa: string): PbxObject | undefined;
}

/** What is wrong, and where. */
export interface PbxProblem {
  readonly line: number;
  readonly what: string;
}

const ID = /^[0-9A-F]{24}$/;

/** @throws Error that names the line where the text is no project file */
export function readPbxproj(text: string): PbxGraph {
  const { root: whole, lines } = readOldPlist(text);
  const { objects: raw = {}, rootObject, ...header } = whole;
  const objects = new Map(
    Object.entries(dictOf(raw)).map(([id, fields]) => {
      return [id, objectOf({ id, fields: dictOf(fields), line: lines.get(id) ?? 1 })];
    }),
  );
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

/** The value as a dict; an empty one where it is something else. */
export function dictOf(value: PbxValue | undefined): PbxDict {
  return typeof value === 'object' && !Array.isArray(value) ? value : {};
}

function objectOf(at: { id: string; fields: PbxDict; line: number }): PbxObject {
  const { fields } = at;
  return {
    ...at,
    isa: String(fields.isa),
    text: (key) => (fields[key] === undefined ? '' : String(fields[key])),
    list: (key) => {
      const value = fields[key];
      return Array.isArray(value) ? value.map(String) : [];
    },
  };
}

/**
 * The object graph on its own: ids well formed, every reference resolved, nothing out of reach of
 * the root, no value that a template failed to fill in.
 */
export function pbxprojGraphProblems(graph: PbxGraph): PbxProblem[] {
  const problems: PbxProblem[] = [];
  const reached = new Set<string>();
  const pending = graph.root ? [graph.root.id] : [];
  const say = (line: number, what: string) => void problems.push({ line, what });
  for (const { id, line } of graph.objects.values()) {
    if (!ID.test(id)) {
      say(line, `"${id}" is no id of 24 upper-case hex digits`);
    }
  }
  if (graph.root?.isa !== 'PBXProject') {
    say(1, 'rootObject names no PBXProject');
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
        say(object.line, `${object.isa} ${id} refers to ${value}, which does not exist`);
      } else if (/^(undefined|unknown|null|NaN|\[object Object\])$/.test(value)) {
        say(object.line, `${object.isa} ${id} holds "${value}"`);
      }
    }
  }
  for (const object of graph.objects.values()) {
    if (!reached.has(object.id)) {
      say(object.line, `nothing refers to ${object.isa} ${object.id}`);
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
  return [value];
}
