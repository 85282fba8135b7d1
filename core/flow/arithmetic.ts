import type { SyntaxNode } from '../source/syntax.ts';
import type { Here } from './expressions.ts';
import type { State } from './state.ts';
import {
  NO_TAGS,
  type NumberValue,
  number,
  opposite,
  type Tag,
  type Tags,
  type Truth,
  tagsOf,
  type Value,
  ZERO,
} from './values.ts';

interface Operation {
  readonly operator: string;
  readonly left: Value;
  readonly right: Value;
  readonly node: SyntaxNode;
}

/** The value of `left operator right`. */
export function binary(here: Here, state: State, operation: Operation): Value {
  const left = state.known(operation.left);
  const right = state.known(operation.right);
  const { operator } = operation;
  if (operator === '==' || operator === '!=' || operator === 'not_eq') {
    return equality(here, state, { left, right, isEqual: operator === '==' });
  }
  if (left.kind === 'number' && right.kind === 'number') {
    const result = compute(operator, left.value, right.value);
    if (result !== undefined) {
      return { ...number(result), tags: joined(here, left, right, operator) };
    }
  }
  if (['<', '>', '<=', '>='].includes(operator)) {
    return comparison(here, state, { ...operation, left, right });
  }
  return here.engine.unknown(joined(here, left, right, operator));
}

/** The value of `operator argument`. */
export function unary(here: Here, state: State, operator: string, argument: Value): Value {
  const value = state.known(argument);
  if (operator === '!' || operator === 'not') {
    switch (value.kind) {
      case 'number':
        return number(value.value === 0n ? 1 : 0);
      case 'pointer':
        return value.guard ? { kind: 'truth', truth: opposite(value.guard) } : ZERO;
      case 'truth':
        return { kind: 'truth', truth: opposite(value.truth) };
      case 'unknown':
        return { kind: 'truth', truth: { symbol: value.symbol, when: 'zero' } };
      default:
        return ZERO;
    }
  }
  if (operator === '-' && value.kind === 'number') {
    return { ...number(-value.value), tags: value.tags };
  }
  return operator === '+' ? value : here.engine.unknown(tagsOf(value));
}

/** The value of a place after `++` or `--`. */
export function update(
  here: Here,
  state: State,
  at: { readonly operator: string; readonly before: Value; readonly node: SyntaxNode },
): Value {
  return binary(here, state, {
    operator: at.operator === '--' ? '-' : '+',
    left: at.before,
    right: number(1),
    node: at.node,
  });
}

function compute(operator: string, a: bigint, b: bigint): bigint | undefined {
  const bool = (it: boolean) => (it ? 1n : 0n);
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return b === 0n ? undefined : a / b;
    case '%':
      return b === 0n ? undefined : a % b;
    case '&':
      return a & b;
    case '|':
      return a | b;
    case '^':
      return a ^ b;
    case '<<':
      return b >= 0n && b < 64n ? a << b : undefined;
    case '>>':
      return b >= 0n && b < 64n ? a >> b : undefined;
    case '<':
      return bool(a < b);
    case '>':
      return bool(a > b);
    case '<=':
      return bool(a <= b);
    case '>=':
      return bool(a >= b);
    default:
      return undefined;
  }
}

/** The outcome of `==` or `!=`. */
export function equality(
  here: Here,
  state: State,
  of: { readonly left: Value; readonly right: Value; readonly isEqual: boolean },
): Value {
  const { left, right, isEqual } = of;
  const yes = number(isEqual ? 1 : 0);
  const no = number(isEqual ? 0 : 1);
  if (left.kind === 'number' && right.kind === 'number') {
    return left.value === right.value ? yes : no;
  }
  if (left.kind === 'pointer' && right.kind === 'pointer') {
    if (!left.guard && !right.guard) {
      return left.object === right.object ? yes : no;
    }
    return here.engine.unknown(NO_TAGS);
  }
  const [value, other] = left.kind === 'number' ? [right, left] : [left, right];
  if (other.kind !== 'number') {
    return here.engine.unknown(NO_TAGS);
  }
  const isZero = zeroTest(value);
  if (isZero === undefined) {
    return other.value === 0n ? no : here.engine.unknown(NO_TAGS);
  }
  if (other.value === 0n) {
    if (isCode(other)) {
      here.engine.meanings.set(isZero.symbol, 'return code');
    }
    return { kind: 'truth', truth: isEqual ? isZero : opposite(isZero) };
  }
  if (other.name === 'true') {
    return { kind: 'truth', truth: isEqual ? opposite(isZero) : isZero }; // `ready == true`
  }
  if (value.kind !== 'unknown') {
    return here.engine.unknown(NO_TAGS);
  }
  const { comparisons } = here.engine;
  const symbol = comparisons.testOf(value.symbol, other.value, () => here.engine.number());
  if (here.engine.isOutcome(value.symbol)) {
    here.engine.mayBeEither(symbol);
  }
  if (isCode(other)) {
    here.engine.meanings.set(symbol, 'particular code');
  }
  if (comparisons.isAnother(state, value.symbol, other.value)) {
    return no;
  }
  return { kind: 'truth', truth: { symbol, when: isEqual ? 'nonzero' : 'zero' } };
}

function isCode(value: NumberValue): boolean {
  return value.name !== null && /^(kIOReturn|KERN_)/.test(value.name);
}

/** The test that tells whether a value is zero; undefined for one that never is. */
function zeroTest(value: Value): Truth | undefined {
  switch (value.kind) {
    case 'unknown':
      return { symbol: value.symbol, when: 'zero' };
    case 'pointer':
      return value.guard ? opposite(value.guard) : undefined;
    case 'truth':
      return opposite(value.truth);
    default:
      return undefined;
  }
}

function comparison(here: Here, state: State, operation: Operation): Value {
  const tags = new Set([...tagsOf(operation.left), ...tagsOf(operation.right)]);
  const isNow = tags.has('now') || tags.has('fire-time');
  const isOverdueTest = isNow && tags.has('past');
  // What nothing is known of may be the current time, or a deadline, all the same.
  const mayBe = (isNow || tags.has('past')) && [operation.left, operation.right].some(isOpaque);
  if (isOverdueTest || mayBe) {
    here.engine.emit(state, here.frame, operation.node, { kind: 'overdue-test' });
  }
  // `count > 0` of something unsigned is a test for zero; nothing else is told apart.
  const { left, right, operator } = operation;
  if (
    operator === '>' &&
    left.kind === 'unknown' &&
    right.kind === 'number' &&
    right.value === 0n
  ) {
    return { kind: 'truth', truth: { symbol: left.symbol, when: 'nonzero' } };
  }
  const result = here.engine.unknown(NO_TAGS);
  if (isOverdueTest) {
    here.engine.meanings.set(result.symbol, 'overdue');
  }
  return result;
}

function isOpaque(value: Value): boolean {
  return value.kind === 'unknown' && value.tags.size === 0;
}

/** What is so small that it can be a number of ticks as well as one of nanoseconds. */
const SMALL = 1000n;

/**
 * Where the result comes from. Scaling by something that is no whole number, and every division,
 * may turn ticks into nanoseconds and back: then the unit is not ours to say.
 */
function joined(here: Here, left: Value, right: Value, operator: string): ReadonlySet<Tag> {
  const tags = addend(left, right, operator) ?? new Set([...tagsOf(left), ...tagsOf(right)]);
  const hasUnit = tags.has('ticks') || tags.has('ns') || tags.has('fixed');
  const isScaled =
    operator === '/' || operator === '>>' || operator === '<<'
      ? true
      : operator === '*' && [left, right].some((it) => isResult(here, it));
  if (isScaled && (hasUnit || operator === '/')) {
    tags.add('converted');
  }
  const isOffset = operator === '+' || operator === '-';
  if (isOffset && ((isTicks(left) && isFixed(right)) || (isTicks(right) && isFixed(left)))) {
    tags.add('fixed');
  }
  if (tags.has('now') || tags.has('fire-time')) {
    const grid = gridTag(tags, operator);
    if (grid) {
      tags.add(grid);
    }
  }
  return tags;
}

/**
 * What is added to an older deadline, a whole number of periods perhaps, has the unit of that
 * deadline, whatever it was divided by.
 */
function addend(left: Value, right: Value, operator: string): Set<Tag> | undefined {
  if (operator !== '+' && operator !== '-') {
    return undefined;
  }
  const [of, other] = [tagsOf(left), tagsOf(right)];
  const [sure, converted] = isInOneUnit(of) ? [of, other] : [other, of];
  return sure.has('past') && isInOneUnit(sure) && converted.has('converted')
    ? new Set([...sure, ...[...converted].filter((it) => !UNITS.has(it))])
    : undefined;
}

const UNITS: Tags = new Set(['ticks', 'ns', 'converted', 'fixed']);

function isInOneUnit(tags: Tags): boolean {
  return tags.has('ticks') !== tags.has('ns') && !tags.has('converted') && !tags.has('fixed');
}

/**
 * The current time loses what tells it from its neighbours: by a remainder, or divided by a period
 * and multiplied again. A mere division may be one of units.
 */
function gridTag(tags: Tags, operator: string): Tag | undefined {
  switch (operator) {
    case '/':
    case '>>':
      return 'periods';
    case '*':
    case '<<':
      return tags.has('periods') ? 'grid' : undefined;
    case '%':
    case '&':
      return 'grid';
    default:
      return undefined;
  }
}

function isTicks(value: Value): boolean {
  const tags = tagsOf(value);
  return tags.has('ticks') && !tags.has('converted') && !tags.has('ns');
}

/** A number that stands in the source, in no unit that we know. */
function isFixed(value: Value): boolean {
  return value.kind === 'number' && value.tags.size === 0 && value.value >= SMALL;
}

/** What a function has computed may be any ratio. */
function isResult(here: Here, value: Value): boolean {
  return value.kind === 'unknown' && here.engine.isOutcome(value.symbol);
}
