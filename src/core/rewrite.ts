import MagicString from "magic-string";
import { byPosition, type Edit } from "./edit.ts";

/**
 * The text with `edits` made. They must be disjoint; of edits that meet at an offset, what is replaced before it
 * comes first, then insertions in their given order, then what is replaced after it.
 */
export function rewrite(text: string, edits: readonly Edit[]): string {
  const sorted = [...edits].sort(byPosition);
  mustBeDisjoint(sorted, text.length);
  const printer = new MagicString(text);
  for (const { start, end, text: replacement } of sorted) {
    if (start === end) continue;
    if (replacement === "") printer.remove(start, end);
    else printer.update(start, end, replacement);
  }
  // After the replacements: replacing a range drops what was inserted at its end.
  for (const { start, end, text: inserted } of sorted) {
    if (start === end && inserted !== "") printer.appendLeft(start, inserted);
  }
  return printer.toString();
}

/** Whether every edit is in a text of `length` units and no two of them share a character. */
export function areDisjoint(sorted: readonly Edit[], length: number): boolean {
  return sorted.every((edit, i) => {
    const previous = sorted[i - 1];
    const inText = edit.start >= 0 && edit.start <= edit.end && edit.end <= length;
    return inText && (previous === undefined || previous.end <= edit.start);
  });
}

function mustBeDisjoint(sorted: readonly Edit[], length: number): void {
  if (!areDisjoint(sorted, length)) throw new RangeError("the edits overlap, or are not in the text");
}
