import type { Style } from './style.ts';

/** What is counted; the rest of a style is one fact of the file. */
export type Aspect = Exclude<keyof Style, 'lineEnd'>;

/** How often each way of writing was seen. */
export class Tally {
  private readonly counts = new Map<Aspect, Map<Style[Aspect], number>>();

  /** One more sighting; `weight` for one that says more than others. */
  count<A extends Aspect>(aspect: A, value: Style[A], weight = 1): void {
    const counts = this.counts.get(aspect) ?? new Map<Style[Aspect], number>();
    counts.set(value, (counts.get(value) ?? 0) + weight);
    this.counts.set(aspect, counts);
  }

  add(other: Tally): this {
    for (const [aspect, counts] of other.counts) {
      for (const [value, count] of counts) {
        this.count(aspect, value as Style[typeof aspect], count);
      }
    }
    return this;
  }

  total(aspect: Aspect): number {
    return [...(this.counts.get(aspect)?.values() ?? [])].reduce((sum, it) => sum + it, 0);
  }

  /** What was seen most often, the first of several; undefined where nothing was. */
  most<A extends Aspect>(aspect: A): Style[A] | undefined {
    const counts = this.counts.get(aspect) as ReadonlyMap<Style[A], number> | undefined;
    return [...(counts ?? [])].reduce<[Style[A], number] | undefined>(
      (best, it) => (best && best[1] >= it[1] ? best : it),
      undefined,
    )?.[0];
  }
}
