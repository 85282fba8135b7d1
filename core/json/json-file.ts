/** A JSON file that people write: absolute place, and its path and text as messages show it. */
export interface JsonFile {
  readonly place: string;
  /** Relative to the working directory, separated by `/`. */
  readonly path: string;
  readonly text: string;
}
