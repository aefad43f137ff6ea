import { batchFix, fixesOf } from "../../core/choose.ts";
import type { Finding } from "../../core/finding.ts";
import type { Fix } from "../../core/fix.ts";
import type { LineIndex, Position } from "../../core/lines.ts";
import { type CheckedFile, type FailedFile, linesOf, type RunReport } from "../../core/report.ts";
import type { Applied, Left } from "../../core/settle.ts";

/** What became of a finding, or can become of it; in the order in which they are shown. */
export const STATES = ["fixed", "safe", "unsafe", "ask", "none"] as const;

export type State = (typeof STATES)[number];

/** A finding in the report. */
export interface Item {
  readonly rule: string;
  readonly state: State;
  readonly finding: Finding;
  /** Where it is, or was before anything was fixed; unknown for what only a fix brought forth. */
  readonly position?: Position;
  /** The fix that was taken; none where another finding's fix did it. */
  readonly fix?: Fix;
  /** Why it is still there, where its remedies do not say it. */
  readonly note?: string;
}

/** A file in the report. */
export interface FileView {
  readonly path: string;
  readonly checked?: CheckedFile;
  readonly failure?: FailedFile;
  readonly fixed: readonly Item[];
  readonly left: readonly Item[];
}

/** The files that have anything to show; what was checked and failed in part is one. */
export function filesOf(report: RunReport): readonly FileView[] {
  const byPath = new Map<string, FileView>();
  for (const result of report.files) {
    const view = byPath.get(result.path) ?? { path: result.path, fixed: [], left: [] };
    byPath.set(
      result.path,
      result.kind === "failed" ? { ...view, failure: result } : { ...view, ...itemsOf(result) },
    );
  }
  return [...byPath.values()].filter(
    ({ failure, fixed, left }) => failure !== undefined || fixed.length + left.length > 0,
  );
}

function itemsOf(checked: CheckedFile): Pick<FileView, "checked" | "fixed" | "left"> {
  const before = linesOf(checked, checked.before);
  const after = linesOf(checked);
  const fixed = [
    ...checked.applied.map((applied) => appliedItem(applied, before)),
    ...checked.cleared.map((finding): Item => ({ rule: finding.rule, state: "fixed", finding })),
  ];
  return { checked, fixed, left: checked.left.map((left) => leftItem(left, after)) };
}

/** Only the first pass saw the text as it was. */
function appliedItem({ finding, fix, pass }: Applied, before: LineIndex): Item {
  const position = pass === 1 ? { position: before.position(finding.start) } : {};
  return { rule: finding.rule, state: "fixed", finding, fix, ...position };
}

function leftItem({ finding, reason }: Left, after: LineIndex): Item {
  const position = after.position(finding.start);
  const item = { rule: finding.rule, finding, position };
  if (reason.kind === "reverted") {
    const note = `its fix was tried and taken back (${reason.failure.kind}); please report this`;
    return { ...item, state: "none", note };
  }
  const note = reason.kind === "conflicted" ? { note: "its fix waits for another one: run again" } : {};
  return { ...item, state: stateOf(finding), ...note };
}

function stateOf(finding: Finding): State {
  if (batchFix(finding, "safe") !== undefined) return "safe";
  if (batchFix(finding, "unsafe") !== undefined) return "unsafe";
  return fixesOf(finding).length > 0 ? "ask" : "none";
}

/** How many items there are of each state. */
export function countStates(items: readonly Item[]): ReadonlyMap<State, number> {
  return new Map(STATES.map((state) => [state, items.filter((item) => item.state === state).length]));
}

/** Groups items by rule, the most frequent first. */
export function byRule(items: readonly Item[]): readonly (readonly [string, readonly Item[]])[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(item.rule);
    if (group === undefined) groups.set(item.rule, [item]);
    else group.push(item);
  }
  return [...groups].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
}
