import fc from "fast-check";
import { expect, test } from "vitest";
import { type Edit, touches } from "../../src/core/edit.ts";
import { type Change, merge } from "../../src/core/merge.ts";
import { rewrite } from "../../src/core/rewrite.ts";
import { disjointEdits, editOf, splice, texts } from "./arbitrary.ts";

const TEXT = "abcdefghijklmnopqrst";
const keyOf = (edit: Edit): string => JSON.stringify([edit.start, edit.end, edit.text]);

/** Changes whose own edits do not touch, so that the oracle needs no joining. */
const change: fc.Arbitrary<Change> = fc
  .tuple(
    fc.array(editOf(TEXT, texts(["x", "y"], 1)), { minLength: 1, maxLength: 3 }),
    fc.option(editOf(TEXT), { freq: 3 }),
    fc.option(fc.constantFrom("g", "h"), { freq: 3 }),
  )
  .map(([edits, guard, group]) => ({
    edits: edits.filter((edit, i) => edits.slice(0, i).every((other) => !touches(edit, other))),
    ...(guard && { guard: { start: guard.start, end: guard.end } }),
    ...(group && { group }),
  }));
const changes = fc.array(change, { maxLength: 8 });

/** The rule, pair by pair. */
function areRivals(a: Change, b: Change): boolean {
  if (a.group !== undefined && a.group === b.group) return true;
  const edits = a.edits.some((x) => b.edits.some((y) => touches(x, y) && keyOf(x) !== keyOf(y)));
  const spans = (c: Change) => [...c.edits, ...(c.guard ? [c.guard] : [])];
  const guards = (x: Change, y: Change) =>
    x.guard !== undefined && spans(y).some((span) => touches(span, x.guard ?? span));
  return edits || guards(a, b) || guards(b, a);
}

test("accepts, in the given order, exactly what is no rival of anything accepted before", () => {
  fc.assert(
    fc.property(changes, (given) => {
      const expected: Change[] = [];
      for (const one of given) if (!expected.some((other) => areRivals(one, other))) expected.push(one);
      const { accepted, conflicts, malformed } = merge(given, TEXT.length);
      expect(accepted).toEqual(expected);
      expect(malformed).toEqual([]);
      expect(conflicts.map((conflict) => conflict.change)).toEqual(
        given.filter((c) => !expected.includes(c)),
      );
      for (const { change: loser, rival } of conflicts) {
        expect(accepted).toContain(rival);
        expect(areRivals(loser, rival)).toBe(true);
      }
    }),
    { numRuns: 5000 },
  );
});

test("every edit of what is accepted is made, once, and no other", () => {
  fc.assert(
    fc.property(changes, (given) => {
      const { accepted, edits } = merge(given, TEXT.length);
      const wanted = new Set(accepted.flatMap((one) => one.edits.map(keyOf)));
      expect(edits.map(keyOf).sort()).toEqual([...wanted].sort());
      for (const [i, edit] of edits.entries()) {
        for (const other of edits.slice(i + 1)) expect(touches(edit, other)).toBe(false);
      }
    }),
    { numRuns: 3000 },
  );
});

test("the order of changes that are no rivals does not matter, nor does that of a change's edits", () => {
  const shuffled = changes.chain((given) => {
    const friends = merge(given, TEXT.length).accepted.map((one) => ({ ...one }));
    return fc.tuple(
      fc.constant(friends),
      fc.shuffledSubarray(friends, { minLength: friends.length }),
      fc.boolean(),
    );
  });
  fc.assert(
    fc.property(shuffled, ([given, permuted, turned]) => {
      const other = turned ? permuted.map((one) => ({ ...one, edits: [...one.edits].reverse() })) : permuted;
      const merged = merge(other, TEXT.length);
      expect(merged.edits).toEqual(merge(given, TEXT.length).edits);
      expect(merged.conflicts).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

test("a change's own edits may meet: together they do what they say", () => {
  const one = texts().chain((text) => fc.tuple(fc.constant(text), disjointEdits(text)));
  fc.assert(
    fc.property(one, ([text, edits]) => {
      const merged = merge([{ edits }, { edits }], text.length);
      expect(merged.accepted).toHaveLength(2);
      expect(rewrite(text, merged.edits)).toBe(splice(text, edits));
    }),
    { numRuns: 2000 },
  );
});

const insert = (at: number, text: string): Edit => ({ start: at, end: at, text });
const replace = (start: number, end: number, text: string): Edit => ({ start, end, text });

test.each<[string, Change, Change, string | undefined]>([
  ["two insertions at one place", { edits: [insert(3, "x")] }, { edits: [insert(3, "y")] }, "edits"],
  ["the same insertion twice", { edits: [insert(3, "x")] }, { edits: [insert(3, "x")] }, undefined],
  [
    "an insertion where a replaced range starts",
    { edits: [replace(3, 5, "x")] },
    { edits: [insert(3, "y")] },
    "edits",
  ],
  [
    "an insertion where a replaced range ends",
    { edits: [replace(3, 5, "x")] },
    { edits: [insert(5, "y")] },
    "edits",
  ],
  ["replaced ranges that meet", { edits: [replace(3, 5, "x")] }, { edits: [replace(5, 6, "y")] }, "edits"],
  ["a unit between them", { edits: [replace(3, 5, "x")] }, { edits: [replace(6, 7, "y")] }, undefined],
  [
    "a part of what another inserts there",
    { edits: [insert(3, "x"), insert(3, "y")] },
    { edits: [insert(3, "x")] },
    "edits",
  ],
  ["an edit in a guard", { edits: [], guard: replace(2, 8, "") }, { edits: [insert(5, "y")] }, "guard"],
  ["a guard around an edit", { edits: [insert(5, "y")] }, { edits: [], guard: replace(2, 8, "") }, "guard"],
  [
    "an edit where a guard ends",
    { edits: [], guard: replace(2, 8, "") },
    { edits: [insert(8, "y")] },
    "guard",
  ],
  [
    "guards that meet",
    { edits: [], guard: replace(2, 8, "") },
    { edits: [], guard: replace(8, 9, "") },
    "guard",
  ],
  ["one group", { edits: [insert(1, "x")], group: "g" }, { edits: [insert(9, "x")], group: "g" }, "group"],
  ["two groups", { edits: [insert(1, "x")], group: "g" }, { edits: [insert(9, "x")], group: "h" }, undefined],
])("%s", (_, first, second, because) => {
  const { accepted, conflicts } = merge([first, second]);
  expect(conflicts).toEqual(because === undefined ? [] : [{ change: second, rival: first, because }]);
  expect(accepted).toHaveLength(because === undefined ? 2 : 1);
});

test("names a change that is wrong in itself, and takes the others", () => {
  const good = { edits: [insert(0, "x")] };
  const overlapping = { edits: [replace(5, 8, "a"), replace(2, 6, "b")] };
  const inside = { edits: [replace(5, 8, "a"), insert(6, "b")] };
  const outside = { edits: [replace(5, 21, "a")] };
  const backwards = { edits: [replace(5, 4, "a")] };
  const broken = { edits: [replace(Number.NaN, 4, "a")] };
  const wrong = [overlapping, inside, outside, backwards, broken];
  const { accepted, malformed, conflicts } = merge([...wrong, good], TEXT.length);
  expect(accepted).toEqual([good]);
  expect(conflicts).toEqual([]);
  expect(malformed.map(({ change: one }) => one)).toEqual(wrong);
  expect(malformed[0]?.because).toBe("the ranges 2-6 and 5-8 of one fix overlap");
});

test("merges 10,000 changes, in either order", () => {
  const many: Change[] = Array.from({ length: 10_000 }, (_, i) => ({
    edits: [insert(i * 10, "x"), replace(i * 10 + 4, i * 10 + 6, "y")],
    guard: { start: i * 10, end: i * 10 + 7 },
    group: `g${i}`,
  }));
  expect(merge(many).accepted).toHaveLength(10_000);
  expect(merge([...many].reverse()).edits).toHaveLength(20_000);
});
