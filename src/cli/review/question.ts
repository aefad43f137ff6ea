import type { Fix } from "../../core/fix.ts";
import type { Hunk } from "../../core/hunk.ts";

/** One of the changes that are offered for a finding. */
export interface ReviewForm {
  readonly fix: Fix;
  /** What the change does to the text, with so many unchanged lines around it. */
  hunks(context: number): readonly Hunk[];
}

/** A finding that the user decides about. */
export interface ReviewQuestion {
  /** "3 of 41". */
  readonly number: number;
  readonly total: number;
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly rule: string;
  readonly message: string;
  /** The page of the rule. */
  readonly docs: string;
  /** Why the question is asked once more. */
  readonly notice?: string;
  /** At least one, the preferred first. */
  readonly forms: readonly ReviewForm[];
}

/** How far an answer reaches: this finding, the rest of its rule, or the rest of its file. */
export type Scope = "one" | "rule" | "file";

/** What the user decided. */
export type ReviewAnswer =
  | { readonly kind: "take"; readonly form: number; readonly scope: Scope }
  | { readonly kind: "skip"; readonly scope: Scope }
  /** Take all that is safe from here on; ask about the others. */
  | { readonly kind: "take safe" }
  /** Ask no more; keep what was accepted. */
  | { readonly kind: "quit" }
  /** Ask no more; leave this file as it was. */
  | { readonly kind: "discard" };
