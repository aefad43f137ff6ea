import type { WordLine } from "./diff.ts";
import type { Span } from "./edit.ts";

/** Beyond this share of changed characters, setting words off would only be noise. */
const MOST_CHANGED = 0.7;

/** What to set off of a changed line, without spaces at its ends; nothing where the line is new as a whole, or nearly. */
export function changedParts({ kind, text: line, words }: WordLine): readonly Span[] {
  if (kind === "context") return [];
  const parts: Span[] = [];
  let offset = 0;
  let length = 0;
  for (const { text, changed } of words) {
    const start = offset + text.length - text.trimStart().length;
    const end = offset + text.trimEnd().length;
    offset += text.length;
    if (!changed || start >= end) continue;
    length += end - start;
    parts.push({ start, end });
  }
  return length > MOST_CHANGED * line.trim().length ? [] : parts;
}
