import fc from "fast-check";
import { expect, test } from "vitest";
import { type Edit, mapOffset } from "../../src/core/edit.ts";
import { rewrite } from "../../src/core/rewrite.ts";
import { compose, spanMapper } from "../../src/core/trace.ts";
import { disjointEdits, splice, texts } from "./arbitrary.ts";

const changed = texts(["a", "b", "c"], 20).chain((text) =>
  fc.tuple(fc.constant(text), disjointEdits(text, texts(["X", "Y"], 3))),
);
const length = (edits: readonly Edit[]): number =>
  edits.reduce((n, e) => n + e.text.length - (e.end - e.start), 0);

test("a unit that no edit replaces is the same unit at its mapped place", () => {
  fc.assert(
    fc.property(changed, ([text, edits]) => {
      const after = rewrite(text, edits);
      const map = spanMapper(edits);
      for (let i = 0; i < text.length; i++) {
        if (edits.some((e) => e.start <= i && i < e.end)) continue;
        expect(after[mapOffset(edits, i)]).toBe(text[i]);
        const { start, end } = map({ start: i, end: i + 1 });
        expect(after.slice(start, end)).toBe(text[i]);
      }
      expect(mapOffset(edits, text.length)).toBe(after.length);
    }),
    { numRuns: 2000 },
  );
});

test("offsets keep their order", () => {
  fc.assert(
    fc.property(changed, ([text, edits]) => {
      const mapped = Array.from({ length: text.length + 1 }, (_, i) => mapOffset(edits, i));
      expect(mapped).toEqual([...mapped].sort((a, b) => a - b));
    }),
  );
});

test("a start maps as an offset does", () => {
  fc.assert(
    fc.property(changed, ([text, edits]) => {
      const map = spanMapper(edits);
      for (let i = 0; i <= text.length; i++) {
        expect(map({ start: i, end: text.length }).start).toBe(mapOffset(edits, i));
      }
    }),
  );
});

test("a range holds what it held, made over, and nothing that was inserted at its bounds", () => {
  fc.assert(
    fc.property(changed, fc.nat(20), fc.nat(20), ([text, edits], a, b) => {
      const start = Math.min(a, b, text.length);
      const end = Math.min(Math.max(a, b), text.length);
      if (start === end) return;
      const touching = edits.filter((e) => e.start < end && start < e.end && e.start < e.end);
      const from = Math.min(start, ...touching.map((e) => e.start));
      const to = Math.max(end, ...touching.map((e) => e.end));
      const inner = edits.filter((e) =>
        e.start === e.end ? from < e.start && e.start < to : from <= e.start && e.end <= to,
      );
      const expected = splice(
        text.slice(from, to),
        inner.map((e) => ({ ...e, start: e.start - from, end: e.end - from })),
      );
      const mapped = spanMapper(edits)({ start, end });
      expect(rewrite(text, edits).slice(mapped.start, mapped.end)).toBe(expected);
    }),
    { numRuns: 3000 },
  );
});

test("composed edits do what the first and then the second do, and do not meet", () => {
  const twice = changed.chain(([text, first]) => {
    const between = rewrite(text, first);
    return fc.tuple(fc.constant(text), fc.constant(first), disjointEdits(between));
  });
  fc.assert(
    fc.property(twice, ([text, first, second]) => {
      const once = compose(first, second);
      expect(rewrite(text, once)).toBe(rewrite(rewrite(text, first), second));
      once.slice(1).forEach((edit, i) => {
        expect(edit.start).toBeGreaterThan(once[i]?.end ?? Number.NaN);
      });
      expect(length(once)).toBe(length(first) + length(second));
    }),
    { numRuns: 4000 },
  );
});

test("composed edits leave alone what no edit touched", () => {
  const first = [{ start: 0, end: 1, text: "XX" }];
  const second = [{ start: 4, end: 5, text: "Y" }];
  expect(compose(first, second)).toEqual([
    { start: 0, end: 1, text: "XX" },
    { start: 3, end: 4, text: "Y" },
  ]);
});

test("composes 20,000 edits with 20,000", () => {
  const many = Array.from({ length: 20_000 }, (_, i) => ({ start: i * 4, end: i * 4 + 2, text: "x" }));
  expect(compose(many, many).length).toBeGreaterThan(10_000);
});

test("an empty range goes after what is inserted at it, and stays empty", () => {
  expect(spanMapper([{ start: 2, end: 2, text: "XX" }])({ start: 2, end: 2 })).toEqual({ start: 4, end: 4 });
});
