import type { Key, KeyScreen } from "../../io/key-screen.ts";
import { printable, type Style } from "../../reporters/style.ts";
import type { Decision } from "./decision-log.ts";
import { actionOf } from "./keys.ts";
import { wrapText } from "./styled-line.ts";

/** What is asked when everything is answered. */
export interface EndQuestion {
  /** The answer that can be taken back. */
  readonly last?: Decision;
  /** Why it cannot be. */
  readonly notice?: string;
}

export type EndAnswer = "finish" | "undo";

/** The last screen of a review: only Enter ends it, so that no key too many does. */
export function endScreen({ last, notice }: EndQuestion, style: Style): KeyScreen<null, EndAnswer> {
  const rows = (width: number): readonly string[] => [
    ...wrapText("Everything is answered, and what was accepted is written.", width),
    ...(notice === undefined ? [] : wrapText(printable(notice), width).map(style.yellow)),
    ...wrapText(
      `u takes back the last answer${last === undefined ? "" : ` (${printable(last.place)})`}`,
      width,
    ).map(style.dim),
  ];
  return {
    start: null,
    press: (state, key) => {
      if (isEnter(key)) return { answer: "finish" };
      const action = actionOf(key);
      if (action === "undo") return { answer: "undo" };
      return action === "quit" ? { answer: "finish" } : { state };
    },
    render: (_, { columns }) => [...rows(Math.max(20, columns - 1)), "Enter ends the review. "].join("\n"),
    textOf: () => undefined,
  };
}

function isEnter({ sequence, name }: Key): boolean {
  return name === "return" || name === "enter" || sequence === "\r" || sequence === "\n";
}
