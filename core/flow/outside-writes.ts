import type { ClassModel, Definition, DextModel } from '../dext/model.ts';
import { childIn, descend, namedChildren, type SyntaxNode } from '../source/syntax.ts';
import { handedOver } from './handovers.ts';
import { calledIn } from './relevance.ts';

const STARTING = ['init', 'Start'];
const STOPPING = ['Stop', 'free'];

/**
 * The members that other methods than those of starting and stopping may have written by the time
 * Stop is called: their values after Start are not to be counted on. What no code in sight writes,
 * code out of sight does that they give it to.
 */
export function writtenWhileRunning(dext: DextModel, model: ClassModel): ReadonlySet<string> {
  const bodies = new Map(
    [...model.methods.values()].map((it) => [it.name, it.definitions] as const),
  );
  const started = reachable(bodies, STARTING);
  const stopped = reachable(bodies, STOPPING);
  const others = [...bodies.keys()].filter((it) => !started.has(it) && !stopped.has(it));
  const running = [...reachable(bodies, others)].flatMap((it) => bodies.get(it) ?? []);
  const given = running.map((it) => handedOver(dext, model, it));
  const isWhole = given.some((it) => it.isWhole);
  const members = new Set(given.flatMap((it) => it.members));
  const unwritten = unwrittenMembers(model, [...bodies.values()].flat());
  return new Set([
    ...running.flatMap(writtenIn),
    ...unwritten.filter((it) => isWhole || members.has(it)),
  ]);
}

/** The members of a driver that none of its methods writes. */
function unwrittenMembers(model: ClassModel, bodies: readonly Definition[]): string[] {
  const written = new Set(bodies.flatMap(writtenIn));
  const members = [...model.fields, ...(model.ivars?.fields ?? [])].map((it) => it.name);
  return members.filter((it) => !written.has(it));
}

type Bodies = ReadonlyMap<string, readonly Definition[]>;

/** The methods that can be reached from some by calls of their names. */
export function reachable(bodies: Bodies, from: readonly string[]): Set<string> {
  const found = new Set<string>();
  const open = [...from];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name) || !bodies.has(name)) {
      continue;
    }
    found.add(name);
    for (const definition of bodies.get(name) ?? []) {
      open.push(...calledIn(definition));
    }
  }
  return found;
}

const ATOMIC_WRITE = /^(store|exchange|fetch_\w+|compare_exchange_\w+|test_and_set|clear)$/;

/** Names that are assigned, counted, or handed over by address or reference. */
function writtenIn(definition: Definition): string[] {
  const names: string[] = [];
  for (const node of descend(definition.body)) {
    for (const target of targetsOf(definition, node)) {
      const name = /(\w+)(?:\[[^\]]*\])?$/.exec(text(definition, target))?.[1];
      if (name) {
        names.push(name);
      }
    }
  }
  return names;
}

function targetsOf(definition: Definition, node: SyntaxNode): SyntaxNode[] {
  const target = targetOf(definition, node);
  return target
    ? [target]
    : node.type === 'call_expression'
      ? givenByReference(definition, node)
      : [];
}

/** What a function of the C++ library writes that is given it by reference. */
function givenByReference(definition: Definition, call: SyntaxNode): SyntaxNode[] {
  const callee = childIn(call, 'function');
  const list = childIn(call, 'arguments');
  const [, name] = (callee && /^(?:std::)?(exchange|swap)\b/.exec(text(definition, callee))) ?? [];
  return name && list ? namedChildren(list).slice(0, name === 'swap' ? 2 : 1) : [];
}

function targetOf(definition: Definition, node: SyntaxNode): SyntaxNode | undefined {
  switch (node.type) {
    case 'assignment_expression':
      return childIn(node, 'left');
    case 'update_expression':
      return childIn(node, 'argument');
    case 'init_declarator':
      return childIn(node, 'declarator')?.type === 'reference_declarator' &&
        !isConst(definition, node)
        ? childIn(node, 'value')
        : undefined;
    case 'pointer_expression':
      return childIn(node, 'operator')?.type === '&' && !isLoaded(definition, node)
        ? childIn(node, 'argument')
        : undefined;
    case 'call_expression': {
      const callee = childIn(node, 'function');
      const list = childIn(node, 'arguments');
      const method = callee && childIn(callee, 'field');
      if (callee && method && ATOMIC_WRITE.test(text(definition, method))) {
        return childIn(callee, 'argument');
      }
      const isRelease = callee && /^OSSafeReleaseNULL$/.test(text(definition, callee));
      return isRelease && list ? namedChildren(list)[0] : undefined;
    }
    default:
      return undefined;
  }
}

/** `const auto &period = ivars->period` is only read through. */
function isConst(definition: Definition, { parent }: SyntaxNode): boolean {
  return (parent?.children ?? []).some(
    (it) => it.type === 'type_qualifier' && text(definition, it) === 'const',
  );
}

/** `__c11_atomic_load(&flag, …)`: the address is only read through. */
function isLoaded(definition: Definition, address: SyntaxNode): boolean {
  const call = address.parent?.parent;
  const callee = call?.type === 'call_expression' ? childIn(call, 'function') : undefined;
  return callee !== undefined && /atomic_load(_n|_explicit)?$/.test(text(definition, callee));
}

function text(definition: Definition, node: SyntaxNode): string {
  return definition.file.text.slice(node.start, node.end);
}
