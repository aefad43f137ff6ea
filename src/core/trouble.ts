/** A file or folder that could not be done, or not wholly, and why; the others are done without it. */
export interface Trouble {
  /** As it is shown to the user. */
  readonly path: string;
  /** Continues the path: "is not UTF-8". */
  readonly reason: string;
  readonly line?: number;
}
