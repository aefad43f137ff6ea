import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type BuiltCli, buildCli, type Ran, Tree } from "./support/built-cli.ts";

let cli: BuiltCli;
let tree: Tree;
beforeAll(async () => {
  cli = await buildCli();
});
afterAll(() => cli.remove());
beforeEach(() => {
  tree = new Tree()
    .write("a.py", "import ssl\ns = ssl.wrap_socket(sock)\n")
    .write("b.py", "HTTPSConnection(h)\n");
});
afterEach(() => tree.remove());

const run = (...args: string[]): Ran => cli.run(tree.root, args);
const STARTS: readonly [string, RegExp][] = [
  ["sarif", /^\{\n {2}"\$schema"/],
  ["github", /^::notice title=tlsfix \(wrap-socket\),file=a\.py,line=2,/],
  ["gitlab", /^\[\n {2}\{/],
  ["junit", /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites name="tlsfix" tests="2" failures="2"/],
  ["html", /^<!doctype html>\n.*<h1>2 findings in 2 files<\/h1>/s],
];

describe.each(STARTS)("--output-format %s", (format, start) => {
  it("reports on standard output, and ends as every report does", () => {
    const ran = run("--output-format", format);
    expect(ran).toMatchObject({ status: 1, stdout: expect.stringMatching(start) });
    expect(ran.stdout.endsWith("\n")).toBe(true);
    expect(ran.stderr).toMatch(/^Found 2 findings/);
  });

  it("has no colours of a terminal in it", () => {
    expect(run("--output-format", format, "--color", "always").stdout).not.toContain("\x1b");
  });
});

describe("a report", () => {
  it("has the imports of a fix among its replacements", () => {
    const { stdout } = run("--output-format", "sarif", "b.py");
    expect(JSON.parse(stdout).runs[0].results[0].fixes[0].artifactChanges[0].replacements).toMatchObject([
      { deletedRegion: { startLine: 1, startColumn: 1 }, insertedContent: { text: "import ssl\n" } },
      { insertedContent: { text: "HTTPSConnection(h, context=c)" } },
    ]);
  });

  it("tells with --fix what is left", () => {
    tree.write("c.py", "RAND_egd\n");
    const { stdout, status } = run("--fix", "--output-format", "gitlab");
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject([{ location: { path: "c.py" } }]);
  });

  it("goes to a file beside the patch of --diff, which alone is on standard output", () => {
    const patch = run("--diff").stdout;
    expect(run("--diff", "--output-format", "html").stdout).toBe(patch);
    expect(run("--diff", "--output-format", "html", "--output-file", "out/r.html")).toMatchObject({
      status: 1,
      stdout: patch,
    });
    expect(tree.read("out/r.html")).toContain("<h1>Would fix all 2 findings in 2 files</h1>");
    expect(tree.read("a.py")).toContain("wrap_socket");
  });

  it("is written with --fix-only where a file is named for it", () => {
    expect(run("--fix", "--fix-only", "--output-format", "html", "--output-file", "r.html").status).toBe(0);
    expect(tree.read("r.html")).toContain("<h1>Fixed all 2 findings in 2 files</h1>");
    expect(run("--fix", "--fix-only", "--output-format", "json").stdout).toBe("");
  });

  it("goes to standard error where standard output is the fixed source", () => {
    const ran = cli.run(tree.root, ["--fix", "-q", "--output-format", "concise", "-"], {
      input: "ssl.wrap_socket(s)\nRAND_egd\n",
    });
    expect(ran.stdout).toBe("preserving(s)\nRAND_egd\n");
    expect(ran.stderr).toBe("-:2:1: removed-function RAND_egd is not to be used\n");
  });
});
