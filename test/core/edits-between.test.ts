import fc from "fast-check";
import { expect, test } from "vitest";
import { editsBetween } from "../../src/core/edits-between.ts";
import { rewrite } from "../../src/core/rewrite.ts";

const texts = fc
  .array(fc.constantFrom("a\n", "b\n", "c\r\n", "d\n"), { maxLength: 12 })
  .chain((lines) => fc.constantFrom("", "end").map((end) => lines.join("") + end));

test("the edits between two texts make one the other", () => {
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      expect(rewrite(before, editsBetween(before, after))).toBe(after);
    }),
  );
});

test("the edits are those of the lines that differ", () => {
  expect(editsBetween("a\nb\nc\n", "a\nB\nc\nd\n")).toEqual([
    { start: 2, end: 4, text: "B\n" },
    { start: 6, end: 6, text: "d\n" },
  ]);
});
