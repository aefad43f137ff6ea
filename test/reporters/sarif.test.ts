import { describe, expect, it } from "vitest";
import { rules as realRules } from "../../src/cli/rules.generated.ts";
import { LineIndex } from "../../src/core/lines.ts";
import type { FileResult, RunReport } from "../../src/core/report.ts";
import { rewrite } from "../../src/core/rewrite.ts";
import { sarif } from "../../src/reporters/sarif/sarif.ts";
import { CONTEXT, failed, fileOf, findingOf, fixedFile, fixOf, reportOf } from "./reports.ts";

interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

interface Place {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string };
    readonly region: Region & { readonly snippet: { readonly text: string } };
    readonly contextRegion: { readonly snippet: { readonly text: string } };
  };
}

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly [Place];
  readonly relatedLocations?: readonly (Place & { readonly id: number })[];
  readonly codeFlows?: readonly {
    readonly threadFlows: readonly [{ readonly locations: readonly { readonly location: Place }[] }];
  }[];
  readonly partialFingerprints: { readonly "tlsfix/v1": string };
  readonly fixes?: readonly {
    readonly description: { readonly text: string };
    readonly artifactChanges: readonly [
      {
        readonly replacements: readonly {
          readonly deletedRegion: Region;
          readonly insertedContent: { readonly text: string };
        }[];
      },
    ];
  }[];
}

interface SarifRun {
  readonly tool: {
    readonly driver: Readonly<Record<string, unknown>> & { readonly rules: readonly unknown[] };
  };
  readonly results: readonly Result[];
  readonly invocations: readonly unknown[];
}

function runOf(report: RunReport): SarifRun {
  const parsed = JSON.parse(sarif(report, CONTEXT));
  expect(parsed).toMatchObject({ version: "2.1.0", $schema: expect.stringMatching(/sarif-2\.1\.0/) });
  return parsed.runs[0];
}

const results = (...files: FileResult[]): readonly Result[] => runOf(reportOf(files)).results;

const TEXT = "import ssl\ns = ssl.wrap_socket(s)\n";
const CALL = "ssl.wrap_socket(s)";

describe("a SARIF report", () => {
  it("has the tool, its rules and what columns count, where nothing is found too", () => {
    expect(runOf(reportOf([]))).toMatchObject({
      tool: { driver: { name: "tlsfix", version: "1.2.3", rules: [{}, {}, {}] } },
      columnKind: "utf16CodeUnits",
      originalUriBaseIds: { "%SRCROOT%": {} },
      invocations: [{ executionSuccessful: true, toolExecutionNotifications: [] }],
      results: [],
    });
  });

  it("describes rules with help, severity, precision and CWE", () => {
    const [wrap, low, flags] = runOf(reportOf([])).tool.driver.rules;
    expect(wrap).toEqual({
      id: "wrap-socket",
      name: "WrapSocket",
      shortDescription: { text: "A use of ssl.wrap_socket.", markdown: "A use of `ssl.wrap_socket`." },
      fullDescription: { text: "A use of ssl.wrap_socket.", markdown: "A use of `ssl.wrap_socket`." },
      help: {
        text: "It went with Python 3.12:\n\n- one\n- two\n\nAlso known as B504, CSP-D411.",
        markdown: "It went with **Python 3.12**:\n\n- one\n- `two`\n\nAlso known as B504, CSP-D411.",
      },
      defaultConfiguration: { level: "error" },
      properties: {
        tags: ["security", "python", "tls", "external/cwe/cwe-295", "external/cwe/cwe-078"],
        precision: "high",
        "problem.severity": "error",
        "security-severity": "7.4",
        aliases: ["B504", "CSP-D411"],
      },
    });
    expect(low).toMatchObject({ defaultConfiguration: { level: "warning" } });
    expect(flags).toMatchObject({ defaultConfiguration: { level: "note" } });
    expect(flags).not.toHaveProperty(["properties", "security-severity"]);
  });

  it("places a finding in UTF-16 units, under an encoded path below the root of the sources", () => {
    const text = "\ufeff'😀'; ssl.wrap_socket(s)\n";
    const [result] = results(fileOf("with space/ü#%.py", text, findingOf(text, CALL)));
    expect(result).toMatchObject({ ruleId: "wrap-socket", ruleIndex: 0, level: "error" });
    const { artifactLocation, region, contextRegion } = result?.locations[0].physicalLocation ?? {};
    expect(artifactLocation).toEqual({ uri: "with%20space/%C3%BC%23%25.py", uriBaseId: "%SRCROOT%" });
    expect(region).toEqual({
      startLine: 1,
      startColumn: 7,
      endLine: 1,
      endColumn: 25,
      snippet: { text: CALL },
    });
    expect(contextRegion?.snippet.text).toBe("'😀'; ssl.wrap_socket(s)\n");
  });

  it("tells a file outside the working folder in full", () => {
    const [result] = results(fileOf("/elsewhere/a b.py", TEXT, findingOf(TEXT, CALL)));
    expect(result?.locations[0].physicalLocation.artifactLocation).toEqual({
      uri: "file:///elsewhere/a%20b.py",
    });
  });

  it("keeps code in a message from being taken for a link", () => {
    const finding = findingOf(TEXT, CALL, { message: "handlers[x](1)" });
    expect(results(fileOf("a.py", TEXT, finding))[0]?.message.text).toBe(
      "handlers\\[x\\](1). Safe fix: Replace it.",
    );
  });

  it("has fixes that, applied by their regions, are the fixes, imports included", () => {
    const text = "\ufeff# 😀\r\ns = ssl.wrap_socket(s); '😀'; ssl.wrap_socket(s)\r\n";
    const start = text.lastIndexOf(CALL);
    const fix = fixOf(start, start + CALL.length, "a(s)", {
      edits: [
        { start: start + 4, end: start + CALL.length, text: "a(s)" },
        { start, end: start + 4, text: "tls." },
      ],
      imports: [{ module: "tls", name: "tls" }],
    });
    const [result] = results(fileOf("a.py", text, findingOf(text, CALL, { nth: 2, remedies: [fix] })));
    const lines = new LineIndex(text);
    const edits = result?.fixes?.[0]?.artifactChanges[0].replacements.map((replacement) => {
      const { startLine, startColumn, endLine, endColumn } = replacement.deletedRegion;
      const from = lines.utf16Offset({ line: startLine, column: startColumn });
      const to = lines.utf16Offset({ line: endLine, column: endColumn });
      return { start: from, end: to, text: replacement.insertedContent.text };
    });
    expect(rewrite(text, edits ?? [])).toBe(
      "\ufeffimport tls\n# 😀\r\ns = ssl.wrap_socket(s); '😀'; tls.a(s)\r\n",
    );
  });

  it("offers what can be applied as it is, and tells the rest as properties", () => {
    const remedies = [
      fixOf(15, 18, "x"),
      fixOf(15, 18, "y", { applicability: "unsafe", because: "it may refuse a peer" }),
      fixOf(15, 18, "HOST", { ask: { placeholder: "HOST", text: "Which host?" } }),
      fixOf(15, 18, "z", { applicability: "display" }),
      { kind: "none", because: "nothing helps" } as const,
    ];
    const [result] = results(fileOf("a.py", TEXT, findingOf(TEXT, CALL, { remedies })));
    expect(result?.fixes?.map(({ description }) => description.text)).toEqual([
      "Replace it (safe)",
      "Replace it (unsafe: it may refuse a peer)",
    ]);
    expect(result).toMatchObject({
      properties: {
        left: "not asked",
        remedies: [
          {},
          {},
          { ask: "Which host?" },
          { applicability: "display" },
          { because: "nothing helps" },
        ],
      },
    });
  });

  it("has related places, and a flow of those that are steps, in the order of the text", () => {
    const related = [
      { start: 7, end: 10, message: "made here", isStep: true },
      { start: 0, end: 6, message: "see also" },
      {
        start: 1,
        end: 2,
        message: "elsewhere",
        path: "b.py",
        isStep: true,
        lines: { line: 7, column: 2, endLine: 8, endColumn: 1 },
      },
    ] as const;
    const [result] = results(fileOf("a.py", TEXT, findingOf(TEXT, CALL, { related })));
    expect(
      result?.relatedLocations?.map(({ id, physicalLocation }) => [
        id,
        physicalLocation.artifactLocation.uri,
      ]),
    ).toEqual([
      [1, "a.py"],
      [2, "a.py"],
      [3, "b.py"],
    ]);
    expect(result?.relatedLocations?.[2]?.physicalLocation).toMatchObject({
      region: { startLine: 7, endLine: 8 },
    });
    const flows = result?.codeFlows?.map(({ threadFlows: [{ locations }] }) =>
      locations.map(({ location }) => location.physicalLocation.region.snippet.text),
    );
    expect(flows).toEqual([["ssl", CALL]]);
  });

  it("reports what a file is left with after fixing, and none of what it was", () => {
    expect(runOf(reportOf([fixedFile("a.py", TEXT, findingOf(TEXT, CALL))], "fix")).results).toEqual([]);
  });

  it("tells files that could not be done as notifications", () => {
    const run = runOf(
      reportOf([failed("x.py"), failed("y.py"), fileOf("a.py", TEXT, findingOf(TEXT, CALL))]),
    );
    expect(run.results).toHaveLength(1);
    expect(run.tool.driver).toMatchObject({ notifications: [{ id: "file-unreadable" }] });
    expect(run.invocations).toMatchObject([
      {
        executionSuccessful: true,
        toolExecutionNotifications: [
          {
            descriptor: { id: "file-unreadable", index: 0 },
            level: "error",
            message: { text: "x.py: cannot be read" },
            locations: [{ physicalLocation: { artifactLocation: { uri: "x.py" } } }],
          },
          {},
        ],
      },
    ]);
    expect(runOf({ ...reportOf([]), interrupted: true }).invocations).toMatchObject([
      { executionSuccessful: false },
    ]);
  });
});

describe("a fingerprint", () => {
  const prints = (path: string, text: string, count: number): readonly string[] => {
    const findings = Array.from({ length: count }, (_, i) => findingOf(text, CALL, { nth: i + 1 }));
    return results(fileOf(path, text, ...findings)).map((result) => result.partialFingerprints["tlsfix/v1"]);
  };

  it("stays when lines shift and are indented", () => {
    const shifted = "import ssl\n\n\nif x:\n\ts  =  ssl.wrap_socket(s)\r\n";
    expect(prints("a.py", shifted, 1)).toEqual(prints("a.py", TEXT, 1));
  });

  it("is another for another file, another statement and the same statement again", () => {
    const twice = `${TEXT}s = ssl.wrap_socket(s)\nt = ssl.wrap_socket(s)\n`;
    const all = [...prints("a.py", twice, 3), ...prints("b.py", TEXT, 1)];
    expect(new Set(all).size).toBe(4);
    expect(all[0]).toBe(prints("a.py", TEXT, 1)[0]);
  });
});

describe("the rules", () => {
  it("say what weakness they find, but for what is none", () => {
    const without = realRules.filter(({ meta }) => meta.weakness === undefined).map(({ meta }) => meta.id);
    expect(without.filter((id) => id !== "deprecated-protocol-options")).toEqual([]);
  });
});
