/** A line of a diff; `text` is without its "\n", which only the last line of a text may lack. */
export interface HunkLine {
  readonly kind: "context" | "removed" | "added";
  readonly text: string;
  readonly endsWithNewline: boolean;
}

/** A stretch of changed lines with the lines around it; line numbers are from 1. */
export interface Hunk {
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newStart: number;
  readonly newLines: number;
  readonly lines: readonly HunkLine[];
}

/** Lines `[at, at + removed.length)` of a text, counted from 0, become `added`. */
export interface LineChange {
  readonly at: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** Joins changes that adjoin, so that what goes stands before what comes, as git has it. */
function joinAdjoining(changes: readonly LineChange[]): LineChange[] {
  const joined: { at: number; removed: string[]; added: string[] }[] = [];
  for (const { at, removed, added } of changes) {
    const last = joined.at(-1);
    if (last !== undefined && last.at + last.removed.length === at) {
      for (const line of removed) last.removed.push(line);
      for (const line of added) last.added.push(line);
    } else {
      joined.push({ at, removed: [...removed], added: [...added] });
    }
  }
  return joined;
}

/** The hunks that show `changes`, which are in the order of the text, among its lines. */
export function groupChanges(
  lines: readonly string[],
  changes: readonly LineChange[],
  context: number,
): Hunk[] {
  const groups: LineChange[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const change of joinAdjoining(changes)) {
    if (change.at - end <= 2 * context) groups.at(-1)?.push(change);
    else groups.push([change]);
    end = change.at + change.removed.length;
  }
  let shift = 0;
  return groups.map((group) => {
    const hunk = hunkOf(lines, group, context, shift);
    shift += hunk.newLines - hunk.oldLines;
    return hunk;
  });
}

/** One hunk; `shift` is by how many lines the hunks before it made the text longer. */
function hunkOf(
  lines: readonly string[],
  changes: readonly LineChange[],
  context: number,
  shift: number,
): Hunk {
  const start = Math.max(0, (changes[0]?.at ?? 0) - context);
  const result: HunkLine[] = [];
  const push = (kind: HunkLine["kind"], texts: readonly string[]): void => {
    for (const text of texts) result.push(hunkLine(kind, text));
  };
  let position = start;
  for (const { at, removed, added } of changes) {
    push("context", lines.slice(position, at));
    push("removed", removed);
    push("added", added);
    position = at + removed.length;
  }
  push("context", lines.slice(position, position + context));
  const added = result.filter(({ kind }) => kind === "added").length;
  const removed = result.filter(({ kind }) => kind === "removed").length;
  return {
    oldStart: start + 1,
    oldLines: result.length - added,
    newStart: start + 1 + shift,
    newLines: result.length - removed,
    lines: result,
  };
}

function hunkLine(kind: HunkLine["kind"], text: string): HunkLine {
  const endsWithNewline = text.endsWith("\n");
  return { kind, text: endsWithNewline ? text.slice(0, -1) : text, endsWithNewline };
}
