import { createRequire } from "node:module";
import AjvDraft04 from "ajv-draft-04";
import addFormats from "ajv-formats";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BuiltCli, buildRealCli, Tree } from "../cli/support/built-cli.ts";

/** The schema of the standard, as its committee published it. */
const SCHEMA = createRequire(import.meta.url)("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");

const ajv = new AjvDraft04.default({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv as never);
const validate = ajv.compile(SCHEMA);

function problemsOf(sarif: unknown): readonly string[] {
  validate(sarif);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const PYTHON = `import ssl
import http.client
sock = ssl.wrap_socket(s, ssl_version=ssl.PROTOCOL_SSLv3)
c = http.client.HTTPSConnection("a")  # tlsfix: ignore[https-connection-without-context] an old [link](1)
d = http.client.HTTPSConnection("b")  # nosec
context = ssl.SSLContext(ssl.PROTOCOL_TLS)
context.check_hostname = False
'😀'; context.wrap_socket(s)
`;

let cli: BuiltCli;
let tree: Tree;
beforeAll(async () => {
  cli = await buildRealCli();
  const cell = { cell_type: "code", execution_count: null, metadata: {}, outputs: [], source: PYTHON };
  tree = new Tree()
    .write("ünï #1 %41.py", `\ufeff${PYTHON.replaceAll("\n", "\r\n")}`)
    .write("broken.py", "import ssl\nssl.wrap_socket(\n")
    .write("klingon.py", "# coding: klingon\nimport ssl; ssl.wrap_socket(s)\n")
    .write("clean.py", "import ssl\n")
    .write("a.ipynb", JSON.stringify({ cells: [cell], metadata: {}, nbformat: 4, nbformat_minor: 5 }));
});
afterAll(() => {
  cli.remove();
  tree.remove();
});

describe("the schema of SARIF 2.1.0", () => {
  it("can tell wrong from right", () => {
    expect(problemsOf({ version: "2.1.0", runs: [{ tool: { driver: {} }, results: [{}] }] })).toEqual([
      "/runs/0/tool/driver must have required property 'name'",
      "/runs/0/results/0 must have required property 'message'",
    ]);
  });

  for (const mode of [[], ["--diff"], ["--fix", "--unsafe-fixes"]]) {
    it(`holds for what is reported with ${mode.join(" ") || "no mode"}: fixes, flows, suppressions, notebooks, failures`, () => {
      const args = [...mode, "--output-format", "sarif", "--output-file", "r.sarif"];
      expect(cli.run(tree.root, args).status).toBe(1);
      const sarif = JSON.parse(tree.read("r.sarif"));
      expect(problemsOf(sarif)).toEqual([]);
      const [{ results, invocations }] = sarif.runs;
      const having = (key: string): number => results.filter((result: object) => key in result).length;
      expect(having("suppressions")).toBe(4);
      expect(having("relatedLocations")).toBeGreaterThan(0);
      if (mode.length === 0) expect(having("fixes")).toBeGreaterThan(0);
      expect(invocations[0].toolExecutionNotifications.length).toBeGreaterThan(1);
    });
  }
});

describe("a suppressed finding", () => {
  it("is in SARIF alone, with the reason of its comment and no fix", () => {
    tree.write("one/a.py", PYTHON.split("\n").slice(0, 2).concat(PYTHON.split("\n").slice(3, 5)).join("\n"));
    const run = (format: string): string => cli.run(tree.root, ["one", "--output-format", format]).stdout;
    const { results } = JSON.parse(run("sarif")).runs[0];
    expect(results.map(({ suppressions }: { suppressions: unknown }) => suppressions)).toEqual([
      [{ kind: "inSource", justification: "an old [link](1)" }],
      [{ kind: "inSource" }],
    ]);
    expect(results[0]).toMatchObject({ ruleId: "https-connection-without-context", level: "warning" });
    expect(results[0]).not.toHaveProperty("fixes");
    expect(JSON.parse(run("json")).findings).toEqual([]);
    expect(cli.run(tree.root, ["one"])).toMatchObject({ status: 0, stdout: "" });
  });

  it("is taken for settled where another run reads the report", () => {
    tree.write("two/a.py", PYTHON);
    const report = cli.run(tree.root, ["two", "--output-format", "sarif"]).stdout;
    tree.write("two.sarif", report).write("two/a.py", PYTHON.replace(/ {2}#.*/g, ""));
    const { stdout } = cli.run(tree.root, ["two", "--from-sarif", "two.sarif", "--output-format", "concise"]);
    expect(stdout).toContain("wrap-socket");
    expect(stdout).not.toContain("https-connection-without-context");
  });
});
