import { childIn, type SyntaxNode } from '../source/syntax.ts';
import { atomicMethod } from './atomics.ts';
import { type Call, methodNamed, withArguments } from './calls.ts';
import { createAction } from './creations.ts';
import { driverKitFunction } from './driverkit-functions.ts';
import { driverKitMethod } from './driverkit-methods.ts';
import { evaluate, type Here, one, type Result } from './expressions.ts';
import { textOf } from './frame.ts';
import { inline } from './inline.ts';
import { TRACKED } from './objects.ts';
import { smartPointerMethod } from './smart-pointers.ts';
import type { State } from './state.ts';
import { superCall } from './super-calls.ts';
import { unknownCall } from './unknown-call.ts';
import { NO_TAGS, type Value } from './values.ts';

/** `receiver->Method(…)` as it is written, before anything of it is evaluated. */
export interface MethodCall {
  readonly node: SyntaxNode;
  readonly receiver: SyntaxNode;
  readonly method: string;
  readonly argNodes: readonly SyntaxNode[];
  readonly state: State;
}

/** Evaluates `receiver->Method(…)`. */
export function methodCall(
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
  // Whichever class it is called through: action->OSAction::Cancel(…).
  const method = textOf(here.frame, field)
    .replace(/<.*>$/s, '')
    .replace(/^.*::\s*/s, '');
  const written: MethodCall = { node, receiver, method, argNodes, state };
  return (
    smartPointerMethod(here, written) ?? atomicMethod(here, written) ?? onPointer(here, written)
  );
}

/** The receiver is, or points to, an object that has the method. */
function onPointer(here: Here, written: MethodCall): Result[] {
  const { node, receiver, method, argNodes, state } = written;
  return evaluate(here, receiver, state).flatMap((path) => {
    const target = path.state.known(path.value);
    if (method === 'get' && argNodes.length === 0 && isTracked(target)) {
      return one(path.state, target); // of a smart pointer that an expression gives
    }
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

function isTracked(value: Value): boolean {
  return value.kind === 'pointer' && TRACKED.has(value.object.type);
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
    const found = methodNamed(here.engine, owner, method);
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
