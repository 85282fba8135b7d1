import type { ClassModel } from '../dext/model.ts';
import { DRIVERKIT_METHODS, DRIVERKIT_NAME } from '../options/reserved-names.ts';
import { childIn, type SyntaxNode } from '../source/syntax.ts';
import { type Call, methodNamed } from './calls.ts';
import type { Here } from './expressions.ts';
import { isRecord, typeOfPlace } from './memory.ts';
import { TRACKED, type TrackedObject } from './objects.ts';
import { declaredType, placeOf } from './places.ts';
import type { State } from './state.ts';
import { forget } from './unseen-writes.ts';
import type { Value } from './values.ts';

/** Names of code that tells what goes on and changes nothing, unless it also leaves. */
const TELLS = /log|trace|print|debug|dbg|dump|warn|info|err|assert|unused|unreferenced|signpost/i;
const LEAVES = /return|guard|require|bail|exit|leave|goto|stop|unless|check|verify|try|_if|if_/i;

/** How macros are named: in capitals, in small letters with underscores, or for what they do. */
const LIKE_MACRO = /^[A-Z][A-Z0-9_]*$|^[a-z][a-z0-9]*(?:_[a-z0-9]+)+$/;
const LIKE_LEAVING = /return|guard|require|bail|exit|leave|unless/i;

/** Functions of Apple's libraries and of the C++ library that leave our members alone. */
const OF_LIBRARIES =
  /^(?:_*(?:os|mach|clock|kern|pthread|dispatch|notify|vm|builtin|atomic|sync|c11)_\w+|(?:std::)?(?:min|max|clamp|abs|forward|as_const|addressof)|(?:MIN|MAX|ABS)|(?:str|mem)\w+)$/;

/**
 * A call goes to code that we cannot see. What it gets hold of it may change: the driver, where it
 * is a method of ours or may be a macro, and what it is given by pointer or reference. A macro
 * may also leave.
 *
 * @returns whether it got hold of anything: what it returns may hinge on that
 */
export function passUnseen(here: Here, made: Call, receiver: Value | null): boolean {
  if (isOfLibraries(here, made, receiver)) {
    return false;
  }
  const isMacro = receiver === null && isLikeMacro(here, made);
  const isStatement = made.node.parent?.type === 'expression_statement';
  const isGiven = passArguments(here, made);
  const isOurs =
    isOwnMethod(here, made, receiver) || (isMacro && (isStatement || made.args.length === 0));
  if (isOurs) {
    forgetDriver(here, made.state);
  }
  if (isMacro && isStatement) {
    mayLeave(here, made.state);
  }
  return isOurs || isGiven;
}

/** What is given to code that is not followed may be changed there. */
export function passArguments(here: Here, made: Call): boolean {
  const reached = made.args.map((value, index) => {
    if (value.kind === 'pointer') {
      return passObject(here, made.state, value);
    }
    if (value.kind === 'address') {
      const type = typeOfPlace(here.engine, value.place);
      return value.place.owner !== null && type?.isPointer !== true; // written by unknownCall
    }
    const node = made.argNodes[index];
    return node !== undefined && passMember(here, made.state, node);
  });
  return reached.includes(true);
}

/** Statements that are not understood, or a macro without parentheses: they may do anything. */
export function passUnread(here: Here, state: State): void {
  forgetDriver(here, state);
  mayLeave(here, state);
}

function passObject(
  here: Here,
  state: State,
  { object }: Extract<Value, { kind: 'pointer' }>,
): boolean {
  if (object === here.frame.self) {
    forgetDriver(here, state);
    return true;
  }
  const isOurs =
    !TRACKED.has(object.type) &&
    !DRIVERKIT_NAME.test(object.type) &&
    (isRecord(here.engine, { name: object.type }) || ivarsIn(here, state).includes(object));
  if (isOurs) {
    forget(here.engine, state, object);
  }
  return isOurs;
}

/** A member that is given by its name may be given by reference. */
function passMember(here: Here, state: State, node: SyntaxNode): boolean {
  if (!/^(identifier|field_expression|subscript_expression)$/.test(node.type)) {
    return false;
  }
  const [path] = placeOf(here, node, state.fork());
  const { place = null } = path ?? {};
  const type = place && typeOfPlace(here.engine, place);
  if (!place?.owner || type?.isPointer) {
    return false;
  }
  state.memory.set(place.key, here.engine.unknown(new Set()));
  return true;
}

/** Every member of the driver and of its ivars. */
function forgetDriver(here: Here, state: State): void {
  const { self } = here.frame;
  if (!self) {
    return;
  }
  forget(here.engine, state, self);
  for (const ivars of ivarsIn(here, state)) {
    forget(here.engine, state, ivars);
  }
}

/** What the driver's ivars point to. */
function ivarsIn({ frame }: Here, state: State): TrackedObject[] {
  return [...state.memory].flatMap(([key, value]) =>
    key.startsWith(`${frame.self?.id}.`) && key.endsWith('ivars') && value.kind === 'pointer'
      ? [value.object]
      : [],
  );
}

/** From here on the path is one that a test which nobody can judge may have left before. */
function mayLeave({ engine }: Here, state: State): void {
  state.passTest(false);
  state.tested.add(engine.number());
}

function isOfLibraries(here: Here, made: Call, receiver: Value | null): boolean {
  const { callee, argNodes } = made;
  const name = callee.replace(/<.*>$/s, '').replace(/^.*->/, '');
  if (receiver !== null) {
    return isApples(here, made, receiver);
  }
  return isKnownByName(name, argNodes[0]);
}

/** Whether a function or macro of this name surely does nothing to members of ours. */
export function isKnownByName(name: string, firstArgument: SyntaxNode | undefined): boolean {
  const isTelling = TELLS.test(name) || firstArgument?.type.endsWith('string_literal') === true;
  return OF_LIBRARIES.test(name) || DRIVERKIT_NAME.test(name) || (isTelling && !LEAVES.test(name));
}

/** Whether a receiver is an object of DriverKit's. */
function isApples(here: Here, made: Call, receiver: Value): boolean {
  if (receiver.kind === 'pointer') {
    return DRIVERKIT_NAME.test(receiver.object.type);
  }
  const callee = childIn(made.node, 'function');
  const node = callee && childIn(callee, 'argument');
  const type = node && declaredType(here, node, made.state);
  return type !== undefined && DRIVERKIT_NAME.test(type.name);
}

/** A method of the driver's that is not among the sources, or one of a base that is not. */
function isOwnMethod(here: Here, made: Call, receiver: Value | null): boolean {
  const { owner, self } = here.frame;
  const isOnThis =
    receiver === null
      ? /^\w+$/.test(made.callee)
      : receiver.kind === 'pointer' && receiver.object === self;
  if (!owner || !self || !isOnThis) {
    return false;
  }
  const name = made.callee.replace(/^.*->/, '').replace(/_Impl$/, '');
  return (
    isDeclared(here, owner, name) || (hasUnseenBase(here, owner) && !DRIVERKIT_METHODS.has(name))
  );
}

function* lineage({ engine }: Here, owner: ClassModel): Generator<ClassModel> {
  const seen = new Set<ClassModel>();
  for (let at: ClassModel | undefined = owner; at && !seen.has(at); ) {
    seen.add(at);
    yield at;
    at = at.base ? engine.classes.get(at.base) : undefined;
  }
}

function isDeclared(here: Here, owner: ClassModel, name: string): boolean {
  return [...lineage(here, owner)].some((it) => it.methods.has(name));
}

function hasUnseenBase(here: Here, owner: ClassModel): boolean {
  const base = [...lineage(here, owner)].at(-1)?.base ?? null;
  return base !== null && !DRIVERKIT_NAME.test(base);
}

/** Whether what is written as a call may be a macro that we have not seen, or not understood. */
function isLikeMacro(here: Here, { callee }: Call): boolean {
  const { dext, relevance } = here.engine;
  return dext.defines.has(callee)
    ? relevance.isRelevantMacro(callee)
    : isUnseenName(here, callee) && isNamedAsMacro(callee);
}

/** Whether a name looks like that of a macro. */
export function isNamedAsMacro(name: string): boolean {
  return LIKE_MACRO.test(name) || LIKE_LEAVING.test(name);
}

/** Whether a name is that of no macro, function or method among the sources. */
export function isUnseenName(here: Here, name: string): boolean {
  const { dext } = here.engine;
  return (
    /^\w+$/.test(name) &&
    !dext.defines.has(name) &&
    !dext.functions.has(name) &&
    !DRIVERKIT_NAME.test(name) &&
    !isOurMethod(here, name)
  );
}

function isOurMethod(here: Here, name: string): boolean {
  const { owner } = here.frame;
  return (
    owner !== null &&
    (isDeclared(here, owner, name) || methodNamed(here.engine, owner, name) !== undefined)
  );
}
