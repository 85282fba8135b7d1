import { addTo } from './add-to.ts';
import { type ClassSight, isDispatched } from './class-sight.ts';
import type { Macros } from './macros.ts';
import { withMacroMembers } from './members-macro.ts';
import type { RecordModel, Variable } from './model.ts';
import { nearest } from './nearest.ts';

/** Finds the structs of a name, ivars structs among them. */
export class Records {
  readonly #byName = new Map<string, ClassSight[]>();
  readonly #defines: Macros;

  constructor(sights: readonly ClassSight[], defines: Macros) {
    this.#defines = defines;
    for (const sight of sights) {
      for (const name of [sight.name, ...sight.aliases]) {
        addTo(this.#byName, name, sight);
      }
    }
  }

  /** The struct of that name that is nearest to a file; null for none. */
  named(name: string, path: string): RecordModel | null {
    const sight = nearest(path, this.#byName.get(name) ?? []);
    return sight ? this.#record(name, sight, new Set()) : null;
  }

  /** Structs and unions without methods, and every ivars struct. */
  all(): Map<string, RecordModel> {
    const records = new Map<string, RecordModel>();
    for (const [name, sights] of this.#byName) {
      const sight = sights.find((it) => it.declared.length === 0 || name.endsWith('_IVars'));
      if (sight && !isDispatched(sight)) {
        records.set(name, this.#record(name, sight, new Set()));
      }
    }
    return records;
  }

  #record(name: string, sight: ClassSight, seen: Set<ClassSight>): RecordModel {
    const { file, node, fields } = sight;
    const own = withMacroMembers(sight, fields, this.#defines);
    return { file, node, name, fields: [...own, ...this.#inherited(sight, seen)] };
  }

  #inherited(sight: ClassSight, seen: Set<ClassSight>): readonly Variable[] {
    const base = sight.base && nearest(sight.file.path, this.#byName.get(sight.base) ?? []);
    if (!base || seen.has(base)) {
      return [];
    }
    seen.add(base);
    return this.#record(base.name, base, seen).fields;
  }
}
