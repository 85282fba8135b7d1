import type { Place } from '../dext/model.ts';
import type { SourceFile } from '../source/source-file.ts';
import { childIn, namedChildren, type SyntaxNode } from '../source/syntax.ts';
import { numberAt } from './constants.ts';
import type { Here } from './expressions.ts';
import { enumeratorsNamed } from './global-names.ts';
import { localPlace } from './memory.ts';
import type { State } from './state.ts';
import { NO_TAGS, type NumberValue, number } from './values.ts';

/** What an enumerator stands for; undefined for other names, and where it may be several numbers. */
export function enumeratorValue(here: Here, written: string): NumberValue | undefined {
  const [first, ...others] = enumeratorsNamed(here, written).map((it) => numberOf(here, it));
  return others.every((it) => it?.value === first?.value) ? first : undefined;
}

/** Whether names are those of all that an enum has; of two for one number either will do. */
export function coverEnum(here: Here, names: readonly string[]): boolean {
  const named = names.flatMap((it) => enumeratorsNamed(here, it));
  const nodes = new Set(named.map((it) => it.node));
  const numbers = new Set(named.map((it) => numberOf(here, it)?.value));
  return named.some(({ file, node }) =>
    siblingsOf(node).every((it) => {
      const other = numberOf(here, { file, node: it })?.value;
      return nodes.has(it) || (other !== undefined && numbers.has(other));
    }),
  );
}

/** The enumerators of an enum that a body defines are names of that body alone. */
export function declareEnumerators(here: Here, specifier: SyntaxNode, state: State): void {
  const { file } = here.frame;
  for (const node of namedChildren(childIn(specifier, 'body') ?? specifier)) {
    if (node.type === 'enumerator') {
      const place = localPlace(here.frame, nameOf(file, node));
      state.memory.set(place.key, numberOf(here, { file, node }) ?? here.engine.unknown(NO_TAGS));
    }
  }
}

/** What is written, or as many more than the last one with a value as it stands behind that. */
function numberOf(here: Here, { file, node }: Place): NumberValue | undefined {
  const { enumerators } = here.engine;
  if (enumerators.has(node)) {
    return enumerators.get(node);
  }
  enumerators.set(node, undefined); // ends a cycle
  const siblings = siblingsOf(node);
  const index = siblings.indexOf(node);
  const given = siblings.slice(0, index + 1).findLastIndex((it) => childIn(it, 'value'));
  const value = given === -1 ? undefined : childIn(siblings[given] as SyntaxNode, 'value');
  const base = value ? numberAt(here, { file, node: value }) : number(0);
  const counted = siblings.slice(given + 1, index + 1);
  const steps = BigInt(given === -1 ? index : index - given);
  if (!base || counted.some((it) => isMacro(here, file, it))) {
    return undefined; // a macro may stand for any number of enumerators
  }
  const name = nameOf(file, node);
  const result = steps === 0n ? base : number(base.value + steps);
  const found = { ...result, name: result.name ?? name };
  enumerators.set(node, found);
  return found;
}

function isMacro({ engine }: Here, file: SourceFile, enumerator: SyntaxNode): boolean {
  const name = nameOf(file, enumerator);
  const define = engine.dext.defines.at({ file, start: enumerator.start }, name);
  return define !== undefined && define.body !== name;
}

function nameOf(file: SourceFile, enumerator: SyntaxNode): string {
  const name = childIn(enumerator, 'name') ?? enumerator;
  return file.text.slice(name.start, name.end);
}

function siblingsOf(node: SyntaxNode): SyntaxNode[] {
  return node.parent ? namedChildren(node.parent).filter((it) => it.type === 'enumerator') : [node];
}
