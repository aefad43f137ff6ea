import { editsBetween } from "../../core/edits-between.ts";
import type { Fix } from "../../core/fix.ts";
import { LineIndex, spokenPlace } from "../../core/lines.ts";
import { rewrite } from "../../core/rewrite.ts";
import type { Aside } from "./aside.ts";
import type { Asking } from "./asking.ts";
import type { Reviewer } from "./reviewer.ts";

/** Lets the user edit what a change makes of the file; what comes back is one more form of it, if it parses. */
export async function editForm(
  asking: Asking,
  form: Fix,
  forms: readonly Fix[],
  reviewer: Reviewer,
): Promise<Aside> {
  const { preview, text, tools } = asking;
  const { edits } = preview(form);
  const proposed = rewrite(text, edits);
  const line = new LineIndex(proposed).lineAt(Math.min(...edits.map(({ start }) => start)));
  const edited = await reviewer.edit(proposed, tools.path.replace(/\.ipynb$/, ".py"), line);
  if ("failed" in edited) return { notice: edited.failed };
  if (edited.text === proposed) return { notice: "The text was not changed in the editor." };
  if (edited.text === text) return { notice: "The edited text is the file as it is: n leaves it so." };
  if (form.ask !== undefined && edited.text.includes(form.ask.placeholder))
    return { notice: `The edited text was refused: ${form.ask.placeholder} stands where an answer must.` };
  return checkedForm(asking, form, forms, edited.text);
}

function checkedForm(asking: Asking, form: Fix, forms: readonly Fix[], edited: string): Aside {
  const { checked, finding, text, tools } = asking;
  const after = tools.check(edited);
  try {
    const error = after.errors.at(tools.mark === undefined ? 0 : -1);
    if (error !== undefined && after.errors.length > checked.errors.length) {
      const isMixedUp = tools.mark !== undefined && error.start === 0 && error.end === edited.length;
      const place = spokenPlace(tools.linesOf(edited).position(error.start));
      const what = isMixedUp ? "its cells or their magics are others" : `it does not parse at ${place}`;
      return { notice: `The edited text was refused: ${what}.` };
    }
    const title = `${form.title.replace(/, as edited$/, "")}, as edited`;
    const mine: Fix = {
      kind: "fix",
      title,
      applicability: "unsafe",
      because: "it was written by hand",
      edits: editsBetween(text, edited),
      imports: [],
      leaves: after.findings.map(({ rule }) => rule),
    };
    const count = (rule: string, findings: typeof after.findings): number =>
      findings.filter((one) => one.rule === rule).length;
    const isThere = count(finding.rule, after.findings) >= count(finding.rule, checked.findings);
    const notice = isThere ? { notice: "The finding is still there in the edited text." } : {};
    return { ...notice, forms: [mine, ...forms.filter((one) => one.title !== title)] };
  } finally {
    after.close?.();
  }
}
