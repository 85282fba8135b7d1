/** Where something was found: a new project or an added timer, and of which kind. */
export interface Occurrence {
  readonly in: 'new' | 'add';
  readonly facets: ReadonlyMap<string, string>;
}

/** What is wrong with a pack. */
export interface TemplatesFinding {
  /** The template, as messages show it; or the file that it makes. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** None where it does not depend on them. */
  readonly occurrences: readonly Occurrence[];
}

type Said = Omit<TemplatesFinding, 'occurrences'>;

/** Collects findings: what many combinations have is told once. */
export class Findings {
  readonly #all = new Map<string, Said & { occurrences: Occurrence[]; isAlways: boolean }>();

  /** @param occurrence left out where it holds whatever is rendered */
  add(said: Said, occurrence?: Occurrence): void {
    const key = JSON.stringify([said.path, said.line, said.message]);
    const known = this.#all.get(key) ?? { ...said, occurrences: [], isAlways: false };
    this.#all.set(key, known);
    if (!occurrence) {
      known.isAlways = true;
    } else if (!known.occurrences.includes(occurrence)) {
      known.occurrences.push(occurrence);
    }
  }

  /** Sorted by place. */
  get list(): TemplatesFinding[] {
    return [...this.#all.values()]
      .map(({ isAlways, ...it }) => (isAlways ? { ...it, occurrences: [] } : it))
      .sort((a, b) => compare([a.path, a.line, a.message], [b.path, b.line, b.message]));
  }
}

function compare(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  const at = a.findIndex((it, index) => it !== b[index]);
  return at === -1 ? 0 : (a[at] ?? 0) < (b[at] ?? 0) ? -1 : 1;
}
