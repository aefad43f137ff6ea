import { type Choice, fixesOf } from "../../core/choose.ts";
import type { Fix } from "../../core/fix.ts";
import { fingerprintOf } from "../../io/journal-file.ts";
import type { Asking } from "./asking.ts";
import type { Decided } from "./decision-log.ts";

/** What an earlier decision means for a finding as it is now; `undefined` where it must be made again. */
export function recalled(
  decided: Decided,
  asking: Asking,
  suppress: (asking: Asking, reason: string) => Fix | undefined,
): Choice | undefined {
  switch (decided.kind) {
    case "skip":
      return { kind: "decline" };
    case "later":
      return { kind: "decline", isForLater: true };
    case "suppress": {
      const { reason } = decided;
      const fix = suppress(asking, reason);
      return (
        fix && { kind: "take", fix, again: (finding, text) => suppress({ ...asking, finding, text }, reason) }
      );
    }
    case "take":
      return decided.edited === undefined ? offered(decided, asking) : made(decided, asking);
    case "take safe":
    case "choose rules":
      return undefined;
  }
}

type Taken = Decided & { readonly kind: "take" };

function offered({ title, applicability, text }: Taken, { finding }: Asking): Choice | undefined {
  const fix = fixesOf(finding).find((one) => one.title === title && one.applicability === applicability);
  if (fix === undefined || (fix.ask !== undefined && text === undefined)) return undefined;
  return { kind: "take", fix, ...(text === undefined ? {} : { answer: text }) };
}

/** What was made by hand holds for the text that it was made on, and for no other. */
function made({ title, applicability, edited }: Taken, { checked, text }: Asking): Choice | undefined {
  if (edited === undefined || edited.base !== fingerprintOf(text)) return undefined;
  const leaves = checked.findings.map(({ rule }) => rule);
  const fix: Fix = { kind: "fix", title, applicability, edits: edited.edits, imports: [], leaves };
  return { kind: "take", fix, again: () => undefined };
}
