import fc from "fast-check";
import type { Edit } from "../../src/core/edit.ts";

/** The oracle: edits made one after the other from the end of the text, with nothing but `slice`. */
export function splice(text: string, edits: readonly Edit[]): string {
  const ordered = edits
    .map((edit, i) => ({ ...edit, i }))
    .sort((a, b) => b.start - a.start || b.end - a.end || b.i - a.i);
  let result = text;
  for (const { start, end, text: replacement } of ordered) {
    result = result.slice(0, start) + replacement + result.slice(end);
  }
  return result;
}

/** Text of few letters, so that random edits meet, repeat and restore what was there. */
export const texts = (alphabet: readonly string[] = ["a", "b", "\n"], maxLength = 24): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...alphabet), { maxLength }).map((letters) => letters.join(""));

/** Any edit of a text. */
export const editOf = (text: string, replacement = texts(["x", "a", "\n"], 3)): fc.Arbitrary<Edit> =>
  fc
    .tuple(fc.nat(text.length), fc.oneof(fc.constant(0), fc.nat(4)), replacement)
    .map(([start, size, newText]) => ({ start, end: Math.min(start + size, text.length), text: newText }));

/** Disjoint edits of a text, in random order; they may meet, and several may insert at one place. */
export const disjointEdits = (text: string, replacement?: fc.Arbitrary<string>): fc.Arbitrary<Edit[]> =>
  fc
    .array(editOf(text, replacement), { maxLength: 8 })
    .map((edits) =>
      edits.filter((edit, i) =>
        edits.slice(0, i).every((other) => other.end <= edit.start || edit.end <= other.start),
      ),
    )
    .map((edits) =>
      edits.filter((e) =>
        edits.every((o) => o === e || e.start !== e.end || !(o.start < e.start && e.start < o.end)),
      ),
    );
