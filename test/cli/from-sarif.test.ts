import { mkdirSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type BuiltCli, buildCli, type Ran, Tree } from "./support/built-cli.ts";

let cli: BuiltCli;
let tree: Tree;
beforeAll(async () => {
  cli = await buildCli();
});
afterAll(() => cli.remove());
beforeEach(() => {
  tree = new Tree();
  tree
    .write("a.py", "ssl.wrap_socket(a)\nssl.wrap_socket(b)\nCERT_NONE\n")
    .write("sub/b c.py", "x = 1\nssl.wrap_socket(c)\n");
});
afterEach(() => tree.remove());

const run = (...args: string[]): Ran => cli.run(tree.root, args);

interface Place {
  readonly uri: string;
  readonly line?: number;
  readonly base?: string;
}

function result(rule: object | string, { uri, line, base }: Place): object {
  const region = line === undefined ? {} : { region: { startLine: line } };
  const artifactLocation = { uri, ...(base === undefined ? {} : { uriBaseId: base }) };
  return {
    ...(typeof rule === "string" ? { ruleId: rule } : rule),
    message: { text: "" },
    locations: [{ physicalLocation: { artifactLocation, ...region } }],
  };
}

function sarif(...runs: object[]): void {
  tree.write("r.sarif", JSON.stringify({ version: "2.1.0", runs }));
}

/** The places of the findings that the report leaves. */
function found(...results: object[]): readonly string[] {
  if (results.length > 0) sarif({ tool: { driver: { name: "t" } }, results });
  const { stdout, stderr } = run("--from-sarif", "r.sarif", "--output-format", "concise");
  expect(stderr).not.toMatch(/error/);
  return stdout.split("\n").flatMap((line) => /^(.*?:\d+):/.exec(line)?.[1] ?? []);
}

describe("--from-sarif", () => {
  it("fixes what was reported, also where fixes move the lines, and nothing else", () => {
    sarif({ tool: {}, results: [result("B504", { uri: "a.py", line: 2 }), result("E501", { uri: "a.py" })] });
    const ran = run("--fix", "--from-sarif", "r.sarif");
    expect(tree.read("a.py")).toBe("ssl.wrap_socket(a)\npreserving(b)\nCERT_NONE\n");
    expect(tree.read("sub/b c.py")).toContain("ssl.wrap_socket(c)");
    expect(ran.status).toBe(0);
    expect(ran.stderr).toMatch(/^note: 1 of 1 reported result found here; 1 result of rules that/);
    expect(ran.stderr).toMatch(/Fixed 1 finding in 1 file, none left/);
    expect(run("--diff", "--from-sarif", "r.sarif")).toMatchObject({ status: 0, stdout: "" });
  });

  it("takes every line of a region, and every line where there is none", () => {
    const lines = { startLine: 2, endLine: 3 };
    const physicalLocation = { artifactLocation: { uri: "a.py" }, region: lines };
    expect(found({ ruleId: "b504", locations: [{ physicalLocation }] })).toEqual(["a.py:2"]);
    expect(found(result("B504", { uri: "a.py" }))).toEqual(["a.py:1", "a.py:2"]);
    expect(found(result("B504", { uri: "a.py", line: 3 }))).toEqual([]);
  });

  it("takes a related place too, as CodeQL's sources are", () => {
    const place = { physicalLocation: { artifactLocation: { uri: "a.py" }, region: { startLine: 1 } } };
    expect(found({ ruleId: "B504", locations: [], relatedLocations: [place] })).toEqual(["a.py:1"]);
  });

  it("knows addresses that are encoded, absolute, from a base, from a list, or of another machine", () => {
    const expected = ["sub/b c.py:2"];
    const inRun = (run: object, ...results: object[]): readonly string[] => {
      sarif({ tool: { driver: { name: "t" } }, ...run, results });
      return found();
    };
    const rule = "B504";
    expect(found(result(rule, { uri: "sub/b%20c.py", line: 2 }))).toEqual(expected);
    expect(found(result(rule, { uri: "./sub/b c.py", line: 2 }))).toEqual(expected);
    expect(found(result(rule, { uri: "sub\\b c.py", line: 2 }))).toEqual(expected);
    expect(found(result(rule, { uri: pathToFileURL(tree.path("sub/b c.py")).href, line: 2 }))).toEqual(
      expected,
    );
    expect(found(result(rule, { uri: "file:///home/runner/work/p/sub/b%20c.py", line: 2 }))).toEqual(
      expected,
    );
    expect(found(result(rule, { uri: "/github/workspace/sub/b c.py", line: 2 }))).toEqual(expected);
    const bases = { ROOT: { uri: pathToFileURL(tree.root).href }, SUB: { uri: "sub/", uriBaseId: "ROOT" } };
    const based = result(rule, { uri: "b%20c.py", line: 2, base: "SUB" });
    expect(inRun({ originalUriBaseIds: bases }, based)).toEqual(expected);
    expect(inRun({}, result(rule, { uri: "sub/b%20c.py", line: 2, base: "%SRCROOT%" }))).toEqual(expected);
    const physicalLocation = { artifactLocation: { index: 0 }, region: { startLine: 2 } };
    const listed = { ruleId: rule, locations: [{ physicalLocation }] };
    expect(inRun({ artifacts: [{ location: { uri: "sub/b%20c.py" } }] }, listed)).toEqual(expected);
  });

  it("finds files from the top of the repository and from beside the report", () => {
    mkdirSync(tree.path(".git"));
    sarif({ results: [result("B504", { uri: "sub/b%20c.py" })] });
    const inSub = cli.run(tree.path("sub"), ["--from-sarif", "../r.sarif"]);
    expect(inSub.stderr).toMatch(/^note: 1 of 1 /);
    tree.write("sub/own.sarif", JSON.stringify({ runs: [{ results: [result("B504", { uri: "b c.py" })] }] }));
    expect(run("--from-sarif", "sub/own.sarif").stderr).toMatch(/^note: 1 of 1 /);
  });

  it("knows rules by their number, in an extension, by a former id, and as Semgrep and Sonar spell them", () => {
    const at = { uri: "a.py", line: 1 };
    const inTool = (tool: object, rule: object): readonly string[] => {
      sarif({ tool: { driver: { name: "t" } } }, { tool, results: [result(rule, at)] });
      return found();
    };
    const expected = ["a.py:1"];
    const rules = [{ id: "B101" }, { id: "B504" }];
    expect(inTool({ driver: { rules } }, { ruleIndex: 1 })).toEqual(expected);
    expect(inTool({ driver: { rules } }, { ruleIndex: 0 })).toEqual([]);
    const extension = { rule: { index: 1, toolComponent: { index: 0 } } };
    expect(inTool({ driver: {}, extensions: [{ rules }] }, extension)).toEqual(expected);
    expect(
      inTool({ driver: { rules: [{ id: "N1", deprecatedIds: ["B504"] }] } }, { ruleId: "N1", ruleIndex: 0 }),
    ).toEqual(expected);
    expect(found(result("configs.mine.wrap-socket", at))).toEqual(expected);
    expect(found(result("python:S4830", { uri: "a.py", line: 3 }))).toEqual(["a.py:3"]);
    expect(found(result("B504/old", at))).toEqual(expected);
  });

  it("leaves out what passed, is suppressed or is gone", () => {
    const one = result("B504", { uri: "a.py", line: 1 });
    expect(found({ ...one, kind: "pass" })).toEqual([]);
    expect(found({ ...one, suppressions: [{ kind: "inSource" }] })).toEqual([]);
    expect(found({ ...one, suppressions: [{ kind: "external", status: "rejected" }] })).toEqual(["a.py:1"]);
    expect(found({ ...one, baselineState: "absent" })).toEqual([]);
  });

  it("reads what a shell of Windows wrote", () => {
    const text = JSON.stringify({ runs: [{ results: [result("B504", { uri: "a.py", line: 1 })] }] });
    tree.write("r.sarif", Buffer.from(`\ufeff${text}`, "utf16le"));
    expect(found()).toEqual(["a.py:1"]);
    tree.write("r.sarif", `\ufeff${text}`);
    expect(found()).toEqual(["a.py:1"]);
  });

  it("says why a file is no report", () => {
    tree.write("r.sarif", "[]");
    expect(run("--from-sarif", "r.sarif").stderr).toBe("error: r.sarif is no SARIF: it has no runs.\n");
    tree.write("r.sarif", "a.py:1:1: S504");
    expect(run("--from-sarif", "r.sarif").stderr).toMatch(/^error: r\.sarif is no SARIF: it is no JSON/);
    expect(run("--from-sarif", "gone")).toMatchObject({
      status: 2,
      stderr: "error: --from-sarif gone cannot be read: it does not exist\n",
    });
  });
});
