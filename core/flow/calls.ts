import type { Definition } from '../dext/model.ts';
import { childIn, namedChildren, type SyntaxNode } from '../source/syntax.ts';
import { atomicMethod } from './atomics.ts';
import { runBlock } from './continuations.ts';
import { createAction, driverKitFunction } from './driverkit-functions.ts';
import { driverKitMethod } from './driverkit-methods.ts';
import { evaluate, evaluateAll, type Here, one, type Result } from './expressions.ts';
import { textOf } from './frame.ts';
import { inline } from './inline.ts';
import { expandCall } from './macros.ts';
import { typeOfPlace } from './memory.ts';
import { ACTION, TRACKED, type TrackedObject } from './objects.ts';
import { placeOf } from './places.ts';
import { smartPointerMethod } from './smart-pointers.ts';
import type { State } from './state.ts';
import { execute } from './statements.ts';
import { superCall } from './super-calls.ts';
import { NO_TAGS, type Value } from './values.ts';

/** A call with its arguments evaluated. */
export interface Call {
  readonly node: SyntaxNode;
  /** As written. */
  readonly callee: string;
  readonly argNodes: readonly SyntaxNode[];
  readonly args: readonly Value[];
  readonly state: State;
}

/** Functions whose arguments are only looked at. */
const HARMLESS =
  /^(os_log\w*|IOLog|printf|snprintf|assert|sizeof|memset|memcpy|bzero|likely|unlikely)$/;

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
    case 'dependent_name':
      return withArguments(here, node, textOf(here.frame, callee), argNodes, state, functionCall);
    default:
      return evaluate(here, callee, state).flatMap((path) =>
        path.value.kind === 'block'
          ? callBlock(here, path.value.block, node, argNodes, path.state)
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

function evaluateExpansion(
  here: Here,
  expanded: { readonly frame: Here['frame']; readonly node: SyntaxNode },
  state: State,
): Result[] {
  const inside = { ...here, frame: expanded.frame };
  if (expanded.node.type !== 'compound_statement') {
    return evaluate(inside, expanded.node, state);
  }
  return execute(inside, expanded.node, state).map((it) => ({
    state: it.state,
    value: here.engine.unknown(NO_TAGS),
  }));
}

function withArguments(
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
    return callBlock(here, local, made.node, made.argNodes, made.state);
  }
  const toSuper = superCall(here, made);
  if (toSuper) {
    return toSuper;
  }
  const own = name.includes('::')
    ? ownByQualifiedName(here, name)
    : (engine.methodOf(frame.owner, short.replace(/_Impl$/, '')) ??
      engine.methodOf(frame.owner, short));
  if (own && frame.self) {
    return inline(here, made, { definition: own.definition, owner: own.owner, self: frame.self });
  }
  const known = driverKitFunction(here, made);
  if (known) {
    return known;
  }
  const free = engine.dext.functions.get(short) ?? [];
  const [definition] = free;
  if (definition && free.length === 1) {
    return inline(here, made, { definition, owner: null, self: null });
  }
  return unknownCall(here, made);
}

/** `Class::Method(…)` of this class or one of its bases; statics of another class as well. */
function ownByQualifiedName(
  here: Here,
  name: string,
): { owner: NonNullable<Here['frame']['owner']>; definition: Definition } | undefined {
  const [scope = '', method = ''] = name.split('::').slice(-2);
  const owner = here.engine.classes.get(scope);
  return (
    owner &&
    (here.engine.methodOf(owner, method.replace(/_Impl$/, '')) ??
      here.engine.methodOf(owner, method))
  );
}

function blockIn(here: Here, made: Call): Extract<Value, { kind: 'block' }>['block'] | undefined {
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
  block: Extract<Value, { kind: 'block' }>['block'],
  _node: SyntaxNode,
  argNodes: readonly SyntaxNode[],
  state: State,
): Result[] {
  return evaluateAll(here, argNodes, state).flatMap((path) =>
    runBlock(here.engine, block, path.values, path.state),
  );
}

/** `receiver->Method(…)`. */
function methodCall(
  here: Here,
  node: SyntaxNode,
  callee: SyntaxNode,
  argNodes: readonly SyntaxNode[],
  state: State,
): Result[] {
  const receiver = childIn(callee, 'argument');
  const field = childIn(callee, 'field');
  if (!receiver || !field) {
    return one(state, here.engine.unknown(NO_TAGS));
  }
  const method = textOf(here.frame, field).replace(/<.*>$/s, '');
  const smart = smartPointerMethod(here, { node, receiver, method, argNodes, state });
  if (smart) {
    return smart;
  }
  const atomic = atomicMethod(here, { node, receiver, method, argNodes, state });
  if (atomic) {
    return atomic;
  }
  return evaluate(here, receiver, state).flatMap((path) => {
    const target = path.state.known(path.value);
    if (target.kind === 'pointer' && target.guard) {
      path.state.assume(target.guard); // a call goes through a pointer that is not null
    }
    return withArguments(
      here,
      node,
      `${textOf(here.frame, receiver)}->${method}`,
      argNodes,
      path.state,
      (at, made) => onReceiver(at, made, { target, method }),
    );
  });
}

function onReceiver(
  here: Here,
  made: Call,
  on: { readonly target: Value; readonly method: string },
): Result[] {
  const { target, method } = on;
  if (target.kind === 'pointer') {
    const { object } = target;
    if (TRACKED.has(object.type)) {
      return (
        driverKitMethod(here, made, { object, method }) ??
        unknownCall(here, made, { receiver: target, keeps: object })
      );
    }
    if (object === here.frame.self) {
      const toSuper = superCall(here, { ...made, callee: method });
      if (toSuper) {
        return toSuper;
      }
    }
    const owner = here.engine.classes.get(object.type) ?? null;
    const found =
      here.engine.methodOf(owner, method.replace(/_Impl$/, '')) ??
      here.engine.methodOf(owner, method);
    if (found) {
      return inline(here, made, { ...found, self: object });
    }
    if (object === here.frame.self) {
      const known = driverKitFunction(here, { ...made, callee: method });
      if (known) {
        return known;
      }
    }
  }
  const action = createAction(here, { ...made, callee: method }, target);
  if (action) {
    return action;
  }
  return unknownCall(here, made, { receiver: target });
}

/** A call that we do not look into: what it is given may be changed or released there. */
export function unknownCall(
  here: Here,
  made: Call,
  at: { readonly receiver?: Value; readonly keeps?: TrackedObject } = {},
): Result[] {
  const { engine, frame } = here;
  const { state, node, args } = made;
  const result = engine.outcome();
  engine.emit(state, frame, node, {
    kind: 'call',
    callee: made.callee,
    receiver: at.receiver ?? null,
    args,
    result: result.symbol,
  });
  if (HARMLESS.test(made.callee)) {
    return one(state, result);
  }
  for (const value of args) {
    if (value.kind === 'pointer' && TRACKED.has(value.object.type)) {
      engine.emit(state, frame, node, {
        kind: 'escape',
        object: value.object,
        to: made.callee,
      });
    }
    if (value.kind === 'address') {
      const held = state.memory.get(value.place.key);
      if (held?.kind === 'pointer' && TRACKED.has(held.object.type)) {
        engine.emit(state, frame, node, { kind: 'escape', object: held.object, to: made.callee });
      }
      // An out parameter: whatever it held, it may hold something else now.
      state.memory.delete(value.place.key);
      state.memory.set(value.place.key, outValue(here, value.place, node));
    }
    if (value.kind === 'block') {
      state.pending = [
        ...state.pending,
        {
          block: value.block,
          why: 'other',
          object: null,
          queue: engine.unknownQueue,
          result: result.symbol,
        },
      ];
    }
  }
  return one(state, result);
}

function outValue(
  here: Here,
  place: Extract<Value, { kind: 'address' }>['place'],
  _node: SyntaxNode,
): Value {
  const { engine } = here;
  const type = typeOfPlace(engine, place);
  if (type && (TRACKED.has(type.name) || engine.classes.has(type.name)) && type.isPointer) {
    return {
      kind: 'pointer',
      object: engine.object({
        type: type.name,
        handler: type.name === ACTION ? (engine.actionHandlers.get(place.name) ?? null) : null,
      }),
      guard: { symbol: engine.mayBeEither(engine.number()), when: 'nonzero' },
    };
  }
  return engine.unknown(NO_TAGS);
}
