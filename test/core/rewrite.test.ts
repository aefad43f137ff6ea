import fc from "fast-check";
import { expect, test } from "vitest";
import { areDisjoint, rewrite } from "../../src/core/rewrite.ts";
import { disjointEdits, editOf, splice, texts } from "./arbitrary.ts";

const changed = texts().chain((text) => fc.tuple(fc.constant(text), disjointEdits(text)));

test("does what splicing from the end does", () => {
  fc.assert(
    fc.property(changed, ([text, edits]) => {
      expect(rewrite(text, edits)).toBe(splice(text, edits));
    }),
    { numRuns: 3000 },
  );
});

test("insertions at one place keep their order, between what is replaced before and after them", () => {
  const edits = [
    { start: 2, end: 4, text: "Y" },
    { start: 2, end: 2, text: "1" },
    { start: 0, end: 2, text: "" },
    { start: 2, end: 2, text: "2" },
  ];
  expect(rewrite("abcd", edits)).toBe("12Y");
});

test("refuses edits that share a character, one that stands inside another, and one outside the text", () => {
  const cases = [
    [
      { start: 0, end: 2, text: "x" },
      { start: 1, end: 3, text: "y" },
    ],
    [
      { start: 0, end: 3, text: "x" },
      { start: 1, end: 1, text: "y" },
    ],
    [{ start: 3, end: 5, text: "x" }],
    [{ start: 2, end: 1, text: "x" }],
    [{ start: -1, end: 1, text: "x" }],
  ];
  for (const edits of cases) expect(() => rewrite("abcd", edits), JSON.stringify(edits)).toThrow(RangeError);
});

test("is disjoint exactly where no unit is replaced twice and no insertion is inside a replacement", () => {
  const cases = texts().chain((text) =>
    fc.tuple(fc.constant(text), fc.array(editOf(text), { maxLength: 4 })),
  );
  fc.assert(
    fc.property(cases, ([text, edits]) => {
      const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
      const clash = sorted.some((a, i) =>
        sorted.some((b, j) => {
          if (i === j) return false;
          const units = new Set(Array.from({ length: a.end - a.start }, (_, k) => a.start + k));
          const inside = b.start === b.end && a.start < b.start && b.start < a.end;
          return (
            inside || Array.from({ length: b.end - b.start }, (_, k) => b.start + k).some((u) => units.has(u))
          );
        }),
      );
      expect(areDisjoint(sorted, text.length)).toBe(!clash);
    }),
    { numRuns: 2000 },
  );
});

test("makes 33,000 edits", () => {
  const text = "word\n".repeat(33_000);
  const edits = Array.from({ length: 33_000 }, (_, i) => ({ start: i * 5, end: i * 5 + 4, text: "other" }));
  expect(rewrite(text, edits)).toBe("other\n".repeat(33_000));
});
