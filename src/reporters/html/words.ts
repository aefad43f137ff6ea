import type { Mode } from "../../core/report.ts";
import type { State } from "./model.ts";

/** What a state is called, as a label and in the sentence below it. */
export interface StateWords {
  readonly label: string;
  readonly explains: string;
}

/** The names of the states in a run of a mode. */
export function wordsFor(mode: Mode): Readonly<Record<State, StateWords>> {
  const fixed =
    mode === "diff"
      ? { label: "Would be fixed", explains: "by --fix with these options" }
      : { label: "Fixed", explains: "in this run" };
  return {
    fixed,
    safe: { label: "Safe fix", explains: "--fix writes it; the result is the same" },
    unsafe: { label: "Unsafe fix", explains: "with --unsafe-fixes; it may refuse a peer" },
    ask: { label: "Review", explains: "a fact is missing; -i asks for it or shows it" },
    none: { label: "No fix", explains: "left to you, with the reason" },
  };
}
