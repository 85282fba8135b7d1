import { readDeclarator } from '../dext/declarator.ts';
import type { TypeName } from '../dext/model.ts';
import { typeOf } from '../dext/written-type.ts';
import { childIn, descend, namedChildren, type SyntaxNode } from '../source/syntax.ts';
import { type Requirement, requirement } from './assert-macros.ts';
import { constructed } from './constructors.ts';
import type { FlowEvent } from './events.ts';
import { branch, evaluate, type Here } from './expressions.ts';
import { textOf } from './frame.ts';
import { expandCall } from './macros.ts';
import { localPlace } from './memory.ts';
import { noteCopy } from './smart-pointers.ts';
import { isSameState, isSameValue, merge, type State } from './state.ts';
import { NO_TAGS, pointer, type Value } from './values.ts';

/** How a statement ends on one path. */
export interface Outcome {
  readonly state: State;
  readonly flow: Flow;
}

export type Flow =
  | { readonly kind: 'next' | 'break' | 'continue' }
  | {
      readonly kind: 'return';
      readonly value: Value | null;
      readonly node: SyntaxNode;
      readonly here: Here;
    }
  | { readonly kind: 'goto'; readonly label: string };

const NEXT: Flow = { kind: 'next' };

/** How often a loop is run at most: enough to see what a second round meets. */
const ROUNDS = 2;

/** Runs a function's body; a `goto` goes on behind its label. */
export function executeBody(here: Here, body: SyntaxNode, state: State): Outcome[] {
  let open = execute(here, body, state);
  const done: Outcome[] = [];
  for (let jumps = 0; open.length > 0 && jumps < 12; jumps++) {
    const next: Outcome[] = [];
    for (const outcome of open) {
      const { flow } = outcome;
      const label = flow.kind === 'goto' ? labelled(here, body, flow.label) : undefined;
      if (flow.kind === 'goto' && label) {
        next.push(...executeFrom(here, label, body, outcome.state));
      } else if (flow.kind !== 'goto') {
        done.push(outcome);
      }
    }
    open = merged(here, next);
  }
  return merged(here, done);
}

/** Where there are too many to keep them all, what goes on and every return get their share. */
function inTurns(ends: readonly Outcome[]): Outcome[] {
  const byReturn = new Map<SyntaxNode | null, Outcome[]>();
  for (const end of ends) {
    const key = end.flow.kind === 'return' ? end.flow.node : null;
    const share = byReturn.get(key) ?? [];
    byReturn.set(key, share);
    share.push(end);
  }
  const shares = [...byReturn.values()];
  const longest = Math.max(0, ...shares.map((it) => it.length));
  return Array.from({ length: longest }, (_, turn) =>
    shares.flatMap((it) => it.slice(turn, turn + 1)),
  ).flat();
}

/** Runs a statement. */
export function execute(here: Here, node: SyntaxNode, state: State): Outcome[] {
  return here.engine.within(() => statement(here, node, state));
}

function statement(here: Here, node: SyntaxNode, state: State): Outcome[] {
  switch (node.type) {
    case 'compound_statement':
    case 'translation_unit':
    case 'else_clause':
    case 'ERROR':
      return sequence(here, namedChildren(node), state);
    case 'labeled_statement':
      return sequence(
        here,
        namedChildren(node).filter((it) => it.field !== 'label'),
        state,
      );
    case 'expression_statement':
      return sequenceOfExpressions(here, namedChildren(node), state);
    case 'declaration':
      return declare(here, node, state).map(next);
    case 'if_statement':
      return ifStatement(here, node, state);
    case 'while_statement':
    case 'for_statement':
    case 'do_statement':
    case 'for_range_loop':
      return loop(here, node, state);
    case 'switch_statement':
      return switchStatement(here, node, state);
    case 'return_statement':
      return returnStatement(here, node, state);
    case 'goto_statement':
      return [{ state, flow: { kind: 'goto', label: labelText(here, node) } }];
    case 'break_statement':
      return [{ state, flow: { kind: 'break' } }];
    case 'continue_statement':
      return [{ state, flow: { kind: 'continue' } }];
    case 'type_definition':
    case 'struct_specifier':
    case 'using_declaration':
    case 'alias_declaration':
    case 'static_assert_declaration':
      return [next(state)];
    default:
      return sequenceOfExpressions(here, [node], state);
  }
}

function next(state: State): Outcome {
  return { state, flow: NEXT };
}

function sequence(here: Here, nodes: readonly SyntaxNode[], state: State): Outcome[] {
  let open: Outcome[] = [next(state)];
  const done: Outcome[] = [];
  for (const node of nodes) {
    const after = open.flatMap((it) => execute(here, node, it.state));
    done.push(...after.filter((it) => it.flow.kind !== 'next'));
    open = merged(
      here,
      after.filter((it) => it.flow.kind === 'next'),
    );
    if (open.length === 0) {
      break;
    }
  }
  return [...open, ...done];
}

/** Statement-like macros expand to statements: their outcome is the statement's. */
function sequenceOfExpressions(here: Here, nodes: readonly SyntaxNode[], state: State): Outcome[] {
  let states = [state];
  const done: Outcome[] = [];
  for (const node of nodes) {
    const required = node.type === 'call_expression' ? requirement(here, node) : undefined;
    if (required) {
      const after = states.map((it) => require(here, required, it));
      states = after.flatMap((it) => it.met);
      done.push(...after.flatMap((it) => it.failed));
      continue;
    }
    const expanded = node.type === 'call_expression' ? expandCall(here, node) : undefined;
    if (expanded?.node.type === 'compound_statement') {
      const inside = { ...here, frame: expanded.frame };
      const after = states.flatMap((it) => execute(inside, expanded.node, it));
      done.push(...after.filter((it) => it.flow.kind !== 'next'));
      states = after.filter((it) => it.flow.kind === 'next').map((it) => it.state);
    } else {
      states = states.flatMap((it) => evaluate(here, node, it).map((path) => path.state));
    }
  }
  return [...states.map(next), ...done];
}

/** `require_noerr(ret, fail)` and its kin: goes on, or jumps. */
function require(
  here: Here,
  requirement: Requirement,
  state: State,
): { readonly met: State[]; readonly failed: Outcome[] } {
  const { yes, no } = branch(here, requirement.condition, state);
  const [met, failed] = requirement.wants === 'true' ? [yes, no] : [no, yes];
  const flow: Flow = { kind: 'goto', label: requirement.label };
  return {
    met,
    failed: failed.flatMap((it) =>
      requirement.action
        ? evaluate(here, requirement.action, it).map((path) => ({ state: path.state, flow }))
        : [{ state: it, flow }],
    ),
  };
}

/** Declares locals and evaluates their initialisers. */
export function declare(here: Here, node: SyntaxNode, state: State): State[] {
  let states = [state];
  for (const declarator of node.children.filter((it) => it.field === 'declarator')) {
    states = states.flatMap((it) => declareOne(here, node, declarator, it));
  }
  return states;
}

function declareOne(here: Here, node: SyntaxNode, declarator: SyntaxNode, state: State): State[] {
  const { engine, frame } = here;
  const made = constructed(declarator);
  const found = nameIn(declarator) ?? made?.name;
  if (!found) {
    return [state]; // a function's declaration
  }
  const place = localPlace(frame, textOf(frame, found));
  const type = typeOf(frame.file, node, readDeclarator(frame.file, declarator));
  engine.localTypes.set(place.key, type);
  if (/\bstatic\b|\b__block\b/.test(textOf(frame, node)) || isMaskedBlock(here, node)) {
    engine.shared.add(place.key);
  }
  // In a condition the declarator and its initialiser stand side by side.
  const value = childIn(declarator, 'value') ?? childIn(node, 'value');
  const isReference = /&/.test(textOf(frame, declarator).split('=')[0] ?? '');
  if (!value) {
    state.memory.set(place.key, startValue(here, type));
    const inside = made?.args ?? [];
    return inside[0] && (inside.length === 1 || type.smart)
      ? evaluate(here, inside[0], state).map((path) => {
          if (type.smart) {
            noteCopy(here, node, path.state, path.value, inside);
          }
          path.state.memory.set(place.key, path.value);
          return path.state;
        })
      : [state];
  }
  return evaluate(here, value, state).map((path) => {
    if (isReference && path.value.kind === 'address') {
      engine.references.add(place.key);
    }
    if (type.smart && !isReference) {
      noteCopy(here, node, path.state, path.value, [value]);
    }
    path.state.memory.set(
      place.key,
      value.type === 'initializer_list' ? startValue(here, type, true) : path.value,
    );
    return path.state;
  });
}

/** What a local is before anything is written to it. */
function startValue(here: Here, type: TypeName, isZeroed = false): Value {
  const { engine } = here;
  if (type.smart) {
    return { kind: 'number', value: 0n, name: null, tags: NO_TAGS };
  }
  const isRecord = engine.dext.records.has(type.name) || engine.classes.has(type.name);
  return isRecord && !type.isPointer
    ? pointer(engine.object({ type: type.name, isCreated: true, isZeroed }))
    : isZeroed
      ? { kind: 'number', value: 0n, name: null, tags: NO_TAGS }
      : engine.unknown(NO_TAGS);
}

function isMaskedBlock(here: Here, node: SyntaxNode): boolean {
  return here.frame.file.masked.some(
    (it) =>
      it.name === '__block' &&
      it.end <= node.end &&
      it.start >= node.start - 16 &&
      it.start <= node.end,
  );
}

/** The identifier that a declarator declares; undefined for a function. */
function nameIn(declarator: SyntaxNode): SyntaxNode | undefined {
  for (let at: SyntaxNode | undefined = declarator; at; ) {
    if (at.type === 'identifier') {
      return at;
    }
    if (at.type === 'function_declarator' && childIn(at, 'declarator')?.type === 'identifier') {
      return undefined;
    }
    at =
      childIn(at, 'declarator') ??
      namedChildren(at).find((it) => /declarator|identifier/.test(it.type));
  }
  return undefined;
}

function ifStatement(here: Here, node: SyntaxNode, state: State): Outcome[] {
  const condition = childIn(node, 'condition');
  const consequence = childIn(node, 'consequence');
  const alternative = childIn(node, 'alternative');
  if (!condition || !consequence) {
    return [next(state)];
  }
  const outcomes: Outcome[] = [];
  for (const at of before(here, condition, state)) {
    const { yes, no } = test(here, condition, at);
    outcomes.push(...yes.flatMap((it) => execute(here, consequence, it)));
    outcomes.push(
      ...no.flatMap((it) => (alternative ? execute(here, alternative, it) : [next(it)])),
    );
  }
  return merged(here, outcomes);
}

/** `if (auto x = …; …)`: what stands before the test. */
function before(here: Here, condition: SyntaxNode, state: State): State[] {
  const initializer = childIn(condition, 'initializer');
  if (!initializer) {
    return [state];
  }
  return sequence(here, namedChildren(initializer), state).map((it) => it.state);
}

function test(here: Here, condition: SyntaxNode, state: State): ReturnType<typeof branch> {
  const value = childIn(condition, 'value');
  if (value?.type !== 'declaration') {
    return branch(here, condition, state);
  }
  const declarator = childIn(value, 'declarator');
  const found = declarator && nameIn(declarator);
  const all = { yes: [] as State[], no: [] as State[] };
  for (const at of declare(here, value, state)) {
    if (!found) {
      all.yes.push(at);
      continue;
    }
    const { yes, no } = branch(here, found, at);
    all.yes.push(...yes);
    all.no.push(...no);
  }
  return all;
}

/** Whether it matters how often a round of a loop does this; a log line or a release does not. */
function mattersAgain(event: FlowEvent): boolean {
  const kinds = ['super', 'enter', 'create', 'cancel', 'arm', 'enable', 'dispatch', 'wait'];
  const takesBlock = event.kind === 'call' && event.args.some((it) => it.kind === 'block');
  return takesBlock || kinds.includes(event.kind);
}

function loop(here: Here, node: SyntaxNode, state: State): Outcome[] {
  const condition = node.type === 'for_range_loop' ? undefined : childIn(node, 'condition');
  const body = childIn(node, 'body');
  const step = childIn(node, 'update');
  const initializer = childIn(node, 'initializer');
  const reads = condition ? membersRead(here, condition) : [];
  const inside: Here = { ...here, loopReads: reads };
  const start = state.trace;
  let heads = initializer ? execute(here, initializer, state).map((it) => it.state) : [state];
  if (node.type === 'for_range_loop') {
    heads = heads.map((it) => declareElement(here, node, it));
  }
  const done: Outcome[] = [];
  for (let round = 0; round <= ROUNDS && heads.length > 0; round++) {
    const isTested = condition !== undefined && !(node.type === 'do_statement' && round === 0);
    const tested = heads.map((it) =>
      isTested
        ? branch(inside, condition, it)
        : { yes: [it], no: node.type === 'for_range_loop' ? [it.fork()] : [] },
    );
    done.push(...tested.flatMap((it) => it.no.map(next)));
    const going = tested.flatMap((it) => it.yes);
    if (round === ROUNDS) {
      // A loop that goes on is left here, unless nothing but its body can end it: sooner than it
      // would be, so that nothing can be said of how often it has run.
      const left = isTested && !isEndless(here, condition) ? going : [];
      for (const at of left) {
        at.isShort ||= at.hasSince(start, mattersAgain);
      }
      done.push(...left.map(next));
      break;
    }
    if (isBusy(body, reads)) {
      for (const at of going) {
        here.engine.emit(at, here.frame, node, {
          kind: 'wait',
          by: 'loop',
          loopReads: reads,
          locks: at.locks,
        });
      }
    }
    const after = going.flatMap((it) => (body ? execute(inside, body, it) : [next(it)]));
    done.push(
      ...after
        .filter((it) => it.flow.kind === 'return' || it.flow.kind === 'goto')
        .concat(after.filter((it) => it.flow.kind === 'break').map((it) => next(it.state))),
    );
    heads = merged(
      here,
      after
        .filter((it) => it.flow.kind === 'next' || it.flow.kind === 'continue')
        .map((it) => next(it.state)),
    ).flatMap((it) =>
      step ? evaluate(inside, step, it.state).map((path) => path.state) : [it.state],
    );
  }
  return merged(here, done);
}

function declareElement(here: Here, node: SyntaxNode, state: State): State {
  const declarator = childIn(node, 'declarator');
  const found = declarator && nameIn(declarator);
  if (found) {
    const place = localPlace(here.frame, textOf(here.frame, found));
    state.memory.set(place.key, here.engine.unknown(NO_TAGS));
  }
  return state;
}

function isEndless(here: Here, condition: SyntaxNode | undefined): boolean {
  return condition === undefined || /^\(?\s*(true|1)\s*\)?$/.test(textOf(here.frame, condition));
}

/** The members that a condition reads: what somebody else has to change before the loop ends. */
function membersRead(here: Here, condition: SyntaxNode): string[] {
  return [...descend(condition)]
    .filter((it) => it.type === 'field_identifier' || it.type === 'identifier')
    .map((it) => textOf(here.frame, it));
}

function isBusy(body: SyntaxNode | undefined, reads: readonly string[]): boolean {
  const isEmpty = !body || namedChildren(body).length === 0;
  return isEmpty && reads.length > 0;
}

function switchStatement(here: Here, node: SyntaxNode, state: State): Outcome[] {
  const condition = childIn(node, 'condition');
  const body = childIn(node, 'body');
  if (!condition || !body) {
    return [next(state)];
  }
  const cases = namedChildren(body).filter((it) => it.type === 'case_statement');
  const outcomes: Outcome[] = [];
  for (const path of evaluate(here, condition, state)) {
    for (let first = 0; first < cases.length; first++) {
      const taken = path.state.fork();
      taken.passTest(false);
      outcomes.push(...sequence(here, cases.slice(first).flatMap(statementsOf), taken));
    }
    if (!cases.some((it) => it.children[0]?.type === 'default')) {
      outcomes.push(next(path.state));
    }
  }
  return merged(
    here,
    outcomes.map((it) => (it.flow.kind === 'break' ? next(it.state) : it)),
  );
}

function statementsOf(node: SyntaxNode): SyntaxNode[] {
  return namedChildren(node).filter((it) => it.field !== 'value');
}

function returnStatement(here: Here, node: SyntaxNode, state: State): Outcome[] {
  const [value] = namedChildren(node);
  if (!value) {
    return [{ state, flow: { kind: 'return', value: null, node, here } }];
  }
  return evaluate(here, value, state).map((path) => ({
    state: path.state,
    flow: { kind: 'return', value: path.state.known(path.value), node: value, here },
  }));
}

function labelText(here: Here, node: SyntaxNode): string {
  const label = childIn(node, 'label');
  return label ? textOf(here.frame, label) : '';
}

function labelled(here: Here, body: SyntaxNode, label: string): SyntaxNode | undefined {
  for (const node of descend(body, (it) => it.type !== 'lambda_expression')) {
    if (node.type === 'labeled_statement' && labelText(here, node) === label) {
      return node;
    }
  }
  return undefined;
}

/** Runs a statement and everything behind it, up to the end of the body. */
function executeFrom(here: Here, from: SyntaxNode, body: SyntaxNode, state: State): Outcome[] {
  let open = execute(here, from, state);
  for (let at = from; at !== body && at.parent; at = at.parent) {
    const { parent } = at;
    if (parent.type !== 'compound_statement') {
      continue;
    }
    const siblings = namedChildren(parent);
    const rest = siblings.slice(siblings.indexOf(at) + 1);
    open = open.flatMap((it) => (it.flow.kind === 'next' ? sequence(here, rest, it.state) : [it]));
  }
  return open;
}

/** Paths that no longer differ in anything that matters become one. */
export function merged(here: Here, outcomes: readonly Outcome[]): Outcome[] {
  const kept: Outcome[] = [];
  for (const outcome of outcomes) {
    const twin = kept.find(
      (it) => isSameFlow(it.flow, outcome.flow) && isSameState(it.state, outcome.state),
    );
    if (twin) {
      merge(twin.state, outcome.state);
    } else {
      kept.push(outcome);
    }
  }
  return here.engine.limited(inTurns(kept));
}

function isSameFlow(a: Flow, b: Flow): boolean {
  if (a.kind === 'return' && b.kind === 'return') {
    return a.node === b.node && isSameValue(a.value ?? undefined, b.value ?? undefined);
  }
  return a.kind === b.kind && (a.kind !== 'goto' || (b.kind === 'goto' && a.label === b.label));
}
