import { describe, expect, it } from "vitest";
import type { FileResult } from "../../src/core/report.ts";
import { full } from "../../src/reporters/full.ts";
import { github } from "../../src/reporters/github.ts";
import { gitlab } from "../../src/reporters/gitlab.ts";
import { html } from "../../src/reporters/html/html.ts";
import { json } from "../../src/reporters/json.ts";
import { junit } from "../../src/reporters/junit.ts";
import { CONTEXT, failed, fileOf, findingOf, reportOf } from "./reports.ts";

const TEXT = "import ssl\ns = ssl.wrap_socket(s)\n";
const CALL = "ssl.wrap_socket(s)";

describe("GitHub annotations", () => {
  const annotations = (...files: FileResult[]): string => github(reportOf(files), CONTEXT);

  it("have a place, a title and what can be done", () => {
    expect(annotations(fileOf("a.py", TEXT, findingOf(TEXT, CALL)))).toBe(
      "::error title=tlsfix (wrap-socket),file=a.py,line=2,endLine=2,col=5,endColumn=23::" +
        "a.py:2:5: wrap-socket: `ssl.wrap_socket(s)` is no more%0ASafe fix: Replace it\n",
    );
  });

  it("escape what would end a property, a message or the line", () => {
    const finding = findingOf(TEXT, CALL, { message: "50% :: a,\r\n::error::b", rule: "old-flags" });
    const [command, ...more] = annotations(fileOf("50%,a:b\n.py", TEXT, finding)).split("\n");
    expect(more).toEqual([""]);
    expect(command).toContain("file=50%25%2Ca%3Ab%0A.py,");
    expect(command).toContain("50%25 :: a,%0D%0A::error::b");
    expect(command).toMatch(/^::notice /);
  });

  it("have no columns where lines differ, which GitHub would refuse", () => {
    const finding = findingOf(TEXT, "ssl\ns", { rule: "low-minimum" });
    expect(annotations(fileOf("a.py", TEXT, finding))).toMatch(/^::warning [^:]*line=1,endLine=2::/);
  });

  it("tell files that could not be done, and nothing of nothing", () => {
    expect(annotations(failed("x.py", "cannot\nbe read"))).toBe(
      "::error title=tlsfix,file=x.py::x.py: cannot%0Abe read\n",
    );
    expect(annotations()).toBe("");
  });
});

describe("GitLab code quality", () => {
  const entries = (...files: FileResult[]): readonly Readonly<Record<string, unknown>>[] =>
    JSON.parse(gitlab(reportOf(files), CONTEXT));

  it("has what GitLab asks for", () => {
    const finding = findingOf(TEXT, CALL);
    expect(entries(fileOf("sub/a.py", TEXT, finding), failed("x.py"))).toEqual([
      {
        type: "issue",
        check_name: "wrap-socket",
        description: "`ssl.wrap_socket(s)` is no more",
        content: { body: "Safe fix: Replace it" },
        categories: ["Security"],
        severity: "critical",
        fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
        location: { path: "sub/a.py", lines: { begin: 2, end: 2 } },
      },
      expect.objectContaining({
        check_name: "file-unreadable",
        severity: "major",
        location: { path: "x.py", lines: { begin: 1, end: 1 } },
      }),
    ]);
  });

  it("gives each entry a fingerprint of its own, since GitLab shows only the first of equal ones", () => {
    const text = `${CALL}; ${CALL}\n${CALL}; ${CALL}\n`;
    const findings = [1, 2, 3, 4].map((nth) => findingOf(text, CALL, { nth }));
    const all = entries(fileOf("a.py", text, ...findings), fileOf("b.py", text, ...findings));
    expect(new Set(all.map(({ fingerprint }) => fingerprint)).size).toBe(8);
  });

  it("is an empty list where nothing is found", () => {
    expect(entries()).toEqual([]);
  });
});

describe("JUnit", () => {
  const xml = (...files: FileResult[]): string => junit(reportOf(files), CONTEXT);

  it("has a suite for each file, failures for findings and errors for files that could not be done", () => {
    const partly = [fileOf("a.py", TEXT, findingOf(TEXT, CALL)), failed("a.py", "does not parse\nstack")];
    expect(xml(...partly, fileOf("clean.py", TEXT))).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="tlsfix" tests="3" failures="1" errors="1">
  <testsuite name="a.py" package="tlsfix" tests="2" failures="1" errors="1" skipped="0" time="0">
    <testcase name="wrap-socket:2:5" classname="a.py" file="a.py" line="2" time="0">
      <failure type="wrap-socket" message="\`ssl.wrap_socket(s)\` is no more">a.py:2:5: wrap-socket: \`ssl.wrap_socket(s)\` is no more
Safe fix: Replace it</failure>
    </testcase>
    <testcase name="unreadable" classname="a.py" file="a.py" time="0">
      <error type="unreadable" message="does not parse">a.py: does not parse
stack</error>
    </testcase>
  </testsuite>
  <testsuite name="clean.py" package="tlsfix" tests="1" failures="0" errors="0" skipped="0" time="0">
    <testcase name="no findings" classname="clean.py" time="0"/>
  </testsuite>
</testsuites>
`);
  });

  it("has a test that passed where there is nothing to tell, since readers take none for a failure", () => {
    expect(xml()).toContain('<testcase name="no findings" classname="tlsfix" time="0"/>');
  });

  it("escapes what XML cannot hold", () => {
    const finding = findingOf(TEXT, CALL, { message: "<&>\"'\u0000\x1b\ud800\uffff" });
    const shown = xml(fileOf("<a>&.py", TEXT, finding));
    expect(shown).toContain('classname="&lt;a&gt;&amp;.py"');
    expect(shown).toContain("&lt;&amp;&gt;&quot;&#39;␀␛\ufffd\ufffd");
  });
});

describe("places in other files", () => {
  const lines = { line: 3, column: 5, endLine: 4, endColumn: 9 };
  const related = [{ start: 400, end: 410, message: "it connects here", path: "b.py", lines }];
  const file = fileOf("a.py", TEXT, findingOf(TEXT, CALL, { related }));

  it("have their own lines, not those of the file at hand", () => {
    expect(full(reportOf([file]), CONTEXT)).toContain("note: b.py:3:5: it connects here\n");
    const [finding] = JSON.parse(json(reportOf([file]), CONTEXT)).findings;
    expect(finding.related).toEqual([{ path: "b.py", ...lines, message: "it connects here" }]);
    expect(html(reportOf([file]), CONTEXT)).toContain("<span>b.py:3</span>");
  });
});
