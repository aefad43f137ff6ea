import { splitCells } from "./cells.ts";
import { hunksOf, patchOf, type TextChange } from "./diff.ts";
import type { Hunk } from "./hunk.ts";

/** A hunk whose lines are counted in a cell, where the text is a notebook's. */
export interface PlacedHunk extends Hunk {
  readonly cell?: number;
  /** How many lines of the old and of the new text come before those that are counted. */
  readonly before: { readonly old: number; readonly new: number };
}

/** As `hunksOf`; of a notebook's text, whose marks start with `mark`, cell by cell and without the marks. */
export function placedHunks(change: TextChange, mark?: string): readonly PlacedHunk[] {
  const cells = mark === undefined ? undefined : splitCells(change.before, mark);
  const placed = (cells ?? []).map(({ number, start, text }) => {
    const limit = start + text.length + 1;
    const edits = change.edits.filter((edit) => edit.start >= start && edit.end <= limit);
    // The line end that follows every cell is shown of those alone that have none of their own.
    const isOwn = text.endsWith("\n") && edits.every((edit) => edit.end < limit);
    return { number, start, end: isOwn ? limit - 1 : limit, edits };
  });
  if (cells === undefined || placed.flatMap(({ edits }) => edits).length < change.edits.length)
    return hunksOf(change).map((hunk) => ({ ...hunk, before: { old: 0, new: 0 } }));
  let grown = 0;
  return placed.flatMap(({ number, start, end, edits }) => {
    if (edits.length === 0) return [];
    const old = linesIn(change.before.slice(0, start));
    const hunks = hunksOf({
      ...change,
      before: change.before.slice(start, end),
      edits: edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start })),
    });
    const before = { old, new: old + grown };
    for (const hunk of hunks) grown += hunk.newLines - hunk.oldLines;
    return hunks.map((hunk) => ({ ...hunk, cell: number, before }));
  });
}

/** A patch for people to read: of a notebook a part for each cell, as `a/b.ipynb:cell 3`, which no tool applies. */
export function readablePatch(path: string, change: TextChange, mark?: string): string {
  const hunks = placedHunks(change, mark);
  return [...new Set(hunks.map(({ cell }) => cell))]
    .map((cell) => {
      const own = hunks.filter((hunk) => hunk.cell === cell);
      return patchOf(cell === undefined ? path : `${path}:cell ${cell}`, own);
    })
    .join("");
}

function linesIn(text: string): number {
  return text.split("\n").length - 1;
}
