import type { Finding } from "../core/finding.ts";
import { type LineIndex, shownPlace } from "../core/lines.ts";
import { type CheckedFile, type FailedFile, type FileResult, fileLineAt, linesOf } from "../core/report.ts";
import { type Markup, markup } from "./markup.ts";
import { remedyLine } from "./remedy-line.ts";
import type { Reporter } from "./reporter.ts";

/** JUnit's XML: a suite for each file, a failed test for each finding, an error for a file that could not be done. */
export const junit: Reporter = (report) => {
  const suites = groupByPath(report.files).map(suiteOf);
  // Readers take a report without any test for a run that failed.
  if (suites.length === 0) suites.push(suiteOf([]));
  const sum = (of: (suite: Suite) => number): number => suites.reduce((total, suite) => total + of(suite), 0);
  const tests = sum((suite) => suite.tests);
  const failures = sum((suite) => suite.failures);
  const errors = sum((suite) => suite.errors);
  const { text } = markup`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="tlsfix" tests="${tests}" failures="${failures}" errors="${errors}">
${suites.map(({ xml }) => xml)}</testsuites>
`;
  return text;
};

interface Suite {
  readonly xml: Markup;
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
}

/** A text that parses in part is both checked and failed, and one suite. */
function groupByPath(files: readonly FileResult[]): readonly (readonly FileResult[])[] {
  const byPath = new Map<string, FileResult[]>();
  for (const file of files) byPath.set(file.path, [...(byPath.get(file.path) ?? []), file]);
  return [...byPath.values()];
}

function suiteOf(results: readonly FileResult[]): Suite {
  const path = results[0]?.path ?? "tlsfix";
  const failed = results.filter((result) => result.kind === "failed");
  const failures = results.flatMap((result) => (result.kind === "checked" ? findingCases(result) : []));
  const cases = [...failures, ...failed.map(errorCase)];
  if (cases.length === 0) cases.push(passedCase(path));
  const xml = markup`  <testsuite name="${path}" package="tlsfix" tests="${cases.length}" failures="${failures.length}" errors="${failed.length}" skipped="0" time="0">
${cases}  </testsuite>
`;
  return { xml, tests: cases.length, failures: failures.length, errors: failed.length };
}

function findingCases(file: CheckedFile): Markup[] {
  if (file.left.length === 0) return [];
  const lines = linesOf(file);
  return file.left.map(({ finding }) => findingCase(file, lines, finding));
}

function findingCase(file: CheckedFile, lines: LineIndex, finding: Finding): Markup {
  const { path } = file;
  const position = lines.position(finding.start);
  const message = finding.message.replace(/\s+/g, " ");
  const body = `${shownPlace(path, position)}: ${finding.rule}: ${finding.message}\n${remedyLine(finding)}`;
  return markup`    <testcase name="${shownPlace(finding.rule, position)}" classname="${path}" file="${path}" line="${fileLineAt(file, lines, finding.start)}" time="0">
      <failure type="${finding.rule}" message="${message}">${body}</failure>
    </testcase>
`;
}

function errorCase({ path, reason, message }: FailedFile): Markup {
  const first = message.split("\n")[0] ?? "";
  return markup`    <testcase name="${reason}" classname="${path}" file="${path}" time="0">
      <error type="${reason}" message="${first}">${path}: ${message}</error>
    </testcase>
`;
}

function passedCase(path: string): Markup {
  return markup`    <testcase name="no findings" classname="${path}" time="0"/>
`;
}
