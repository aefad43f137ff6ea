import { expect, test } from "vitest";
import type { Finding } from "../../src/core/finding.ts";
import type { Fix } from "../../src/core/fix.ts";
import { traceFindings } from "../../src/core/verify.ts";

const finding = (rule: string, start: number, end: number): Finding => ({
  rule,
  start,
  end,
  message: rule,
  remedies: [],
  related: [],
});
const fix: Fix = { kind: "fix", title: "Do", applicability: "safe", edits: [], imports: [] };

test("a finding is the one of its rule at the mapped place, not a neighbour that shares a character", () => {
  const before = [finding("a", 0, 4), finding("a", 2, 3), finding("b", 2, 3)];
  const after = [finding("a", 12, 13), finding("a", 10, 14), finding("b", 12, 13)];
  const edits = [{ start: 0, end: 0, text: "0123456789" }];
  expect(traceFindings(before, after, edits)).toEqual([before[1], before[0], before[2]]);
});

test("two findings of one rule at one place are two", () => {
  const before = [finding("a", 0, 4), finding("a", 0, 4)];
  const origins = traceFindings(before, [...before, finding("a", 0, 4)], []);
  expect(origins[0]).toBe(before[0]);
  expect(origins[1]).toBe(before[1]);
  expect(origins[2]).toBeUndefined();
});

test("a finding whose range an edit has changed is still the same, once", () => {
  const before = [finding("a", 2, 6)];
  const after = [finding("a", 2, 9), finding("a", 3, 5), finding("b", 2, 9)];
  const edits = [{ start: 6, end: 6, text: "(x)" }];
  expect(traceFindings(before, after, edits)).toEqual([before[0], undefined, undefined]);
});

test("what overlaps a fixed finding is another's that overlaps it too", () => {
  const outer = finding("a", 0, 9);
  const inner = finding("a", 3, 6);
  const edits = [{ start: 0, end: 9, text: "new(inner)" }];
  const after = [finding("a", 4, 9)];
  expect(traceFindings([outer, inner], after, edits, [{ finding: outer, fix }])).toEqual([inner]);
  expect(traceFindings([outer, inner], after, edits, [{ finding: inner, fix }])).toEqual([outer]);
});
