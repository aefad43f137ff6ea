import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { bundle } from "../../scripts/build.mjs";
import { askPython, cpythons } from "../python/cpython.ts";
import { BuiltCli, type Ran, Tree } from "./support/built-cli.ts";

let cli: BuiltCli;
let tree: Tree;
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), "tlsfix-real-"));
  await bundle(folder);
  cli = new BuiltCli(folder);
});
afterAll(() => cli.remove());
beforeEach(() => {
  tree = new Tree();
});
afterEach(() => tree.remove());

const run = (...args: string[]): Ran => cli.run(tree.root, args);

const [python] = cpythons;

/** What CPython makes of each text. */
function treesOf(texts: readonly string[]): unknown {
  const program =
    "import ast, json, sys; json.dump([ast.dump(ast.parse(t)) for t in json.load(sys.stdin)], sys.stdout)";
  return python === undefined ? undefined : askPython(python, ["-c", program], texts);
}

/** Where a comment is hard to put. */
const FILES: Readonly<Record<string, string>> = {
  "continued.py":
    "import ssl\ns = \\\n    ssl.wrap_socket(a)\nt = ssl.wrap_socket(b) \\\n    if x else None\n",
  "string.py": 'import ssl\nf(ssl.wrap_socket(a), """\n# no\n""", ssl.wrap_socket(b))\nprint("""#""")\n',
  "comment.py": "import ssl\ns = ssl.wrap_socket(a)  # noqa: E501\nt = ssl.wrap_socket(b)  # type: ignore\n",
  "several.py":
    "import ssl, requests\nf(ssl.wrap_socket(a), ssl.wrap_socket(b), requests.get(u, verify=False))\n",
  "block.py": "import ssl\nif x:\n\ts = ssl.wrap_socket(a); t = ssl.wrap_socket(b)",
  "fstring.py": "import ssl\nx = f'''\n{ssl.wrap_socket(a)}\n'''\n",
  "crlf.py": "import ssl\r\ns = ssl.wrap_socket(a)\r\nt = 1 + \\\r\n  f(ssl.wrap_socket(b), \\\r\n  2)\r\n",
};

describe("--add-suppressions", () => {
  it("writes the rule and the reason on the line where the call starts", () => {
    tree.write("a.py", "import ssl\ns = ssl.wrap_socket(\n    sock,\n)\n");
    expect(run("--add-suppressions=an old peer, see ISSUE-1", "a.py")).toEqual({
      status: 0,
      stdout: "",
      stderr: "Suppressed 1 finding in 1 file.\nNo findings (1 file searched).\n",
    });
    expect(tree.read("a.py")).toBe(
      "import ssl\ns = ssl.wrap_socket(  # tlsfix: ignore[wrap-socket] an old peer, see ISSUE-1\n    sock,\n)\n",
    );
  });

  it("takes the word after it for a path", () => {
    tree.write("a.py", "import ssl\ns = ssl.wrap_socket(sock)\n");
    expect(run("--add-suppressions", "a.py").status).toBe(0);
    expect(tree.read("a.py")).toBe("import ssl\ns = ssl.wrap_socket(sock)  # tlsfix: ignore[wrap-socket]\n");
  });

  it("leaves every file clean, and as it is when it runs again", () => {
    for (const [path, text] of Object.entries(FILES)) tree.write(path, text);
    const first = run("--add-suppressions=known");
    expect(first.stderr).not.toMatch(/error/);
    const again = run("--add-suppressions=known");
    for (const [path, text] of Object.entries(FILES)) {
      const after = tree.read(path);
      expect(/\r\n/.test(text) && /[^\r]\n/.test(after), path).toBe(false);
    }
    expect(again.stderr).toMatch(/^Suppressed 0 findings in 0 files\./);
    // Inside a string and on a continued line no comment can stand: these are told, where they are now.
    expect(run("--output-format", "concise", "-q").stdout.match(/^.*?:\d+:\d+/gm)).toEqual([
      "crlf.py:4:5",
      "fstring.py:3:2",
    ]);
    expect(first.stdout.match(/^--> .*$/gm)).toEqual(["--> crlf.py:4:5", "--> fstring.py:3:2"]);
    expect(first.status).toBe(1);
  });

  it.skipIf(python === undefined)(
    "leaves to CPython the programs that it was given (skipped without one)",
    () => {
      for (const [path, text] of Object.entries(FILES)) tree.write(path, text);
      run("--add-suppressions=known");
      const after = Object.keys(FILES).map((path) => tree.read(path));
      expect(after).not.toEqual(Object.values(FILES));
      expect(treesOf(after)).toEqual(treesOf(Object.values(FILES)));
    },
  );

  it("keeps to what another tool reported, and to the rules that are chosen", () => {
    tree.write(
      "a.py",
      "import ssl, requests\ns = ssl.wrap_socket(a)\nrequests.get(u, verify=False)\nssl.wrap_socket(b)\n",
    );
    const location = { physicalLocation: { artifactLocation: { uri: "a.py" }, region: { startLine: 4 } } };
    const results = [{ ruleId: "S504", locations: [location] }];
    tree.write("r.sarif", JSON.stringify({ version: "2.1.0", runs: [{ results }] }));
    expect(run("--add-suppressions", "--from-sarif", "r.sarif").status).toBe(0);
    expect(tree.read("a.py")).toMatch(/wrap_socket\(a\)\n.*False\)\nssl.*# tlsfix: ignore\[wrap-socket\]\n$/);
    run("--add-suppressions", "--select", "S501");
    expect(tree.read("a.py")).toMatch(
      /wrap_socket\(a\)\n.*False\) {2}# tlsfix: ignore\[unverified-request\]\n/,
    );
  });

  it("goes with no other mode, and not with standard input", () => {
    tree.write("a.py", "");
    for (const other of ["--fix", "--diff", "-i"])
      expect(run("--add-suppressions", other, "a.py").stderr).toMatch(/cannot be used with/);
    expect(run("--add-suppressions", "-").stderr).toMatch(/writes files/);
  });
});
