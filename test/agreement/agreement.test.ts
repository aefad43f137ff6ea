import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { whyNoTool } from "../behaviour/rewrite.ts";
import { type Case, type Mark, readCases } from "./case.ts";
import { agreementPage, WITHOUT_COUNTERPART } from "./page.ts";
import { findingsIn, linesOf, type ReportedFinding } from "./tool.ts";

const FOLDER = fileURLToPath(new URL("../programs/agreement", import.meta.url));
const cases = readCases(FOLDER);
const noTool = whyNoTool();
if (noTool !== undefined) console.warn(`agreement: left out, ${noTool}`);

test("the page shows the cases", () => {
  const page = readFileSync(new URL("../../docs/codeql-agreement.md", import.meta.url), "utf8");
  expect(page).toBe(agreementPage(cases));
});

describe.skipIf(noTool !== undefined)("agreement with other tools", () => {
  let found: readonly ReportedFinding[] = [];

  beforeAll(() => {
    found = findingsIn(FOLDER);
  }, 120_000);

  for (const one of cases) {
    const check = one.awaits === undefined ? test : test.fails;
    check(one.awaits === undefined ? one.name : `${one.name} awaits: ${one.awaits}`, () => {
      for (const { file, ours } of [one, ...one.parts]) {
        expect(marksIn(found, file), file).toEqual(inOrder(ours));
      }
      expect(differencesOf(one, found)).toEqual([]);
    });
  }

  test("differences that are explained are there", () => {
    const idle = cases.filter(({ awaits }) => awaits === undefined).flatMap((one) => idleReasons(one, found));
    expect(idle).toEqual([]);
  });
});

function marksIn(found: readonly ReportedFinding[], file: string): readonly string[] {
  return inOrder(found.filter(({ path }) => path === file));
}

function inOrder(marks: readonly Pick<Mark, "line" | "rule">[]): readonly string[] {
  return marks.map(({ line, rule }) => `${line}: ${rule}`).sort();
}

const filesOf = (one: Case): readonly string[] => [one.file, ...one.parts.map(({ file }) => file)];

/** What they report of a case and we do not, neither at the place nor as a related location. */
function missing(one: Case, found: readonly ReportedFinding[]): readonly Mark[] {
  const ours = found.filter(({ path }) => filesOf(one).includes(path));
  const lines = new Set(ours.flatMap((finding) => [...linesOf(finding, one.file)]));
  return one.theirs.filter(({ line }) => !lines.has(line));
}

/** What we report of a case and they do not. */
function further(one: Case, found: readonly ReportedFinding[]): readonly ReportedFinding[] {
  const theirs = one.theirs.map(({ line }) => line);
  const ours = found.filter(({ path }) => filesOf(one).includes(path));
  return ours.filter((finding) => ![...linesOf(finding, one.file)].some((line) => theirs.includes(line)));
}

/** Differences that the case gives no reason for. */
function differencesOf(one: Case, found: readonly ReportedFinding[]): readonly string[] {
  const lacking = (one.laxer ?? one.elsewhere) ? [] : missing(one, found);
  const isExplained = ({ rule }: ReportedFinding) =>
    one.elsewhere !== undefined || one.stricter.has(rule) || WITHOUT_COUNTERPART.has(rule);
  const extra = further(one, found).filter((finding) => !isExplained(finding));
  return [
    ...lacking.map(({ line, rule }) => `they report ${rule} at ${line}, and nothing of ours is there`),
    ...extra.map(({ line, rule }) => `we report ${rule} at ${line}, and they do not`),
  ];
}

/** Reasons for differences that are none. */
function idleReasons(one: Case, found: readonly ReportedFinding[]): readonly string[] {
  const extra = new Set(further(one, found).map(({ rule }) => rule));
  const explained = one.laxer ?? one.elsewhere;
  return [
    ...[...one.stricter.keys()]
      .filter((rule) => !extra.has(rule))
      .map((rule) => `${one.name}: they report what ${rule} does`),
    ...(explained !== undefined && missing(one, found).length === 0
      ? [`${one.name}: nothing is missing`]
      : []),
  ];
}
