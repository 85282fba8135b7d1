import type { DextModel, TypeName } from '../dext/model.ts';
import { codeText } from '../source/code-text.ts';
import type { SourceFile } from '../source/source-file.ts';
import { childIn, namedChildren, type SyntaxNode } from '../source/syntax.ts';
import { calleeOf, callsIn, conditionOf, hasEndOfItsOwn, type Loop, namesIn } from './loops.ts';
import type { ClassAnalysis } from './subject.ts';

const PAUSES = /^(?:IOSleep|IODelay|usleep|sleep|nanosleep|sched_yield|os_log\w*|IOLog|printf)$/;
const LOADS = /^(?:__c11_atomic_load|atomic_load(?:_explicit)?|__atomic_load_n)$|(?:\.|->)load$/;

/**
 * What a loop without an end of its own does nothing but wait for: an answer of a device, a flag
 * that somebody else has to set. Null where it may end by itself, works, or tests what we do not
 * understand.
 */
export function waitsFor(
  at: { readonly dext: DextModel; readonly analysis: ClassAnalysis },
  loop: Loop,
): 'device' | 'flag' | null {
  const { dext } = at;
  const { file } = loop;
  const condition = conditionOf(loop);
  if (!condition || hasEndOfItsOwn(dext, loop)) {
    return null;
  }
  const calls = callsIn(loop.node).filter((it) => !PAUSES.test(calleeOf(file, it)));
  const ofDevice = calls.filter((it) => isDeviceCall(at, file, it));
  if (calls.some((it) => !ofDevice.includes(it) && !LOADS.test(calleeOf(file, it)))) {
    return null;
  }
  const isAnswer = ofDevice.some((it) => isIn(it, condition) || feeds(file, it, condition, loop));
  if (isAnswer) {
    return 'device';
  }
  const isAlone = ofDevice.length === 0 && !isAssigned(file, loop, condition);
  return isAlone && namesIn(file, condition).some((it) => isMember(at.analysis, it))
    ? 'flag'
    : null;
}

/** `status = device->Read()`, `device->Read(&status)`: the condition reads what comes of a call. */
function feeds(file: SourceFile, call: SyntaxNode, condition: SyntaxNode, { node }: Loop): boolean {
  const names = new Set(namesIn(file, condition));
  const list = childIn(call, 'arguments');
  const outs = (list ? namedChildren(list) : []).filter((it) => it.type === 'pointer_expression');
  if (outs.flatMap((it) => namesIn(file, it)).some((it) => names.has(it))) {
    return true;
  }
  for (let at = call.parent; at && at !== node; at = at.parent) {
    const target = at.type === 'assignment_expression' ? childIn(at, 'left') : undefined;
    if (target && namesIn(file, target).some((it) => names.has(it))) {
      return true;
    }
  }
  return false;
}

function isAssigned(file: SourceFile, { node }: Loop, condition: SyntaxNode): boolean {
  const names = new Set(namesIn(file, condition));
  const body = childIn(node, 'body');
  return (
    body !== undefined &&
    codeText(file, body)
      .split(/[^\w=]+/)
      .some((it) => names.has(it))
  );
}

/** A method of a class of DriverKit's that stands for hardware, or one of ours that only asks it. */
function isDeviceCall(
  at: { readonly dext: DextModel; readonly analysis: ClassAnalysis },
  file: SourceFile,
  call: SyntaxNode,
): boolean {
  const callee = childIn(call, 'function');
  if (callee?.type !== 'field_expression') {
    const own = at.analysis.model.methods.get(calleeOf(file, call))?.definitions ?? [];
    const [only] = own;
    const inside = only ? callsIn(only.body) : [];
    return own.length === 1 && inside.length > 0 && only !== undefined
      ? inside.every((it) => isDeviceMethod(at, only.file, it))
      : false;
  }
  return isDeviceMethod(at, file, call);
}

function isDeviceMethod(
  at: { readonly dext: DextModel; readonly analysis: ClassAnalysis },
  file: SourceFile,
  call: SyntaxNode,
): boolean {
  const callee = childIn(call, 'function');
  const receiver = callee && childIn(callee, 'argument');
  const name = receiver && namesIn(file, receiver).at(-1);
  const type = name === undefined ? undefined : memberType(at.analysis, name);
  return type !== undefined && isForeign(at.dext, type);
}

/** What can be drained is no device: a queue gets empty by being read. */
function isForeign(dext: DextModel, { name }: TypeName): boolean {
  return (
    /^IO[A-Z]/.test(name) &&
    !/Queue|Packet|Pool|Memory|Buffer|Iterator|Source|Action/.test(name) &&
    !dext.classes.some((it) => it.name === name)
  );
}

function isMember(analysis: ClassAnalysis, name: string): boolean {
  return memberType(analysis, name) !== undefined;
}

function memberType({ model }: ClassAnalysis, name: string): TypeName | undefined {
  return [...(model.ivars?.fields ?? []), ...model.fields].find((it) => it.name === name)?.type;
}

function isIn(part: SyntaxNode, whole: SyntaxNode): boolean {
  return whole.start <= part.start && part.end <= whole.end;
}
