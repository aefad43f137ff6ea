import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { applyPatch, parsePatch } from "diff";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hunksOf, patchOf, unifiedDiff, unifiedDiffOfTexts, wordsOf } from "../../src/core/diff.ts";
import type { Hunk } from "../../src/core/hunk.ts";
import { rewrite } from "../../src/core/rewrite.ts";
import { disjointEdits, texts } from "./arbitrary.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tlsfix-diff-"));
  git("init", "--quiet");
  git("config", "core.autocrlf", "false");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function git(...args: readonly string[]): string {
  return execFileSync("git", args, { cwd: folder, encoding: "utf8", stdio: "pipe" });
}

/** Applies one patch to all files with git itself, and answers what became of them. */
function applyWithGit(patch: string, files: ReadonlyMap<string, string>): Map<string, string> {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  writeFileSync(join(folder, "the.patch"), patch);
  git("apply", "the.patch");
  return new Map([...files.keys()].map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}

const LETTERS = [
  "a",
  "b",
  "\n",
  "\n",
  "\r\n",
  "\r",
  "\f",
  "é",
  "😀",
  " ",
  "\t",
  "\\",
  "-",
  "+",
  "@",
  "\u2028",
];
const changed = fc
  .array(fc.constantFrom(...LETTERS), { maxLength: 60 })
  .map((letters) => letters.join(""))
  .chain((text) =>
    fc.tuple(fc.constant(text), disjointEdits(text, texts(LETTERS, 5)), fc.constantFrom(0, 1, 3)),
  )
  // Half of a surrogate pair is in no file.
  .filter(([text, edits]) => !/\p{Surrogate}/u.test(rewrite(text, edits)));

test("jsdiff applies what it finds in the patch", () => {
  fc.assert(
    fc.property(changed, ([before, edits, context]) => {
      const patch = unifiedDiff({ path: "a.py", before, edits, context });
      const after = rewrite(before, edits);
      expect(patch === "").toBe(before === after);
      if (patch !== "") expect(applyPatch(before, patch, { autoConvertLineEndings: false })).toBe(after);
    }),
    { numRuns: 3000 },
  );
});

test("git applies the patches of 1,500 files unchanged", () => {
  const cases = fc.sample(changed, { numRuns: 1500, seed: 7 });
  const files = new Map(cases.map(([before], i) => [`f/${i}.py`, before]));
  const patch = cases.map(([before, edits], i) => unifiedDiff({ path: `f/${i}.py`, before, edits })).join("");
  const after = applyWithGit(patch, files);
  for (const [i, [before, edits]] of cases.entries()) {
    expect(after.get(`f/${i}.py`), JSON.stringify({ before, edits })).toBe(rewrite(before, edits));
  }
});

test("git applies the patches of files with awkward names", () => {
  const names = [
    "with space.py",
    "é.py",
    "😀/ä b.py",
    'quo"te.py',
    "back\\slash.py",
    "tab\there.py",
    "new\nline.py",
  ];
  const more = [
    "a b/c d.py",
    "-x.py",
    "trailing ",
    "b/a/b.py",
    "x\u0001y.py",
    " lead.py",
    "a 2026-01-01 00:00:00.py",
  ];
  for (const name of [...names, ...more]) {
    const patch = unifiedDiffOfTexts({ path: name, before: "old\n", after: "new\n" });
    expect(applyWithGit(patch, new Map([[name, "old\n"]])).get(name), name).toBe("new\n");
  }
});

test("a patch says what GNU diff and git say", () => {
  const before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16";
  const edits = [
    { start: 2, end: 3, text: "two" },
    { start: before.length, end: before.length, text: "\n17" },
  ];
  expect(unifiedDiff({ path: "p/q.py", before, edits })).toBe(
    "--- a/p/q.py\n+++ b/p/q.py\n@@ -1,5 +1,5 @@\n 1\n-2\n+two\n 3\n 4\n 5\n" +
      "@@ -13,4 +13,5 @@\n 13\n 14\n 15\n-16\n\\ No newline at end of file\n+16\n+17\n\\ No newline at end of file\n",
  );
});

function changedLines(patch: string): number {
  const lines = patch.split("\n").filter((line) => !/^(---|\+\+\+) [ab]\//.test(line));
  return lines.filter((line) => /^[-+]/.test(line)).length;
}

test("of small edits no more lines are changed than git changes", () => {
  const cases = fc.sample(changed, { numRuns: 60, seed: 11 }).map(([before, edits], i) => ({
    before,
    edits,
    after: rewrite(before, edits),
    path: `m${i}.py`,
  }));
  for (const { before, edits, after, path } of cases) {
    if (before === after) continue;
    writeFileSync(join(folder, path), before);
    git("add", path);
    writeFileSync(join(folder, path), after);
    const theirs = git("diff", "--text", "--minimal", "--", path);
    const ours = unifiedDiff({ path, before, edits });
    const [patch] = parsePatch(ours);
    const added = patch?.hunks.flatMap((hunk) => hunk.lines.filter((line) => /^[-+]/.test(line))) ?? [];
    expect(added.length, JSON.stringify({ before, edits })).toBeLessThanOrEqual(changedLines(theirs));
  }
});

test("an edit that rewrites much shows only the lines that differ", () => {
  const before = "a\nb\nc\nd\ne\nf\ng\n";
  const after = "a\nB\nc\nd\ne\nF\ng\n";
  const patch = unifiedDiffOfTexts({ path: "x", before, after, context: 0 });
  expect(patch).toBe("--- a/x\n+++ b/x\n@@ -2,1 +2,1 @@\n-b\n+B\n@@ -6,1 +6,1 @@\n-f\n+F\n");
  expect(unifiedDiffOfTexts({ path: "x", before, after: before })).toBe("");
});

test("an inserted line is one added line, whichever end of it the edit names", () => {
  const before = "a\nb\nc\n";
  for (const edit of [
    { start: 2, end: 2, text: "new\n" },
    { start: 1, end: 1, text: "\nnew" },
  ]) {
    const [hunk] = hunksOf({ before, edits: [edit], context: 1 });
    expect(hunk?.lines.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      "context a",
      "added new",
      "context b",
    ]);
  }
});

test("hunks join where their context meets, and not before", () => {
  const lines = Array.from({ length: 30 }, (_, i) => `${i}\n`);
  const before = lines.join("");
  const change = (line: number) => {
    const start = lines.slice(0, line).join("").length;
    return { start, end: start + 1, text: "x" };
  };
  expect(hunksOf({ before, edits: [change(3), change(10)] })).toHaveLength(1);
  expect(hunksOf({ before, edits: [change(3), change(11)] })).toHaveLength(2);
});

test("the words of a line say what changed in it", () => {
  const before = "x = ssl.wrap_socket(sock)\nkeep\n";
  const hunks = hunksOf({ before, edits: [{ start: 4, end: 7, text: "context" }] });
  const lines = hunks.flatMap(wordsOf);
  const marked = (lines[0] && lines[1] ? lines : []).map(({ kind, words }) =>
    [kind, ...words.map(({ text, changed: isChanged }) => (isChanged ? `[${text}]` : text))].join("|"),
  );
  expect(marked).toEqual([
    "removed|x = |[ssl]|.wrap_socket(sock)",
    "added|x = |[context]|.wrap_socket(sock)",
    "context|keep",
  ]);
});

test("the words of a line make the line", () => {
  fc.assert(
    fc.property(changed, ([before, edits]) => {
      for (const hunk of hunksOf({ before, edits })) {
        const lines = wordsOf(hunk);
        expect(lines.map(({ words, ...line }) => line)).toEqual(hunk.lines);
        for (const { words, text } of lines) expect(words.map((word) => word.text).join("")).toBe(text);
      }
    }),
    { numRuns: 1000 },
  );
});

test("the text of a patch of no hunks is empty", () => {
  const none: readonly Hunk[] = [];
  expect(patchOf("x", none)).toBe("");
});

test.each([1, 2, 7])("shows 33,000 edits, one every %i lines", (step) => {
  const line = "word word word\n";
  const before = line.repeat(33_000 * step);
  const edits = Array.from({ length: 33_000 }, (_, i) => {
    const start = i * step * line.length;
    return { start, end: start + 4, text: `other${i}` };
  });
  const hunks = hunksOf({ before, edits });
  expect(hunks.flatMap((hunk) => hunk.lines.filter(({ kind }) => kind === "added"))).toHaveLength(33_000);
  expect(patchOf("x", hunks).length).toBeGreaterThan(before.length / (step * 2));
});

test("shows 33,000 edits of one line, and a file whose every line is replaced", () => {
  const before = "word ".repeat(33_000);
  const edits = Array.from({ length: 33_000 }, (_, i) => ({ start: i * 5, end: i * 5 + 4, text: "x" }));
  expect(hunksOf({ before, edits })).toHaveLength(1);
  const old = Array.from({ length: 20_000 }, (_, i) => `old ${i}\n`).join("");
  expect(unifiedDiffOfTexts({ path: "x", before: old, after: old.replaceAll("old", "new") })).not.toBe("");
});

test("of adjoining lines all that goes stands before all that comes", () => {
  const edits = [
    { start: 0, end: 1, text: "A" },
    { start: 2, end: 3, text: "B" },
  ];
  const [hunk] = hunksOf({ before: "a\nb\n", edits });
  expect(hunk?.lines.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
    "removed a",
    "removed b",
    "added A",
    "added B",
  ]);
});

test("a hunk starts where the hunks before it have moved it", () => {
  const before = "ab".repeat(6).replaceAll(/./g, "$&\n");
  const edits = [
    { start: 0, end: 0, text: "new\nnew\n" },
    { start: 10, end: 12, text: "" },
    { start: 20, end: 21, text: "x" },
  ];
  const hunks = hunksOf({ before, edits, context: 0 });
  const numbers = hunks.map((hunk) => [hunk.oldStart, hunk.oldLines, hunk.newStart, hunk.newLines]);
  expect(numbers).toEqual([
    [1, 0, 1, 2],
    [6, 1, 8, 0],
    [11, 1, 12, 1],
  ]);
});
