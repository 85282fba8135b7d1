import type { ClassModel, Definition } from '../dext/model.ts';
import { childIn, descend, namedChildren, type SyntaxNode } from '../source/syntax.ts';
import { calledIn } from './relevance.ts';

const STARTING = ['init', 'Start'];
const STOPPING = ['Stop', 'free'];

/**
 * The members that other methods than those of starting and stopping may have written by the time
 * Stop is called: their values after Start are not to be counted on.
 */
export function writtenWhileRunning(model: ClassModel): ReadonlySet<string> {
  const bodies = new Map(
    [...model.methods.values()].map((it) => [it.name, it.definitions] as const),
  );
  const started = reachable(bodies, STARTING);
  const stopped = reachable(bodies, STOPPING);
  const others = [...bodies.keys()].filter((it) => !started.has(it) && !stopped.has(it));
  const names = new Set<string>();
  for (const method of reachable(bodies, others)) {
    for (const definition of bodies.get(method) ?? []) {
      for (const name of writtenIn(definition)) {
        names.add(name);
      }
    }
  }
  return names;
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

/** Names that are assigned, counted, or handed over by address. */
function writtenIn(definition: Definition): string[] {
  const names: string[] = [];
  for (const node of descend(definition.body)) {
    const target = targetOf(definition, node);
    const name = target && /(\w+)(?:\[[^\]]*\])?$/.exec(text(definition, target))?.[1];
    if (name) {
      names.push(name);
    }
  }
  return names;
}

function targetOf(definition: Definition, node: SyntaxNode): SyntaxNode | undefined {
  switch (node.type) {
    case 'assignment_expression':
      return childIn(node, 'left');
    case 'update_expression':
      return childIn(node, 'argument');
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

/** `__c11_atomic_load(&flag, …)`: the address is only read through. */
function isLoaded(definition: Definition, address: SyntaxNode): boolean {
  const call = address.parent?.parent;
  const callee = call?.type === 'call_expression' ? childIn(call, 'function') : undefined;
  return callee !== undefined && /atomic_load(_n|_explicit)?$/.test(text(definition, callee));
}

function text(definition: Definition, node: SyntaxNode): string {
  return definition.file.text.slice(node.start, node.end);
}
