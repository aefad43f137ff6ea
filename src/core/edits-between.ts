import { hunksOf } from "./diff.ts";
import type { Edit } from "./edit.ts";
import type { HunkLine } from "./hunk.ts";

/** The edits, of whole lines, that make one text the other. */
export function editsBetween(before: string, after: string): readonly Edit[] {
  const whole = [{ start: 0, end: before.length, text: after }];
  const starts = lineStarts(before);
  return hunksOf({ before, edits: whole, context: 0 }).map(({ oldStart, oldLines, lines }) => ({
    start: starts[oldStart - 1] ?? before.length,
    end: starts[oldStart - 1 + oldLines] ?? before.length,
    text: lines
      .filter(({ kind }) => kind === "added")
      .map(lineText)
      .join(""),
  }));
}

function lineText({ text, endsWithNewline }: HunkLine): string {
  return endsWithNewline ? `${text}\n` : text;
}

function lineStarts(text: string): readonly number[] {
  return [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
}
