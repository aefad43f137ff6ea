import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type BuiltCli, buildCli, cleanEnvironment, type Ran, Tree } from "./support/built-cli.ts";

let cli: BuiltCli;
let tree: Tree;
beforeAll(async () => {
  cli = await buildCli();
});
afterAll(() => cli.remove());
beforeEach(() => {
  tree = new Tree();
});
afterEach(() => tree.remove());

const run = (...args: string[]): Ran => cli.run(tree.root, args);

/** One file with a safe fix and an unsafe alternative, one with a safe fix that needs an import, one clean. */
function sample(): Tree {
  tree.write("a.py", "import ssl\ns = ssl.wrap_socket(sock)\n");
  tree.write("sub/b.py", "c = HTTPSConnection(host)\n");
  return tree.write("clean.py", "print('ssl')\n");
}

describe("exit status", () => {
  it("is 0 where nothing is found, and says what was searched", () => {
    tree.write("clean.py", "print()\n");
    expect(run()).toEqual({ status: 0, stdout: "", stderr: "No findings (1 file searched).\n" });
  });

  it("is 1 where findings are left, 0 with --exit-zero", () => {
    sample();
    expect(run().status).toBe(1);
    expect(run("--exit-zero").status).toBe(0);
  });

  it("is 2 for a path that does not exist, and names the nearest", () => {
    sample();
    const ran = run("a.py", "clena.py");
    expect(ran).toEqual({
      status: 2,
      stdout: "",
      stderr: "error: clena.py does not exist. Did you mean clean.py?\n",
    });
  });

  it("is 0 after fixing everything, 1 with --exit-non-zero-on-fix", () => {
    sample();
    expect(run("--fix", "a.py").status).toBe(0);
    expect(run("--fix", "--exit-non-zero-on-fix", "sub").status).toBe(1);
    expect(run("--fix", "--exit-non-zero-on-fix").status).toBe(0);
  });

  it("is 0 with --fix-only though findings are left, and reports none of them", () => {
    tree.write("a.py", "ssl.RAND_egd()\n");
    expect(run("--fix").status).toBe(1);
    expect(run("--fix", "--fix-only")).toMatchObject({ status: 0, stdout: "" });
  });

  it("is 1 with --diff where a diff is printed, else 0", () => {
    tree.write("a.py", "ssl.RAND_egd()\n").write("b.py", "ssl.wrap_socket(s)\n");
    expect(run("--diff", "a.py")).toMatchObject({ status: 0, stdout: "" });
    expect(run("--diff", "b.py").status).toBe(1);
    expect(run("--dry-run", "b.py").status).toBe(1);
  });
});

describe("usage errors", () => {
  const cases: readonly [readonly string[], RegExp][] = [
    [["--fx"], /unknown option '--fx'\n\(Did you mean --fix\?\)/],
    [["--fix", "--diff"], /'--fix' cannot be used with option '--diff'/],
    [["--fix", "--dry-run"], /cannot be used/],
    [["-i", "--fix"], /cannot be used/],
    [["-i", "--output-format", "json"], /cannot be used/],
    [["--statistics", "--output-format", "sarif"], /goes with a text format/],
    [["-i", "-"], /name a file/],
    [["a.py", "-"], /no other path/],
    [["--unsafe-fixes"], /goes with --fix or --diff/],
    [["--fix-only"], /goes with --fix/],
    [["--target-version", "4.1"], /a version such as 3\.8/],
    [["--output-format", "xml"], /Allowed choices are full, concise, json/],
    [["--select", "wrap-sokcet"], /--select: there is no rule wrap-sokcet\. Did you mean wrap-socket\?/],
    [["--ignore", "B999"], /--ignore: there is no rule B999/],
    [["--sarif"], /unknown option/],
    [["explain", "wrap"], /there is no rule wrap\./],
    [["explain"], /missing required argument/],
    [["", "a.py"], /a path is empty: write "\." for this folder/],
    [["--stdin-filename", "a.py"], /--stdin-filename goes with "-"/],
    [["--watch", "--fix"], /'-w, --watch' cannot be used with option '--fix'/],
    [["--watch", "-"], /--watch watches files/],
    [["--config", "nope.toml"], /^error: --config nope\.toml cannot be read: it does not exist$/m],
    [["--config", "sub"], /^error: --config sub cannot be read: it is a folder$/m],
    [["--from-sarif", "a.py"], /^error: a\.py is no SARIF: it is no JSON/m],
    [["--files-from", "nope"], /^error: --files-from nope cannot be read: it does not exist$/m],
    [["--output-format", "json", "--output-file", "sub"], /^error: sub cannot be written: it is a folder$/m],
    [
      ["--output-format", "json", "--output-file", "a.py/x.json"],
      /^error: a\.py\/x\.json cannot be written: /m,
    ],
    [["completion", "tcsh"], /Allowed choices are bash, zsh, fish/],
    [["-i"], /needs a terminal, and neither standard input nor standard output is one\. Without one, --diff/],
  ];
  it.each(cases)("%j ends with 2 and says why", (args, message) => {
    sample();
    const ran = run(...args);
    expect(ran).toMatchObject({ status: 2, stdout: "" });
    expect(ran.stderr).toMatch(message);
    expect(ran.stderr).not.toMatch(/ {4}at /);
  });
});

describe("reports", () => {
  it("show the code with marks, the fixes and a summary with the options that help", () => {
    sample();
    const { stdout, stderr } = run();
    expect(stdout).toBe(`wrap-socket [*] ssl.wrap_socket(sock) is not to be used
--> a.py:2:5
  |
1 | import ssl
2 | s = ssl.wrap_socket(sock)
  |     ^^^^^^^^^^^^^^^^^^^^^
  |
safe fix: Keep what was verified
unsafe fix: Verify the peer: it may refuse a peer

https-connection-without-context [*] HTTPSConnection(host) is not to be used
--> sub/b.py:1:5
  |
1 | c = HTTPSConnection(host)
  |     ^^^^^^^^^^^^^^^^^^^^^
  |
safe fix: Give it a context

`);
    expect(stderr).toBe("Found 2 findings in 2 files (3 files searched).\n2 fixable with --fix.\n");
  });

  it("are one line each with concise, and nothing but findings with --quiet", () => {
    sample();
    const ran = run("--output-format", "concise", "-q");
    expect(ran.stderr).toBe("");
    expect(ran.stdout).toBe(
      "a.py:2:5: wrap-socket [*] ssl.wrap_socket(sock) is not to be used\n" +
        "sub/b.py:1:5: https-connection-without-context [*] HTTPSConnection(host) is not to be used\n",
    );
  });

  it("are JSON with positions in code points from 1 and complete edits", () => {
    tree
      .write("b.py", "'😀'; c = HTTPSConnection(host)\n")
      .write("broken.py", "# coding: klingon\nCERT_NONE\n");
    const { stdout, status } = run("--output-format", "json");
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      findings: [
        {
          rule: "https-connection-without-context",
          aliases: ["CSP-D407", "B309"],
          path: "b.py",
          line: 1,
          column: 10,
          endLine: 1,
          endColumn: 31,
          message: "HTTPSConnection(host) is not to be used",
          remedies: [
            {
              kind: "fix",
              applicability: "safe",
              title: "Give it a context",
              edits: [
                { line: 1, column: 1, endLine: 1, endColumn: 1, text: "import ssl\n" },
                { line: 1, column: 10, endLine: 1, endColumn: 31, text: "HTTPSConnection(host, context=c)" },
              ],
            },
          ],
          related: [],
        },
      ],
      files: [
        {
          path: "broken.py",
          status: "failed",
          reason: "undecodable",
          message: "declares the encoding klingon, which Python does not know, line 1",
        },
      ],
    });
  });

  it("go to a file with --output-file", () => {
    sample();
    expect(run("--output-format", "json", "--output-file", "out/report.json")).toMatchObject({
      status: 1,
      stdout: "",
    });
    expect(JSON.parse(tree.read("out/report.json"))).toMatchObject({ version: 1 });
  });

  it("count by rule with --statistics", () => {
    sample().write("c.py", "ssl.wrap_socket(a)\n");
    expect(run("--statistics").stdout).toBe(
      "2  wrap-socket  2 safe, 0 unsafe to fix\n1  https-connection-without-context  1 safe, 0 unsafe to fix\n",
    );
  });

  it("keep code from driving the terminal", () => {
    tree.write("a.py", "ssl.wrap_socket('\x1b[2J\u202e')\n");
    expect(run().stdout).not.toMatch(/[\x1b\u202e]/);
  });

  it("have colours with --color always, and FORCE_COLOR, only", () => {
    sample();
    expect(run("--color", "always").stdout).toContain("\x1b[");
    expect(run().stdout).not.toContain("\x1b[");
  });

  it("name the rules that are selected by any of their names", () => {
    sample();
    const concise = (...args: string[]): string => run("--output-format", "concise", ...args).stdout;
    expect(concise("--select", "b504")).toMatch(/^a\.py.*\n$/);
    expect(concise("--select", "B504,CSP-D407")).toMatch(/^a\.py.*\nsub\/b\.py.*\n$/);
    expect(concise("--ignore", "wrap-socket")).toMatch(/^sub\/b\.py.*\n$/);
    expect(concise("--select", "B504", "--extend-select", "B309", "--ignore", "B504")).toMatch(
      /^sub\/b\.py.*\n$/,
    );
  });
});

describe("--fix", () => {
  it("writes the safe fixes with their imports, and says what only --unsafe-fixes does", () => {
    sample().write("c.py", "CERT_NONE\n");
    const ran = run("--fix");
    expect(tree.read("a.py")).toBe("import ssl\ns = preserving(sock)\n");
    expect(tree.read("sub/b.py")).toBe("import ssl\nc = HTTPSConnection(host, context=c)\n");
    expect(tree.read("c.py")).toBe("CERT_NONE\n");
    expect(ran.status).toBe(1);
    expect(ran.stderr).toBe(
      "Fixed 2 findings in 2 files, 1 left (4 files searched).\n" +
        "1 more with --unsafe-fixes.\n" +
        "1 connection still accepts any certificate: --unsafe-fixes makes them verify where it can.\n",
    );
  });

  it("takes unsafe fixes with --unsafe-fixes, the first that fits of each finding", () => {
    sample().write("c.py", "CERT_NONE\n");
    expect(run("--fix", "--unsafe-fixes").status).toBe(0);
    expect(tree.read("c.py")).toBe("CERT_REQUIRED\n");
  });

  it("changes nothing when it runs a second time", () => {
    sample();
    run("--fix");
    const before = tree.bytes("a.py");
    expect(run("--fix")).toEqual({
      status: 0,
      stdout: "",
      stderr: "Fixed nothing, none left (3 files searched).\n",
    });
    expect(tree.bytes("a.py")).toEqual(before);
  });

  it("makes a fix unsafe in a run where another file patches the default context", () => {
    sample().write("z.py", "import ssl\nssl._create_default_https_context = f\n");
    expect(run("--fix", "--select", "CSP-D407").status).toBe(1);
    expect(tree.read("sub/b.py")).toBe("c = HTTPSConnection(host)\n");
  });

  it("hands standard input on, fixed or not, byte for byte", () => {
    const latin = Buffer.from("# coding: latin-1\r\ns = ssl.wrap_socket('é')\r\n", "latin1");
    const fixed = cli.runRaw(tree.root, ["--fix", "-"], { input: latin });
    expect(fixed.stdout).toEqual(Buffer.from("# coding: latin-1\r\ns = preserving('é')\r\n", "latin1"));
    expect(fixed.status).toBe(0);
    expect(cli.run(tree.root, ["--fix", "-q", "-"], { input: "x = 1\n" })).toEqual({
      status: 0,
      stdout: "x = 1\n",
      stderr: "",
    });
  });

  it("keeps going past files that it cannot do, and names each with its reason", () => {
    sample();
    tree.write("bad_encoding.py", Buffer.from("# ssl.wrap_socket(é)\n", "latin1"));
    tree.write("bad_syntax.py", "import ssl\nssl.wrap_socket(s)\ndef (:\n");
    tree.write("crash.py", "CRASH_HERE\n");
    symlinkSync(".", tree.path("itself"));
    symlinkSync("self.py", tree.path("self.py"));
    const ran = run("--fix");
    expect(ran.status).toBe(1);
    expect(ran.stderr).toMatch(/note: itself is a link to itself; it is not followed\n/);
    expect(ran.stderr).toMatch(/error: self\.py: is a link to itself\n/);
    expect(ran.stderr).toMatch(
      /error: bad_encoding\.py: is not UTF-8 and declares no encoding: Python rejects it, line 1\n/,
    );
    expect(ran.stderr).toMatch(/error: bad_syntax\.py: does not parse at line 3, column 1/);
    expect(ran.stderr).toMatch(
      /error: crash\.py: made tlsfix fail.*\nTypeError: the rule is broken\n {4}at /,
    );
    expect(ran.stderr).toMatch(/4 files could not be done/);
    expect(tree.read("a.py")).toContain("preserving");
    expect(tree.read("sub/b.py")).toContain("context=c");
    expect(run("--strict").status).toBe(2);
    expect(run("--strict", "--exit-zero").status).toBe(2);
  });

  it("says which file it may not read or write", (context) => {
    if (process.getuid?.() !== 0) context.skip("only root can run it as somebody else");
    const nobody = 65534;
    const folder = mkdtempSync(join(tmpdir(), "tlsfix-nobody-"));
    cpSync(cli.folder, folder, { recursive: true });
    for (const path of [folder, ...readdirSync(folder).map((name) => join(folder, name)), tree.root])
      chmodSync(path, 0o755);
    tree.write("locked.py", "ssl.wrap_socket(s)\n").write("readonly.py", "ssl.wrap_socket(s)\n");
    chmodSync(tree.path("locked.py"), 0o000);
    const ran = spawnSync(process.execPath, [join(folder, "cli.js"), "--fix"], {
      cwd: tree.root,
      uid: nobody,
      env: cleanEnvironment(),
    });
    rmSync(folder, { recursive: true });
    expect(ran.stderr.toString()).toMatch(/error: locked\.py: cannot be read: permission denied\n/);
    expect(ran.stderr.toString()).toMatch(/error: readonly\.py: cannot be written: permission denied\n/);
    expect(ran.status).toBe(1);
    expect(tree.read("readonly.py")).toBe("ssl.wrap_socket(s)\n");
  });
});

describe("--diff", () => {
  const git = (cwd: string, ...args: string[]): Ran => {
    const ran = spawnSync("git", args, { cwd });
    return { status: ran.status, stdout: ran.stdout.toString(), stderr: ran.stderr.toString() };
  };

  it("prints what git apply takes, and what --fix writes", () => {
    const files: Readonly<Record<string, string | Buffer>> = {
      "a.py": "import ssl\n\n\n\n\ns = ssl.wrap_socket(sock)\n",
      "with space.py": "ssl.wrap_socket(a)",
      "ünï.py": "ssl.wrap_socket(a)\n",
      'tab\tand"quote.py': "ssl.wrap_socket(a)\n",
      "crlf.py": "# x\r\nssl.wrap_socket(a)\r\n",
      "mark.py": "\ufeffssl.wrap_socket(a)\n",
      "latin.py": Buffer.from("# coding: latin-1\nssl.wrap_socket('é')  # é\n# é\n", "latin1"),
      "sub/deep/c.py": "HTTPSConnection(h)\n",
    };
    for (const [path, content] of Object.entries(files)) tree.write(path, content);
    const patch = cli.runRaw(tree.root, ["--diff"]);
    expect(patch.status).toBe(1);
    const fixed = new Tree();
    cpSync(tree.root, fixed.root, { recursive: true });
    expect(cli.run(fixed.root, ["--fix"]).status).toBe(0);
    const applied = spawnSync("git", ["apply", "--verbose", "-"], { cwd: tree.root, input: patch.stdout });
    expect(`${applied.status}`, applied.stderr.toString()).toBe("0");
    for (const path of Object.keys(files)) expect(tree.bytes(path), path).toEqual(fixed.bytes(path));
    fixed.remove();
  });

  it("means the right file below the top of a repository, where a folder has a child of its own name", () => {
    tree.write("pkg/pkg/x.py", "ssl.wrap_socket(inner)\n").write("pkg/x.py", "ssl.wrap_socket(inner)\n");
    git(tree.root, "init", "-q");
    const cwd = tree.path("pkg");
    const patch = cli.runRaw(cwd, ["--diff", "pkg"]);
    const applied = spawnSync("git", ["apply", "-"], { cwd, input: patch.stdout });
    expect(`${applied.status}`, applied.stderr.toString()).toBe("0");
    expect(tree.read("pkg/pkg/x.py")).toBe("preserving(inner)\n");
    expect(tree.read("pkg/x.py")).toBe("ssl.wrap_socket(inner)\n");
  });

  it("writes nothing", () => {
    sample();
    const before = statSync(tree.path("a.py"));
    run("--diff");
    expect(statSync(tree.path("a.py"))).toMatchObject({ mtimeMs: before.mtimeMs, ino: before.ino });
    expect(readdirSync(tree.root).sort()).toEqual(["a.py", "clean.py", "sub"]);
  });

  it("shows standard input under the name that it is given", () => {
    const ran = cli.run(tree.root, ["--diff", "--stdin-filename", "src/x.py", "-"], {
      input: "ssl.wrap_socket(s)\n",
    });
    expect(ran).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/^--- a\/src\/x\.py\n\+\+\+ b\/src\/x\.py\n/),
    });
  });

  it("ends quietly when nobody reads on", async () => {
    for (let i = 0; i < 300; i += 1)
      tree.write(`f${i}.py`, `${"# long line\n".repeat(40)}ssl.wrap_socket(s)\n`.repeat(20));
    const child = spawn("sh", ["-c", `"${process.execPath}" "${cli.script}" --diff | head -n 1`], {
      cwd: tree.root,
      env: cleanEnvironment(),
    });
    let stderr = "";
    child.stderr.on("data", (chunk) => {
      stderr += chunk;
    });
    await new Promise((resolve) => child.on("close", resolve));
    expect(stderr).toMatch(/^Would fix 6000 findings/);
  });
});

describe("paths", () => {
  it("come from a file or standard input, one a line or with NUL between", () => {
    sample().write("list", "a.py\nsub/b.py\n").write("empty", "");
    const concise = ["--output-format", "concise", "-q"];
    expect(run(...concise, "--files-from", "list").stdout.split("\n")).toHaveLength(3);
    const nul = cli.run(tree.root, [...concise, "--files-from", "-"], { input: "a.py\0sub\0" });
    expect(nul.stdout.split("\n")).toHaveLength(3);
    expect(run("--files-from", "empty")).toMatchObject({ status: 0 });
    expect(run("--files-from", "gone")).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/gone cannot be read: it does not exist/),
    });
    expect(run("--files-from", "list", "a.py").status).toBe(2);
  });

  it("that lead to no Python are said to", () => {
    mkdirSync(tree.path("empty"));
    expect(run("empty")).toMatchObject({ status: 0, stderr: expect.stringMatching(/no Python files/) });
  });
});

describe("--verbose", () => {
  it("says what the run works on", () => {
    sample().write("z.py", "ssl._create_default_https_context = f\n");
    const { stderr } = run("-v", "--target-version", "py27");
    expect(stderr).toMatch(
      /^4 files searched, 2 with a word of \d+ rules\nconfiguration: none\nparser: auto\ncache: .*, 0 unchanged\na file of this run.*\n {2}a\.py \(utf8, target version 2\.7: --target-version\)\n/,
    );
  });
});

describe("rules and explain", () => {
  it("list and describe the rules", () => {
    expect(run("rules").stdout).toMatch(/^wrap-socket\n {4}Any use.*\n {4}also known as CSP-D411, B504\n/);
    expect(JSON.parse(run("rules", "--json").stdout)[0]).toEqual({
      id: "wrap-socket",
      aliases: ["CSP-D411", "B504"],
      summary: "Any use of ssl.wrap_socket.",
    });
    expect(run("explain", "b504")).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^# wrap-socket\n/),
    });
  });

  it("give way to a path that is spelt as one", () => {
    tree.write("rules", "ssl.wrap_socket(s)\n");
    expect(run("./rules").status).toBe(1);
  });
});

describe("Ctrl-C", () => {
  it("ends with 130 between two files, each either old or new, and says which are new", async () => {
    for (let i = 0; i < 400; i += 1)
      tree.write(`f${String(i).padStart(3, "0")}.py`, "ssl.wrap_socket(s)\n".repeat(300));
    const child = spawn(process.execPath, [cli.script, "--fix", "--fix-only"], {
      cwd: tree.root,
      env: cleanEnvironment(),
    });
    let stderr = "";
    child.stderr.on("data", (chunk) => {
      stderr += chunk;
    });
    const first = tree.path("f000.py");
    while (!tree.read("f003.py").startsWith("preserving"))
      await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill("SIGINT");
    const status = await new Promise((resolve) => child.on("close", resolve));
    expect(status).toBe(130);
    const texts = readdirSync(tree.root).map((name) => tree.read(name));
    expect(texts.every((text) => text === texts[0] || text === "ssl.wrap_socket(s)\n".repeat(300))).toBe(
      true,
    );
    const written = texts.filter((text) => text.startsWith("preserving")).length;
    expect(written).toBeLessThan(400);
    expect(stderr.match(/f\d{3}\.py/g)).toHaveLength(written);
    expect(stderr).toMatch(/^Interrupted; written: f000\.py, /);
    expect(readdirSync(tree.root)).toHaveLength(400);
    expect(statSync(first).isFile()).toBe(true);
  });
});
