import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { didYouMean, orMeant } from '../did-you-mean.ts';
import { ProjectError } from '../errors.ts';
import { quote } from '../options/quote.ts';
import type { JsonFile } from './json-file.ts';

/** A property of an object in a JSON file. */
export interface Property {
  readonly key: string;
  readonly keyNode: Node;
  readonly value: Node;
}

/**
 * Parses a file, strictly: no comments, no trailing commas.
 *
 * @throws ProjectError with file and line
 */
export function parseJson(file: JsonFile): Node {
  const errors: ParseError[] = [];
  const tree = parseTree(file.text, errors, { disallowComments: true });
  const [first] = errors;
  if (first || !tree) {
    const what = first ? printParseErrorCode(first.error) : 'ValueExpected';
    const words = what.replaceAll(/(?!^)[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`);
    throw jsonError(file, first?.offset ?? 0, `this is not JSON: ${words.toLowerCase()}.`);
  }
  return tree;
}

/** The properties of an object, each key once. */
export function propertiesOf(file: JsonFile, node: Node, name: string): Property[] {
  if (node.type !== 'object') {
    throw jsonError(file, node.offset, `${name} is ${shown(file, node)}; give an object.`);
  }
  const properties = (node.children ?? []).map((property) => {
    const [keyNode, value] = property.children as [Node, Node];
    return { key: String(keyNode.value), keyNode, value };
  });
  const seen = new Set<string>();
  for (const { key, keyNode } of properties) {
    if (seen.has(key)) {
      throw jsonError(file, keyNode.offset, `${quote(key)} is there twice; leave one of them.`);
    }
    seen.add(key);
  }
  return properties;
}

/** Says of a key that nobody knows which there are. */
export function unknownKey(
  file: JsonFile,
  { key, keyNode }: Property,
  allowed: readonly string[],
): ProjectError {
  const near = didYouMean(key, allowed);
  const list = allowed.map(quote).join(', ');
  return jsonError(
    file,
    keyNode.offset,
    `${quote(key)} is not a known key; there are ${list}.${orMeant(near)}`,
  );
}

/** The text of a value as a message quotes it. */
export function shown(file: JsonFile, node: Node): string {
  const text = file.text.slice(node.offset, node.offset + node.length);
  return node.type === 'string'
    ? quote(String(node.value))
    : text.replaceAll(/\s+/g, ' ').slice(0, 80);
}

/** Both from 1. */
export function positionIn(file: JsonFile, offset: number): { line: number; column: number } {
  const before = file.text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

export function jsonError(file: JsonFile, offset: number, problem: string): ProjectError {
  const { line } = positionIn(file, offset);
  return new ProjectError({ code: 'config', message: `${file.path}:${line}: ${problem}` });
}
