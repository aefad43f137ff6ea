import type { Edit } from "../../core/edit.ts";
import type { Fix } from "../../core/fix.ts";
import { plural } from "../../reporters/summary.ts";
import type { Aside } from "./aside.ts";
import type { Asking } from "./asking.ts";
import type { ReviewAnswer } from "./question.ts";

type AskPart = (question: {
  readonly part: Fix;
  readonly notice: string;
}) => Promise<ReviewAnswer | undefined>;

/** Asks about each part of a change. What is taken becomes one more form; a change without parts says why. */
export async function askParts(
  { finding }: Asking,
  form: Fix,
  forms: readonly Fix[],
  ask: AskPart,
): Promise<Aside> {
  const { parts, ...whole } = form;
  if (parts === undefined || parts.length < 2) return { notice: whyWhole(form) };
  const taken: (readonly Edit[])[] = [];
  for (const [i, edits] of parts.entries()) {
    const notice = `Part ${i + 1} of ${parts.length}: y takes it, n leaves it out, any other answer gives up.`;
    const answer = await ask({ part: { ...whole, edits }, notice });
    if (answer?.kind === "take" && answer.scope === "one") taken.push(edits);
    else if (answer?.kind !== "skip" || answer.scope !== "one")
      return { notice: "The change is whole again." };
  }
  if (taken.length === 0) return { notice: "No part was taken; n leaves all as it is." };
  if (taken.length === parts.length) return { notice: "All parts were taken: it is the whole change." };
  const some: Fix = {
    ...whole,
    title: `${form.title}, ${taken.length} of ${parts.length} parts`,
    edits: taken.flat(),
    leaves: [...(form.leaves ?? []), finding.rule],
  };
  return { forms: [some, ...forms] };
}

function whyWhole({ edits, imports }: Fix): string {
  if (edits.length === 1 && imports.length === 0) return "This change is a single edit: it has no parts.";
  const needs = imports.length === 0 ? "" : ` and ${plural(imports.length, "import")}`;
  return `This is one change: its ${plural(edits.length, "edit")}${needs} need each other.`;
}
