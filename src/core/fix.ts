import type { Edit, Span } from "./edit.ts";

/**
 * How far a fix can be trusted.
 * - `safe`: the same result against every correctly configured peer, no new exception, every comment kept;
 *   or the program cannot run without it on the newest Python, and verification stays what it was.
 * - `unsafe`: right in intent, but it may refuse a peer that was accepted until now.
 * - `display`: a fact is missing that the file does not hold; shown, never written by `--fix`.
 */
export type Applicability = "safe" | "unsafe" | "display";

/** A module that the rewritten text names, and the name that it must have at module level. */
export interface ImportNeed {
  readonly module: string;
  readonly name: string;
  /** The starts of imports of the same module in a function, which hide that name before they have run, and so go. */
  readonly instead?: readonly number[];
}

/** A fact that only the user has. The answer replaces every `placeholder` in the texts of the fix. */
export interface Question {
  readonly placeholder: string;
  readonly text: string;
}

/** One independent change to the text that was checked. It is data: applying it is the engine's work. */
export interface Fix {
  readonly kind: "fix";
  /** What it does, as a verb phrase: "Replace ssl.wrap_socket with the context API". */
  readonly title: string;
  readonly applicability: Applicability;
  /** Why it is not safe, or what the user must know; lower case, no full stop. */
  readonly because?: string;
  readonly edits: readonly Edit[];
  readonly imports: readonly ImportNeed[];
  /** Nothing else may touch this range in the same pass. */
  readonly guard?: Span;
  /** At most one fix of a group goes into one pass (one context: its settings depend on each other). */
  readonly group?: string;
  /** The rules whose findings this fix is known to leave in the text that it writes. */
  readonly leaves?: readonly string[];
  readonly ask?: Question;
  /** It says not to report the finding, and mends nothing. */
  readonly isSuppression?: true;
  /** The edits in groups any of which can be left out, where the fix is more than one change. */
  readonly parts?: readonly (readonly Edit[])[];
}

/** A finding that is left to the user, and why. */
export interface NoFix {
  readonly kind: "none";
  readonly because: string;
}

/** What can be done about a finding; the preserving and the verifying fix of one call are two. */
export type Remedy = Fix | NoFix;
