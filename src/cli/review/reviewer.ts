import type { Edited } from "../../io/editor.ts";
import type { INTERRUPTED } from "../../io/prompt.ts";
import type { EndAnswer, EndQuestion } from "./end-screen.ts";
import type { ReviewQuestion } from "./question.ts";
import type { Answered, ScreenState } from "./state.ts";

/** Who answers, and what else can be done in front of a terminal. */
export interface Reviewer {
  ask(question: ReviewQuestion, last: ScreenState | undefined): Promise<Answered | typeof INTERRUPTED>;
  /** Asks whether the review is to end, now that everything is answered. */
  askEnd(question: EndQuestion): Promise<EndAnswer | typeof INTERRUPTED>;
  /** Lets the user edit a text; `path` names it. */
  edit(text: string, path: string, line: number): Promise<Edited>;
  /** Opens a file itself. What went wrong, if anything. */
  open(absolute: string, line: number): Promise<string | undefined>;
  /** Shows a patch. What went wrong, if anything. */
  show(patch: string): Promise<string | undefined>;
}
