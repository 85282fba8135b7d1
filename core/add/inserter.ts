import type { Insertion } from '../edit/insertion.ts';
import { lineEndAt, withLineEnd } from '../edit/line-ends.ts';
import type { Origin } from '../plan/change.ts';
import type { Renderer } from '../render/renderer.ts';
import type { SourceFile } from '../source/source-file.ts';
import type { AddedTimerView } from '../view/added-timer-view.ts';
import { restyled } from './restyled.ts';

/** Where a piece goes. */
export interface Spot {
  readonly file: SourceFile;
  readonly offset: number;
  /** Fits the styled text to what is around it: blank lines, a line end before or behind. */
  readonly shape?: (text: string) => string;
}

/** Renders pieces, in the style of the files that they go into. */
export class Inserter {
  readonly insertions: Insertion[] = [];
  readonly #renderer: Renderer;
  readonly #view: AddedTimerView;

  constructor(renderer: Renderer, view: AddedTimerView) {
    this.#renderer = renderer;
    this.#view = view;
  }

  /**
   * Adds a piece. Pieces for one place keep the order in which they are added.
   *
   * @param at.template below `add/`, without its ending
   * @param at.also what the template sees beside the view
   */
  add(at: Spot & { readonly piece: string; readonly template: string; readonly also?: object }) {
    const { file, offset, piece, shape = (text: string) => text } = at;
    const template = `add/${at.template}.ejs`;
    const view = { ...this.#view, ...at.also };
    const text = shape(restyled(file, this.#renderer.render(template, view)));
    const lines = text.split('\n').length - 1;
    this.insertions.push({
      file,
      offset,
      text: withLineEnd(text, lineEndAt(file.text, offset)),
      piece,
      origin: originsOf(this.#renderer.origins(template, view), template, lines),
    });
  }
}

/** The origins of lines; where restyling has changed their number, the template as a whole. */
function originsOf(origins: readonly Origin[], template: string, lines: number): Origin[] {
  return Array.from({ length: Math.max(lines, 1) }, (_, i) =>
    origins.length === lines && origins[i] ? origins[i] : { template, line: 1 },
  );
}
