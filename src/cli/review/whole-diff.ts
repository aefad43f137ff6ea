import { readablePatch } from "../../core/cell-diff.ts";
import { editsBetween } from "../../core/edits-between.ts";
import type { Fix } from "../../core/fix.ts";
import { merge } from "../../core/merge.ts";
import { areDisjoint, rewrite } from "../../core/rewrite.ts";
import { withImports } from "../../core/verify.ts";
import type { Asking } from "./asking.ts";

/** All that becomes of a file by what was accepted so far and one more change. */
export function wholeDiff({ tools, text, checked, chosen }: Asking, form: Fix, context: number): string {
  const fixes = merge([...chosen, form], text.length).accepted;
  const edits = withImports(checked, merge(fixes, text.length).edits, fixes);
  const after = areDisjoint(edits, text.length) ? rewrite(text, edits) : text;
  const all = { before: tools.original, edits: editsBetween(tools.original, after), context };
  return readablePatch(tools.path, all, tools.mark);
}
