import type { Fix } from "../../core/fix.ts";
import type { Aside } from "./aside.ts";
import { type Asking, fileLineOf } from "./asking.ts";
import { editForm } from "./edit-form.ts";
import type { ReviewAnswer } from "./question.ts";
import type { Reviewer } from "./reviewer.ts";
import { askParts } from "./split.ts";
import { wholeDiff } from "./whole-diff.ts";

/** What is on the screen when a key leads aside. */
export interface AsideStart {
  readonly reviewer: Reviewer;
  readonly asking: Asking;
  readonly forms: readonly Fix[];
  readonly context: number;
  /** Asks about a part of a change; `undefined` where the user has had enough. */
  readonly askPart: (question: { part: Fix; notice: string }) => Promise<ReviewAnswer | undefined>;
}

/** Does what an answer asks for that decides nothing: edits, opens, splits or shows. */
export async function goAside(answer: ReviewAnswer, start: AsideStart): Promise<Aside> {
  const { reviewer, asking, forms, context, askPart } = start;
  if (answer.kind === "open") {
    const failed = await reviewer.open(asking.tools.absolute, fileLineOf(asking));
    return failed === undefined ? { turn: { kind: "rescan" } } : { notice: failed };
  }
  const form = "form" in answer ? forms[answer.form] : undefined;
  if (form === undefined) return {};
  if (answer.kind === "edit") return editForm(asking, form, forms, reviewer);
  if (answer.kind === "split") return askParts(asking, form, forms, askPart);
  const failed = await reviewer.show(wholeDiff(asking, form, context));
  return failed === undefined ? {} : { notice: failed };
}
