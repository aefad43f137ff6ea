import type { Key } from "../../io/prompt.ts";

/** What a key asks for. */
export type KeyAction =
  | "yes"
  | "no"
  | "rule"
  | "file"
  | "safe"
  | "skip rule"
  | "skip file"
  | "next form"
  | "more context"
  | "less context"
  | "down"
  | "up"
  | "explain"
  | "help"
  | "quit"
  | "discard";

interface KeyEntry {
  readonly action: KeyAction;
  /** As the help names it. */
  readonly label: string;
  /** Characters, and names of keys that have none. */
  readonly keys: readonly string[];
  readonly meaning: string;
}

/** Every key of the review. Enter means nothing: a change is never accepted by default. */
export const KEYS: readonly KeyEntry[] = [
  { action: "yes", label: "y", keys: ["y"], meaning: "apply this change" },
  { action: "no", label: "n", keys: ["n"], meaning: "leave this as it is" },
  { action: "next form", label: "Tab", keys: ["\t"], meaning: "show the next form of this change" },
  {
    action: "rule",
    label: "a",
    keys: ["a"],
    meaning: "apply this and the rest of this rule that is as safe",
  },
  {
    action: "file",
    label: "f",
    keys: ["f"],
    meaning: "apply this and the rest of this file that is as safe",
  },
  { action: "safe", label: "A", keys: ["A"], meaning: "apply all safe changes; ask about the others" },
  { action: "skip rule", label: "r", keys: ["r"], meaning: "skip the rest of this rule" },
  { action: "skip file", label: "d", keys: ["d"], meaning: "skip the rest of this file" },
  { action: "more context", label: "+", keys: ["+", "="], meaning: "show more lines around it" },
  { action: "less context", label: "-", keys: ["-"], meaning: "show fewer" },
  { action: "down", label: "j", keys: ["j", "down", "pagedown", " "], meaning: "scroll down" },
  { action: "up", label: "k", keys: ["k", "up", "pageup"], meaning: "scroll up" },
  { action: "explain", label: "x", keys: ["x"], meaning: "explain the rule" },
  { action: "quit", label: "q", keys: ["q"], meaning: "stop, and write what was accepted" },
  { action: "discard", label: "Q", keys: ["Q"], meaning: "stop, and leave this file as it was" },
  { action: "help", label: "?", keys: ["?"], meaning: "this help" },
];

/** What a key means, if anything. */
export function actionOf({ sequence, name }: Key): KeyAction | undefined {
  return KEYS.find(({ keys }) => keys.includes(sequence) || (sequence.length !== 1 && keys.includes(name)))
    ?.action;
}
