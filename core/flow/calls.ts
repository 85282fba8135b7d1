import type { ClassModel } from '../dext/model.ts';
import { childIn, namedChildren, type SyntaxNode } from '../source/syntax.ts';
import type { Block } from './blocks.ts';
import { runBlock } from './continuations.ts';
import { driverKitFunction } from './driverkit-functions.ts';
import type { Engine } from './engine.ts';
import { evaluate, evaluateAll, type Here, one, type Result } from './expressions.ts';
import { sourceOf, textOf } from './frame.ts';
import { inline } from './inline.ts';
import { type Expansion, expandCall } from './macros.ts';
import { methodCall } from './method-calls.ts';
import { placeOf } from './places.ts';
import type { State } from './state.ts';
import { execute } from './statements.ts';
import { superCall } from './super-calls.ts';
import { unknownCall } from './unknown-call.ts';
import { NO_TAGS, type Value } from './values.ts';

/** A call with its arguments evaluated. */
export interface Call {
  readonly node: SyntaxNode;
  /** As written, without spaces around `::`. */
  readonly callee: string;
  readonly argNodes: readonly SyntaxNode[];
  readonly args: readonly Value[];
  readonly state: State;
}

/** Evaluates a call: a macro, a block, our own method, super, DriverKit, or something unknown. */
export function call(here: Here, node: SyntaxNode, state: State): Result[] {
  if (node.type === 'delete_expression') {
    return withArguments(here, node, 'delete', namedChildren(node), state, driverKitFunction);
  }
  const expanded = expandCall(here, node);
  if (expanded) {
    return evaluateExpansion(here, expanded, state);
  }
  const callee = childIn(node, 'function');
  const list = childIn(node, 'arguments');
  if (!callee) {
    return one(state, here.engine.unknown(NO_TAGS));
  }
  const argNodes = list ? namedChildren(list) : [];
  switch (callee.type) {
    case 'field_expression':
      return methodCall(here, node, callee, argNodes, state);
    case 'identifier':
    case 'qualified_identifier':
    case 'template_function':
    case 'dependent_name': {
      const name = textOf(here.frame, callee).replace(/\s*::\s*/g, '::');
      return withArguments(here, node, name, argNodes, state, functionCall);
    }
    default:
      return evaluate(here, callee, state).flatMap((path) =>
        path.value.kind === 'block'
          ? callBlock(here, path.value.block, argNodes, path.state)
          : withArguments(
              here,
              node,
              textOf(here.frame, callee),
              argNodes,
              path.state,
              unknownCall,
            ),
      );
  }
}

/** A macro that expands to statements has no value. */
function evaluateExpansion(here: Here, expanded: Expansion, state: State): Result[] {
  const inside = { ...here, frame: expanded.frame };
  if (expanded.node.type !== 'compound_statement') {
    return evaluate(inside, expanded.node, state);
  }
  return execute(inside, expanded.node, state).map((it) => ({
    state: it.state,
    value: here.engine.unknown(NO_TAGS),
  }));
}

/** Evaluates a call's arguments, then the call; what `then` does not know is an unknown call. */
export function withArguments(
  here: Here,
  node: SyntaxNode,
  callee: string,
  argNodes: readonly SyntaxNode[],
  state: State,
  then: (here: Here, call: Call) => Result[] | undefined,
): Result[] {
  return evaluateAll(here, argNodes, state).flatMap((path) => {
    const made: Call = { node, callee, argNodes, args: path.values, state: path.state };
    return then(here, made) ?? unknownCall(here, made);
  });
}

/** A call without a receiver. */
function functionCall(here: Here, made: Call): Result[] {
  const { engine, frame } = here;
  const name = made.callee.replace(/<.*>$/s, '');
  const short = name.replace(/^.*::/, '');
  const local = blockIn(here, made);
  if (local) {
    return callBlock(here, local, made.argNodes, made.state);
  }
  const toSuper = superCall(here, made);
  if (toSuper) {
    return toSuper;
  }
  const own = name.includes('::')
    ? ownByQualifiedName(here, name)
    : methodNamed(engine, frame.owner, short);
  if (own && frame.self) {
    return inline(here, made, { definition: own.definition, owner: own.owner, self: frame.self });
  }
  const known = driverKitFunction(here, made);
  if (known) {
    return known;
  }
  const free = engine.dext.functions.at(sourceOf(frame), short);
  const [definition] = free;
  if (definition && free.length === 1) {
    return inline(here, made, { definition, owner: null, self: null });
  }
  return unknownCall(here, made);
}

/** `Class::Method(…)` of this class or one of its bases; statics of another class as well. */
function ownByQualifiedName(here: Here, name: string): ReturnType<Engine['methodOf']> {
  const [scope = '', method = ''] = name.split('::').slice(-2);
  const owner = here.engine.classes.get(scope);
  return owner && methodNamed(here.engine, owner, method);
}

/** A method by the name that it is called with: `Stop_Impl` is Stop, unless it is one of its own. */
export function methodNamed(
  engine: Engine,
  owner: ClassModel | null,
  name: string,
): ReturnType<Engine['methodOf']> {
  return engine.methodOf(owner, name.replace(/_Impl$/, '')) ?? engine.methodOf(owner, name);
}

/** The block that a variable holds which is called like a function. */
function blockIn(here: Here, made: Call): Block | undefined {
  const callee = childIn(made.node, 'function');
  if (callee?.type !== 'identifier') {
    return undefined;
  }
  const [path] = placeOf(here, callee, made.state);
  const held = path?.place && path.state.memory.get(path.place.key);
  return held?.kind === 'block' ? held.block : undefined;
}

function callBlock(
  here: Here,
  block: Block,
  argNodes: readonly SyntaxNode[],
  state: State,
): Result[] {
  return evaluateAll(here, argNodes, state).flatMap((path) =>
    runBlock(here.engine, block, path.values, path.state),
  );
}
