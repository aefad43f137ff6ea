import type { Span } from "./edit.ts";
import type { Remedy } from "./fix.ts";

/** Lines and columns from 1, columns in code points; the end not included. */
export interface LineRange {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Another place that explains a finding, in the same file unless `path` says otherwise. */
export interface Related extends Span {
  readonly message: string;
  readonly path?: string;
  /** Where it is in that other file, whose text is not at hand. */
  readonly lines?: LineRange;
  /** Whether the thing found passes through here: it is made, handed on or used. Reports show these as a flow. */
  readonly isStep?: true;
}

/** One thing found: one per call or per context, never two for one cause. */
export interface Finding extends Span {
  readonly rule: string;
  /** What is wrong, naming the code as it is spelt in the file. */
  readonly message: string;
  /** At least one, the preferred first. */
  readonly remedies: readonly Remedy[];
  readonly related: readonly Related[];
}

/** A finding that a comment says not to report. */
export interface SuppressedFinding {
  readonly finding: Finding;
  /** Why, in the words of the comment; empty where it gives no reason. */
  readonly reason: string;
}
