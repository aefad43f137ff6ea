import type { Key } from "../../io/key-screen.ts";

/** What a key asks for. */
export type KeyAction =
  | "yes"
  | "no"
  | "rule"
  | "file"
  | "safe"
  | "skip rule"
  | "skip file"
  | "later"
  | "undo"
  | "edit"
  | "open"
  | "suppress"
  | "split"
  | "whole diff"
  | "rules"
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
  entry("yes", "y", "apply this change"),
  entry("no", "n", "leave this as it is"),
  entry("next form", "Tab", "show the next form of this change", ["\t"]),
  entry("rule", "a", "apply this and the rest of this rule that is as safe"),
  entry("file", "f", "apply this and the rest of this file that is as safe"),
  entry("safe", "A", "apply all safe changes; ask about the others"),
  entry("skip rule", "r", "skip the rest of this rule"),
  entry("skip file", "d", "skip the rest of this file"),
  entry("later", "l", "leave it undecided: it comes again after the others"),
  entry("undo", "u", "undo the last answer, also one whose file is written, and ask again", [
    "u",
    "backspace",
  ]),
  entry("edit", "e", "edit the result in $VISUAL or $EDITOR, then ask again"),
  entry("suppress", "i", "write a comment that says not to report this, and why"),
  entry("split", "s", "ask about each part of this change, where it has parts"),
  entry("open", "o", "open the file itself at this line, then look at it anew"),
  entry("whole diff", "v", "show all that becomes of this file, in $PAGER"),
  entry("rules", "R", "choose the rules to be asked about"),
  entry("more context", "+", "show more lines around it", ["+", "="]),
  entry("less context", "-", "show fewer"),
  entry("down", "j", "scroll down", ["j", "down", "pagedown", " "]),
  entry("up", "k", "scroll up", ["k", "up", "pageup"]),
  entry("explain", "x", "explain the rule"),
  entry("quit", "q", "stop, and write what was accepted"),
  entry("discard", "Q", "stop, and leave this file as it was; Ctrl-C does the same"),
  entry("help", "?", "this help"),
];

function entry(
  action: KeyAction,
  label: string,
  meaning: string,
  keys: readonly string[] = [label],
): KeyEntry {
  return { action, label, keys, meaning };
}

/** What a key means, if anything. */
export function actionOf({ sequence, name }: Key): KeyAction | undefined {
  // A key with a character is known by it alone: `name` does not tell `a` from `A`.
  const isPrintable = /^[\x20-\x7e]$/.test(sequence);
  return KEYS.find(({ keys }) => keys.includes(sequence) || (!isPrintable && keys.includes(name)))?.action;
}
