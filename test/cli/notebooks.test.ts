import { spawnSync } from "node:child_process";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type BuiltCli, buildRealCli, type Ran, Tree } from "./support/built-cli.ts";
import { TerminalSession } from "./support/terminal.ts";

let cli: BuiltCli;
let tree: Tree;
let open: TerminalSession[] = [];
beforeAll(async () => {
  cli = await buildRealCli();
});
afterAll(() => cli.remove());
beforeEach(() => {
  tree = new Tree();
});
afterEach(() => {
  for (const session of open) session.close();
  open = [];
  tree.remove();
});

const run = (...args: string[]): Ran => cli.run(tree.root, args);

/** As nbformat writes one; a source that starts with "#" is Markdown. */
function notebook(...sources: string[]): string {
  const cells = sources.map((text) => {
    const source = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
    if (text.startsWith("# ")) return { cell_type: "markdown", metadata: {}, source };
    const outputs = [{ name: "stdout", output_type: "stream", text: ["ssl.wrap_socket(é)\n"] }];
    return { cell_type: "code", execution_count: 3, metadata: { tags: ["x"] }, outputs, source };
  });
  const metadata = { language_info: { name: "python" } };
  return `${JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, undefined, 1)}\n`;
}

const HTTPS = "c = http.client.HTTPSConnection(host)";
const FIXED = "c = http.client.HTTPSConnection(host, context=ssl.create_default_context())";

function sample(): string {
  const text = notebook(
    "# Title",
    "%pip install x\nimport http.client\nfrom os import path",
    "%%bash\nssl.wrap_socket(x)",
    `%%time\nhost = 'a'\nfiles = !ls\n${HTTPS}`,
    `if files:\n    !echo {host}\n    d${HTTPS.slice(1)}\n`,
  );
  tree.write("a.ipynb", text);
  return text;
}

describe("a notebook", () => {
  it("is found below a folder; its findings are told by cell, as Ruff tells them", () => {
    sample();
    const { status, stdout, stderr } = run("--output-format", "concise");
    expect(stdout).toBe(
      "a.ipynb:cell 4:4:5: https-connection-without-context [*] http.client.HTTPSConnection() is given no context\n" +
        "a.ipynb:cell 5:3:9: https-connection-without-context [*] http.client.HTTPSConnection() is given no context\n",
    );
    expect(status).toBe(1);
    expect(stderr).toContain("Found 2 findings in 1 file (1 file searched).");
  });

  it("has its code shown without the cells around, with the numbers of its own lines", () => {
    sample();
    expect(run().stdout).toContain(`--> a.ipynb:cell 5:3:9
  |
1 | if files:
2 |     !echo {host}
3 |     d = http.client.HTTPSConnection(host)
  |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
`);
  });

  it("is one module: a name of one cell is known in the next, and an import is added once, where the imports are", () => {
    const before = sample();
    expect(run("--fix")).toMatchObject({ status: 0 });
    const after = tree.read("a.ipynb");
    const expected = before
      .replace('    "import http.client\\n",\n', '    "import http.client\\n",\n    "import ssl\\n",\n')
      .replaceAll(HTTPS.slice(1), FIXED.slice(1));
    expect(after).toBe(expected);
    expect(run()).toMatchObject({ status: 0, stdout: "" });
  });

  it("has a patch of its JSON that git takes, and of its cells on a terminal", () => {
    const before = sample();
    const patch = run("--diff").stdout;
    expect(patch).toContain("--- a/a.ipynb\n+++ b/a.ipynb\n");
    expect(spawnSync("git", ["apply", "-"], { cwd: tree.root, input: patch }).status).toBe(0);
    const applied = tree.read("a.ipynb");
    tree.write("a.ipynb", before);
    run("--fix");
    expect(tree.read("a.ipynb")).toBe(applied);
    tree.write("a.ipynb", before);
    const shown = run("--diff", "--color", "always").stdout.replace(/\x1b\[\d+m/g, "");
    expect(shown).toBe(`--- a/a.ipynb:cell 2
+++ b/a.ipynb:cell 2
@@ -1,3 +1,4 @@
 %pip install x
 import http.client
+import ssl
 from os import path
--- a/a.ipynb:cell 4
+++ b/a.ipynb:cell 4
@@ -1,4 +1,4 @@
 %%time
 host = 'a'
 files = !ls
-${HTTPS}
+${FIXED}
--- a/a.ipynb:cell 5
+++ b/a.ipynb:cell 5
@@ -1,3 +1,3 @@
 if files:
     !echo {host}
-    d${HTTPS.slice(1)}
+    d${FIXED.slice(1)}
`);
  });

  it("is told in every format by its cell, and by the line of its file where readers open that", () => {
    const raw = sample().split("\n");
    const line = raw.findIndex((one) => one.includes('"c = ')) + 1;
    const report = (format: string): string => run("--output-format", format).stdout;
    const [first] = JSON.parse(report("json")).findings;
    expect(first).toMatchObject({ path: "a.ipynb", cell: 4, line: 4, column: 5, endLine: 4, endColumn: 38 });
    expect(first.remedies[0].edits).toContainEqual(expect.objectContaining({ cell: 2, line: 3 }));
    const [result] = JSON.parse(report("sarif")).runs[0].results;
    expect(result.locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: "a.ipynb", uriBaseId: "%SRCROOT%" },
          region: { startLine: line, endLine: line },
        },
        logicalLocations: [{ name: "cell 4", fullyQualifiedName: "a.ipynb:cell 4:4:5", kind: "cell" }],
      },
    ]);
    expect(result).not.toHaveProperty("fixes");
    expect(report("github")).toContain(
      `file=a.ipynb,line=${line},endLine=${line}::a.ipynb:cell 4:4:5: https-connection-without-context:`,
    );
    expect(JSON.parse(report("gitlab"))[0]).toMatchObject({
      description: expect.stringMatching(/^cell 4, line 4: /),
      location: { path: "a.ipynb", lines: { begin: line, end: line } },
    });
    expect(report("junit")).toContain(
      `name="https-connection-without-context:cell 4:4:5" classname="a.ipynb" file="a.ipynb" line="${line}"`,
    );
    const html = report("html");
    expect(html).toContain("cell 4, line 4, column 5");
    expect(html).toContain("Cell 4, lines 1 to 4");
    expect(html).not.toContain("# %% cell");
  });

  it("is fixed where only another tool's report says so, by its cell's lines or by its file's", () => {
    const raw = sample().split("\n");
    const line = raw.findIndex((one) => one.includes('"c = ')) + 1;
    const sarif = (startLine: number): string => {
      const physicalLocation = { artifactLocation: { uri: "a.ipynb" }, region: { startLine } };
      return JSON.stringify({ runs: [{ results: [{ ruleId: "B309", locations: [{ physicalLocation }] }] }] });
    };
    for (const one of [line, 4]) {
      sample();
      tree.write("report.sarif", sarif(one));
      expect(run("--from-sarif", "report.sarif", "--fix").status).toBe(0);
      expect(tree.read("a.ipynb")).toContain(FIXED);
      expect(tree.read("a.ipynb")).toContain(`    d${HTTPS.slice(1)}`);
    }
  });

  it("takes suppressions, and is not written where a comment cannot stand", () => {
    sample();
    expect(run("--add-suppressions=later").status).toBe(0);
    expect(tree.read("a.ipynb")).toContain(
      `${HTTPS}  # tlsfix: ignore[https-connection-without-context] later"`,
    );
    expect(run()).toMatchObject({ status: 0, stdout: "" });
  });

  it("is read from standard input and handed on whole", () => {
    const text = sample();
    const args = ["--fix", "-", "--stdin-filename", "b.ipynb"];
    const { stdout } = cli.run(tree.root, args, { input: text });
    run("--fix");
    expect(stdout).toBe(tree.read("a.ipynb"));
    const clean = notebook("x = 'HTTPSConnection'");
    expect(cli.run(tree.root, args, { input: clean }).stdout).toBe(clean);
  });

  it("has the cell named where it does not parse, and keeps what is broken", () => {
    tree.write("a.ipynb", notebook("import http.client, ssl", "x = ) (", "host = 1", HTTPS));
    const { stderr } = run("--fix");
    expect(stderr).toMatch(/a\.ipynb: does not parse at cell 2, line 1, column \d+; what parses was checked/);
    expect(tree.read("a.ipynb")).toContain('"x = ) ("');
    expect(tree.read("a.ipynb")).toContain(FIXED);
  });

  it("is named with its reason where it is none", () => {
    tree.write("a.ipynb", "ssl.wrap_socket(").write("b.ipynb", '{"nbformat": 3, "x": "ssl.wrap_socket"}');
    const { status, stderr } = run();
    expect(status).toBe(1);
    expect(stderr).toMatch(/a\.ipynb: is no notebook: it is not JSON \(/);
    expect(stderr).toContain("b.ipynb: is a notebook of format 3; only format 4 can be read");
  });

  it("is reviewed cell by cell, and edited as one text", async () => {
    sample();
    const session = new TerminalSession(cli.script, ["-i"], {
      cwd: tree.root,
      env: {
        XDG_STATE_HOME: tree.path(".state"),
        EDITOR: `sed -i -e 's/context())$/context(), timeout=3)/'`,
      },
    });
    open.push(session);
    await session.sees("[1 of 2] a.ipynb:cell 4:4:5");
    expect(session.text()).toContain("@@ -1,4 +1,4 @@ cell 4");
    expect(session.text()).not.toContain("# %% cell");
    await session.answer(1, "y");
    await session.answer(2, "u");
    await session.sees("Undone: the answer to a.ipynb:cell 4:4 (https-connection-without-context).");
    await session.answer(1, "e");
    await session.sees("as edited");
    session.type("y");
    await session.answer(2, "n");
    expect(await session.finished()).toBe(1);
    expect(tree.read("a.ipynb")).toContain('context=ssl.create_default_context(), timeout=3)"');
    expect(JSON.parse(tree.read("a.ipynb")).cells).toHaveLength(5);
  });

  it("is not taken from an editor without one of its cells", async () => {
    const before = sample();
    const session = new TerminalSession(cli.script, ["-i"], {
      cwd: tree.root,
      env: { XDG_STATE_HOME: tree.path(".state"), EDITOR: "sed -i -e '/cell 5/d'" },
    });
    open.push(session);
    await session.answer(1, "e");
    await session.sees("The edited text was refused: its cells or their magics are others.");
    session.type("q");
    expect(await session.finished()).toBe(1);
    expect(tree.read("a.ipynb")).toBe(before);
  });
});
