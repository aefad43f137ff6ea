import { expect, test } from "vitest";
import { chooseWithin } from "../../src/core/choose.ts";
import type { Applicability, Fix } from "../../src/core/fix.ts";
import {
  type CheckedFile,
  checkedFile,
  countsOf,
  type ExitPolicy,
  exitStatus,
  type FileResult,
  type Mode,
  reportedFile,
} from "../../src/core/report.ts";
import { settle } from "../../src/core/settle.ts";
import { replaceBy, toy } from "./toy.ts";

const fix = (applicability: Applicability, more: Partial<Fix> = {}) =>
  replaceBy("fixed", { applicability, ...more });
const language = toy({
  safe: (at) => [fix("safe")(at)],
  unsafe: (at) => [fix("unsafe")(at)],
  both: (at) => [fix("unsafe")(at), fix("safe")(at)],
  shown: (at) => [fix("display")(at)],
  asked: (at) => [fix("safe", { ask: { placeholder: "?", text: "?" } })(at)],
  none: () => [{ kind: "none", because: "so" }],
  evil: (at) => [replaceBy("syntaxerror")(at)],
  swallows: (_, text) => [replaceBy("fixed")({ start: 0, end: text.length })],
});

const reported = (text: string): CheckedFile => reportedFile("a.py", text, language(text).findings);
const settled = async (text: string): Promise<CheckedFile> =>
  checkedFile("a.py", text, language(text).findings, await settle(text, language, chooseWithin("safe")));
const run = (mode: Mode, ...files: FileResult[]) => ({ mode, files, interrupted: false });
const failed: FileResult = { kind: "failed", path: "b.py", reason: "undecodable", message: "it is no UTF-8" };

test("counts what a run could fix, and with which option", () => {
  expect(countsOf(run("report", reported("safe unsafe both shown asked none"), failed))).toEqual({
    files: 2,
    failed: 1,
    changed: 0,
    found: 6,
    fixed: 0,
    suppressed: 0,
    left: 6,
    fixableSafe: 2,
    fixableUnsafe: 1,
  });
});

test("counts what was fixed, what went with it, and what was tried in vain as not fixable", async () => {
  const files = [await settled("safe unsafe evil"), await settled("swallows safe")];
  expect(countsOf(run("fix", ...files))).toEqual({
    files: 2,
    failed: 0,
    changed: 2,
    found: 5,
    fixed: 3,
    suppressed: 0,
    left: 2,
    fixableSafe: 0,
    fixableUnsafe: 1,
  });
});

test.each<[string, Mode, readonly string[], ExitPolicy, number]>([
  ["nothing found", "report", [""], {}, 0],
  ["a finding", "report", ["safe"], {}, 1],
  ["a finding, exit zero", "report", ["safe"], { exitZero: true }, 0],
  ["all fixed", "fix", ["safe"], {}, 0],
  ["all fixed, and that counts", "fix", ["safe"], { exitNonZeroOnFix: true }, 1],
  ["nothing to fix, and that would count", "fix", [""], { exitNonZeroOnFix: true }, 0],
  ["something left", "fix", ["safe none"], {}, 1],
  ["something left, only fixes count", "fix", ["safe none"], { fixOnly: true }, 0],
  ["only fixes count, and count", "fix", ["safe none"], { fixOnly: true, exitNonZeroOnFix: true }, 1],
  ["a diff", "diff", ["safe"], {}, 1],
  ["a diff, exit zero", "diff", ["safe"], { exitZero: true }, 0],
  ["no diff, though something is left", "diff", ["none"], {}, 0],
  ["reviewed, something left", "interactive", ["safe none"], {}, 1],
])("%s: exit status", async (_, mode, sources, policy, status) => {
  const files = await Promise.all(
    sources.map((text) => (mode === "report" ? reported(text) : settled(text))),
  );
  expect(exitStatus(run(mode, ...files), policy)).toBe(status);
});

test("a file that failed counts as left, and with strict as trouble of the run", () => {
  expect(exitStatus(run("fix", failed))).toBe(1);
  expect(exitStatus(run("diff", failed))).toBe(1);
  expect(exitStatus(run("fix", failed), { fixOnly: true })).toBe(1);
  expect(exitStatus(run("fix", failed), { exitZero: true })).toBe(0);
  expect(exitStatus(run("fix", failed), { strict: true, exitZero: true })).toBe(2);
  expect(exitStatus(run("fix", reported("")), { strict: true })).toBe(0);
});

test("an interrupted run says so, whatever else it has to say", () => {
  expect(exitStatus({ ...run("fix", failed), interrupted: true }, { strict: true, exitZero: true })).toBe(
    130,
  );
});
