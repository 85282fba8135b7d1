import type { SourceFile } from '../source/source-file.ts';
import type { SyntaxNode } from '../source/syntax.ts';
import { addTo } from './add-to.ts';
import type { Body } from './body.ts';
import { type ClassSight, isDispatched } from './class-sight.ts';
import { nearest } from './nearest.ts';
import type { Sights } from './sights.ts';

/** A class and the bodies that are its own, before they become a ClassModel. */
export interface Owner {
  readonly name: string;
  readonly file: SourceFile;
  readonly node: SyntaxNode;
  kind: 'iig' | 'cpp';
  /** Null for a class that we know by its methods' bodies only. */
  readonly sight: ClassSight | null;
  readonly bodies: Body[];
}

/** Classes with what belongs to each, and the functions that belong to none. */
export interface Owned {
  readonly owners: readonly Owner[];
  readonly free: readonly Body[];
}

/** Gives each body to its class; where several classes have its name, to the nearest. */
export function ownersOf(all: readonly Sights[]): Owned {
  const namespaces = new Set(all.flatMap((it) => [...it.namespaces]));
  const owners = all.flatMap((it) => it.classes).map(declaredOwner);
  const byName = new Map<string, Owner[]>();
  for (const owner of owners) {
    addTo(byName, owner.name, owner);
  }
  const free: Body[] = [];
  const orphans = new Map<string, Body[]>();
  for (const body of all.flatMap((it) => it.bodies)) {
    const name = body.qualifiers.at(-1);
    if (name === undefined) {
      free.push(body);
      continue;
    }
    const owner = nearest(body.file.path, candidates(byName.get(name) ?? [], body));
    if (owner) {
      owner.bodies.push(body);
      // The macro comes out of an .iig, which is not among the files.
      owner.kind = body.isIMPL ? 'iig' : owner.kind;
    } else if (namespaces.has(name) && !body.isIMPL) {
      free.push(body);
    } else {
      addTo(orphans, name, body);
    }
  }
  return { owners: [...owners, ...[...orphans].map(orphaned)], free };
}

function declaredOwner(sight: ClassSight): Owner {
  const { name, file, node } = sight;
  const kind = isDispatched(sight) ? 'iig' : 'cpp';
  return { name, file, node, kind, sight, bodies: [...sight.inline] };
}

/** A class whose declaration is not among the files: its bodies tell what it is. */
function orphaned([name, bodies]: readonly [string, Body[]]): Owner {
  const { file, node } = bodies[0] as Body;
  const isIig = bodies.some((it) => it.isIMPL || it.name.endsWith('_Impl'));
  return { name, file, node, kind: isIig ? 'iig' : 'cpp', sight: null, bodies };
}

/** Of the classes of a name, those that a body fits best. */
function candidates(named: readonly Owner[], body: Body): readonly Owner[] {
  if (named.length < 2) {
    return named;
  }
  const whole = [...body.scope, ...body.qualifiers].join('::');
  const tail = `::${body.qualifiers.join('::')}`;
  const pathOf = (owner: Owner) => owner.sight?.path.join('::') ?? owner.name;
  const dispatched = body.isIMPL || body.name.endsWith('_Impl');
  const tests: ((owner: Owner) => boolean)[] = [
    (owner) => pathOf(owner) === whole,
    (owner) => `::${pathOf(owner)}`.endsWith(tail),
    () => true,
  ];
  for (const fits of tests) {
    const found = named.filter(fits);
    if (found.length > 0) {
      const iig = found.filter((owner) => owner.kind === 'iig');
      return dispatched && iig.length > 0 ? iig : found;
    }
  }
  return named;
}
