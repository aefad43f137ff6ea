import type { PlacedHunk } from "../../core/cell-diff.ts";
import type { Fix } from "../../core/fix.ts";
import type { RuleCount } from "../output/rule-counts.ts";

/** One of the changes that are offered for a finding. */
export interface ReviewForm {
  readonly fix: Fix;
  /** What the change does to the text, with so many unchanged lines around it. `answer` is what it asks for. */
  hunks(context: number, answer?: string): readonly PlacedHunk[];
  /** What is wrong with an answer to what the change asks for. */
  problemWith(answer: string): string | undefined;
}

/** A finding that the user decides about. */
export interface ReviewQuestion {
  /** "3 of 41". */
  readonly number: number;
  readonly total: number;
  /** The file, the line and the column. */
  readonly place: string;
  readonly rule: string;
  readonly message: string;
  /** The page of the rule. */
  readonly docs: string;
  /** Why the question is asked once more, or asked at all. */
  readonly notice?: string;
  /** At least one, the preferred first. */
  readonly forms: readonly ReviewForm[];
  /** What a comment that suppresses the finding does to the text; `undefined` where none can stand. */
  suppression(context: number, reason: string): readonly PlacedHunk[] | undefined;
  readonly rules: readonly RuleCount[];
  /** The rules that are not to be asked about. */
  readonly unwanted: readonly string[];
}

/** How far an answer reaches: this finding, the rest of its rule, or the rest of its file. */
export type Scope = "one" | "rule" | "file";

/** What the user decided, or wants to see or do before that. */
export type ReviewAnswer =
  | { readonly kind: "take"; readonly form: number; readonly scope: Scope; readonly text?: string }
  | { readonly kind: "skip"; readonly scope: Scope }
  | { readonly kind: "suppress"; readonly reason: string }
  /** Ask again when all others are answered. */
  | { readonly kind: "later" }
  /** Take all that is safe from here on; ask about the others. */
  | { readonly kind: "take safe" }
  | { readonly kind: "choose rules"; readonly unwanted: readonly string[] }
  | { readonly kind: "undo" }
  | { readonly kind: "edit"; readonly form: number }
  | { readonly kind: "split"; readonly form: number }
  | { readonly kind: "show"; readonly form: number }
  | { readonly kind: "open" }
  /** Ask no more; keep what was accepted. */
  | { readonly kind: "quit" }
  /** Ask no more; leave this file as it was. */
  | { readonly kind: "discard" };
