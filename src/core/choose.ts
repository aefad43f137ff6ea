import type { Edit } from "./edit.ts";
import type { Finding } from "./finding.ts";
import type { Applicability, Fix } from "./fix.ts";
import type { Checked } from "./verify.ts";

/** What is to be done about a finding. `withhold` is a "not in this run", which the user was not asked about. */
export type Choice =
  | {
      readonly kind: "take";
      readonly fix: Fix;
      readonly answer?: string;
      /** Makes a fix that is none of the finding's own anew, for the text of a later pass. */
      readonly again?: (finding: Finding, text: string) => Fix | undefined;
    }
  /** For later: asked about again when all else is. */
  | { readonly kind: "decline"; readonly isForLater?: true }
  | { readonly kind: "withhold" }
  | { readonly kind: "stop" };

/** What one fix alone would do to the text as it stands, imports included. */
export interface Preview {
  readonly before: string;
  readonly edits: readonly Edit[];
}

/** Decides about a finding that has at least one fix. `preview` costs nothing until it is called. */
export type Choose = (
  finding: Finding,
  checked: Checked,
  preview: (fix: Fix, answer?: string) => Preview,
  text: string,
) => Choice | Promise<Choice>;

/** The fixes of a finding, the preferred first. */
export function fixesOf(finding: Finding): readonly Fix[] {
  return finding.remedies.filter((remedy) => remedy.kind === "fix");
}

/** The fix that a run without questions takes: the first within the threshold that needs no answer. */
export function batchFix(finding: Finding, threshold: "safe" | "unsafe"): Fix | undefined {
  return fixesOf(finding).find((fix) => fix.ask === undefined && isWithin(fix.applicability, threshold));
}

/** Chooses without asking. */
export function chooseWithin(threshold: "safe" | "unsafe"): Choose {
  return (finding) => {
    const fix = batchFix(finding, threshold);
    return fix === undefined ? { kind: "withhold" } : { kind: "take", fix };
  };
}

function isWithin(applicability: Applicability, threshold: "safe" | "unsafe"): boolean {
  return applicability === "safe" || applicability === threshold;
}

/** The fix with the user's answer in it; `undefined` where it needs one and there is none. */
export function answered(fix: Fix, answer?: string): Fix | undefined {
  const { ask, ...rest } = fix;
  if (ask === undefined) return fix;
  if (answer === undefined) return undefined;
  const edits = fix.edits.map((edit) => ({
    ...edit,
    text: edit.text.replaceAll(ask.placeholder, () => answer),
  }));
  return { ...rest, edits };
}

/** What an earlier choice means for a finding as it is now; `undefined` where it must be made again. */
export function recall(decision: Choice | undefined, finding: Finding, text: string): Choice | undefined {
  if (decision?.kind === "decline") return decision;
  if (decision?.kind !== "take") return undefined;
  if (decision.again !== undefined) {
    const anew = decision.again(finding, text);
    return anew && { ...decision, fix: anew };
  }
  const { title, applicability } = decision.fix;
  const fix = fixesOf(finding).find((now) => now.title === title && now.applicability === applicability);
  return fix && { ...decision, fix };
}
