import type { Insertion } from '../edit/insertion.ts';
import { lineEndAt, withLineEnd } from '../edit/line-ends.ts';
import { restyle } from '../edit/restyle.ts';
import { type Style, styleOf } from '../edit/style.ts';
import type { Renderer } from '../render/renderer.ts';
import type { SourceFile } from '../source/source-file.ts';
import type { AddedTimerView } from '../view/template-interface.ts';
import { lineOrigins } from './line-origins.ts';

/** Where a piece goes. */
export interface Spot {
  readonly file: SourceFile;
  readonly offset: number;
  /** What its outermost lines begin with; left out, the levels are those of the template. */
  readonly indent?: string | undefined;
  /** So many spaces end the line before this place; they are to indent the first line instead. */
  readonly spacesBefore?: number;
  /** Fits the styled text to what is around it: blank lines, a line end before or behind. */
  readonly shape?: (text: string) => string;
}

/** Renders pieces, in the style of the files that they go into. */
export class Inserter {
  readonly insertions: Insertion[] = [];
  readonly #renderer: Renderer;
  readonly #view: AddedTimerView;
  readonly #method: Style['method'];
  readonly #files: readonly SourceFile[];
  readonly #styles = new Map<SourceFile, Style>();

  /**
   * @param at.files those that show how the project is written
   * @param at.method how the class's own methods are spelled, whatever else is in the file
   */
  constructor(at: {
    readonly renderer: Renderer;
    readonly view: AddedTimerView;
    readonly method: Style['method'];
    readonly files: readonly SourceFile[];
  }) {
    this.#renderer = at.renderer;
    this.#view = at.view;
    this.#method = at.method;
    this.#files = at.files;
  }

  /** How a file is written. */
  styleOf(file: SourceFile): Style {
    const known = this.#styles.get(file);
    if (known) {
      return known;
    }
    const style = { ...styleOf(file, this.#files), method: this.#method };
    this.#styles.set(file, style);
    return style;
  }

  /**
   * Adds a piece. Pieces for one place keep the order in which they are added.
   *
   * @param at.template below `add/`, without its ending
   * @param at.also what the template sees beside the view
   */
  add(
    at: Spot & { readonly piece: string; readonly template: string; readonly also?: object },
  ): void {
    const { file, indent, piece, shape = (it: string) => it } = at;
    const template = `add/${at.template}.ejs`;
    const view = { ...this.#view, ...at.also };
    const style: Style = { ...this.styleOf(file), lineEnd: '\n' };
    const rendered = this.#renderer.render(template, view);
    const text = shape(restyle(rendered, style, indent));
    const lineEnd = lineEndAt(file.text, at.offset);
    for (const { offset, text: part } of apart(at, text)) {
      this.insertions.push({
        file,
        offset,
        text: withLineEnd(part, lineEnd),
        piece,
        origins: () => lineOrigins(rendered, this.#renderer.origins(template, view), part),
      });
    }
  }
}

/** A text around the spaces that are to be part of it; whole where there are none. */
function apart(
  { offset, spacesBefore = 0 }: Spot,
  text: string,
): { readonly offset: number; readonly text: string }[] {
  const [before = '', leading = ''] = /^\n+( *)/.exec(text) ?? [];
  if (spacesBefore === 0 || leading.length < spacesBefore) {
    return [{ offset, text }];
  }
  const end = before.length;
  return [
    { offset: offset - spacesBefore, text: text.slice(0, end - spacesBefore) },
    { offset, text: text.slice(end) },
  ];
}
