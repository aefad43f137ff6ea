import { chmodSync } from "node:fs";
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
});
afterEach(() => tree.remove());

const run = (...args: string[]): Ran => cli.run(tree.root, args);

/** The files with findings, and the rules that found them. */
function found(...args: string[]): readonly string[] {
  const { stdout, stderr, status } = run("--output-format", "concise", ...args);
  expect(status, stderr).toBeLessThan(2);
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.replace(/:\d+:\d+: /, " ").replace(/^(\S+ \S+).*$/, "$1"));
}

function sample(): Tree {
  tree.write("a.py", "ssl.wrap_socket(s)\nCERT_NONE\n").write("sub/b.py", "ssl.wrap_socket(s)\nCERT_NONE\n");
  return tree;
}

describe("a configuration file", () => {
  it("holds for what is below it, the nearest one alone; a pyproject.toml without the table is none", () => {
    sample()
      .write("pyproject.toml", "[tool.tlsfix]\nselect = ['S4830']\n")
      .write("sub/pyproject.toml", "[project]\nname = 'x'\n")
      .write("sub/deep/c.py", "ssl.wrap_socket(s)\nCERT_NONE\n")
      .write("sub/deep/tlsfix.toml", "ignore = ['S4830']\n");
    expect(found()).toEqual([
      "a.py disabled-verification",
      "sub/b.py disabled-verification",
      "sub/deep/c.py wrap-socket",
    ]);
  });

  it("goes by one of three names, in this order", () => {
    sample().write("pyproject.toml", "[tool.tlsfix]\nselect = []\n");
    expect(found()).toEqual([]);
    tree.write("tlsfix.toml", "select = ['B504']\n");
    expect(found("a.py")).toEqual(["a.py wrap-socket"]);
    tree.write(".tlsfix.toml", "select = ['S4830']\n");
    expect(found("a.py")).toEqual(["a.py disabled-verification"]);
  });

  it("builds on the file that it extends: it replaces, adds to lists, and keeps each one's patterns where they are", () => {
    sample()
      .write(
        "base/tlsfix.toml",
        "select = ['B504']\nexclude = ['gen']\ntrust-default-context = true\n[per-file-ignores]\n'sub/*' = ['ALL']\n",
      )
      .write("base/sub/c.py", "ssl.wrap_socket(s)\n")
      .write("base/gen/d.py", "ssl.wrap_socket(s)\n")
      .write("gen/e.py", "ssl.wrap_socket(s)\n")
      .write("pyproject.toml", "[tool.tlsfix]\nextend = 'base/tlsfix.toml'\nextend-select = ['S4830']\n");
    expect(found()).toEqual([
      "a.py wrap-socket",
      "a.py disabled-verification",
      "sub/b.py wrap-socket",
      "sub/b.py disabled-verification",
    ]);
    tree.write(
      "pyproject.toml",
      "[tool.tlsfix]\nextend = 'base/tlsfix.toml'\nselect = ['S4830']\nexclude = []\nper-file-ignores = {}\nextend-per-file-ignores = { 'sub/*' = ['ALL'] }\n",
    );
    expect(found("a.py", "sub")).toEqual(["a.py disabled-verification"]);
    expect(run("-v", "a.py").stderr).toContain("configuration: base/tlsfix.toml, pyproject.toml");
  });

  it("names the file, the line and the way where what it extends cannot be had", () => {
    sample().write("tlsfix.toml", "\nextend = 'b.toml'\n");
    const cases: readonly [string, string | undefined, RegExp][] = [
      [
        "is not there",
        undefined,
        /^error: tlsfix\.toml:2:1: extend: b\.toml cannot be read: it does not exist\n$/,
      ],
      [
        "leads back",
        "extend = './tlsfix.toml'\n",
        /^error: b\.toml:1:1: extend: \.\/tlsfix\.toml leads back to itself\.\n$/,
      ],
      ["is wrong", "selct = []\n", /^error: b\.toml:1:1: there is no key selct\. Did you mean select\?\n$/],
      [
        "is a number",
        "extend = 3\n",
        /^error: b\.toml:1:1: extend is the number 3; it must be the path of a file\n$/,
      ],
    ];
    for (const [name, text, message] of cases) {
      if (text !== undefined) tree.write("b.toml", text);
      const { status, stderr } = run();
      expect(stderr, name).toMatch(message);
      expect(status).toBe(2);
    }
    tree.write("tlsfix.toml", "extend = 'sub'\n");
    expect(run().stderr).toBe("error: tlsfix.toml:1:1: extend: sub cannot be read: it is a folder\n");
    tree.write("tlsfix.toml", "extend = 'sub/pyproject.toml'\n").write("sub/pyproject.toml", "[project]\n");
    expect(run().stderr).toBe(
      "error: tlsfix.toml:1:1: extend: sub/pyproject.toml has no table [tool.tlsfix].\n",
    );
  });

  it("has its per-file-ignores replaced or added to on the command line, by patterns of the working folder", () => {
    sample().write("tlsfix.toml", "[per-file-ignores]\n'a.py' = ['B504']\n");
    expect(found()).toHaveLength(3);
    expect(found("--per-file-ignores", "sub/*:B504,sub/*:S4830")).toEqual([
      "a.py wrap-socket",
      "a.py disabled-verification",
    ]);
    expect(found("--extend-per-file-ignores", "sub/*:ALL")).toEqual(["a.py disabled-verification"]);
    expect(found("--per-file-ignores", "!sub/*:ALL", "--per-file-ignores", "b.py:B504")).toEqual([
      "sub/b.py disabled-verification",
    ]);
    const wrong = run("--per-file-ignores", "a.py");
    expect(wrong).toMatchObject({ status: 2, stdout: "" });
    expect(wrong.stderr).toContain(
      'Each is a pattern, ":" and a rule, as in tests/*:wrap-socket; a.py is not.',
    );
    expect(run("--per-file-ignores", "a.py:B5044").stderr).toMatch(
      /^error: --per-file-ignores: there is no rule B5044\. Did you mean B504\?/,
    );
  });

  it("gives way to the options: a selection starts anew, the others add to it", () => {
    sample().write("tlsfix.toml", "select = ['S4830']\nignore = ['B504']\n");
    expect(found("a.py", "--select", "B504")).toEqual(["a.py wrap-socket"]);
    expect(found("a.py", "--extend-select", "B504")).toEqual([
      "a.py wrap-socket",
      "a.py disabled-verification",
    ]);
    expect(found("a.py", "--ignore", "S4830")).toEqual([]);
  });

  it("can be named for all files, or passed over", () => {
    sample()
      .write("tlsfix.toml", "select = []\n")
      .write("conf/strict.toml", "select = ['S4830']\nexclude = ['sub']\n");
    expect(found("--config", "conf/strict.toml")).toEqual(["a.py disabled-verification"]);
    expect(found("--isolated")).toHaveLength(4);
    expect(run("--isolated", "--config", "conf/strict.toml").status).toBe(2);
    expect(run("--config", "gone.toml")).toMatchObject({
      status: 2,
      stderr: "error: --config gone.toml cannot be read: it does not exist\n",
    });
    tree.write("conf/pyproject.toml", "[project]\nname = 'x'\n");
    expect(run("--config", "conf/pyproject.toml").stderr).toBe(
      "error: --config conf/pyproject.toml has no table [tool.tlsfix].\n",
    );
  });

  it("ends the run with 2 where it is wrong, and names file, line and column of each mistake", () => {
    sample().write("sub/tlsfix.toml", "\nselct = []\nignore = ['wrap-sokcet']\n");
    expect(run()).toEqual({
      status: 2,
      stdout: "",
      stderr:
        "error: sub/tlsfix.toml:2:1: there is no key selct. Did you mean select?\n" +
        "error: sub/tlsfix.toml:3:11: ignore: there is no rule wrap-sokcet. Did you mean wrap-socket?\n",
    });
    expect(run("a.py").status).toBe(1);
    expect(run("--isolated").status).toBe(1);
  });

  it("that may not be read ends the run", (context) => {
    if (process.getuid?.() === 0) context.skip("root may read everything");
    sample().write("tlsfix.toml", "");
    chmodSync(tree.path("tlsfix.toml"), 0);
    expect(run()).toMatchObject({ status: 2, stderr: expect.stringMatching(/permission denied/) });
  });

  it("holds for standard input by the name it goes by", () => {
    tree.write("sub/tlsfix.toml", "select = []\n");
    const input = "ssl.wrap_socket(s)\n";
    expect(cli.run(tree.root, ["--stdin-filename", "sub/x.py", "-"], { input }).status).toBe(0);
    expect(cli.run(tree.root, ["--stdin-filename", "x.py", "-"], { input }).status).toBe(1);
  });
});

describe("the keys", () => {
  it("exclude and extend-exclude are relative to their file, and obeyed by name only with force-exclude", () => {
    sample().write("sub/tlsfix.toml", "extend-exclude = ['gen/*.py']\n").write("sub/gen/c.py", "CERT_NONE\n");
    tree.write("gen/d.py", "CERT_NONE\n").write("venv/e.py", "CERT_NONE\n");
    const files = (...args: string[]): readonly string[] =>
      found("--select", "S4830", ...args).map((line) => line.split(" ")[0] ?? "");
    expect(files()).toEqual(["a.py", "gen/d.py", "sub/b.py"]);
    expect(files("sub/gen/c.py")).toEqual(["sub/gen/c.py"]);
    expect(files("--force-exclude", "sub/gen/c.py")).toEqual([]);
    tree.write("tlsfix.toml", "exclude = ['gen']\nforce-exclude = true\n");
    expect(files()).toEqual(["a.py", "sub/b.py", "venv/e.py"]);
    expect(files("gen/d.py")).toEqual([]);
    expect(files("--no-force-exclude", "gen/d.py")).toEqual(["gen/d.py"]);
    expect(files("--exclude", "a.py")).toEqual(["gen/d.py", "sub/b.py", "venv/e.py"]);
  });

  it("per-file-ignores leaves rules out by name, by path, and turned around", () => {
    sample().write(
      "tlsfix.toml",
      "[per-file-ignores]\n'sub/*' = ['B504']\n'a.py' = ['S4830']\n'!sub/**' = ['B504']\n",
    );
    expect(found()).toEqual(["sub/b.py disabled-verification"]);
    tree.write("tlsfix.toml", "per-file-ignores = { '*.py' = ['ALL'] }\n");
    expect(found()).toEqual([]);
  });

  it("unsafe-fixes holds for --fix and --diff, and harms no report", () => {
    sample().write("tlsfix.toml", "unsafe-fixes = true\n");
    expect(run("a.py").status).toBe(1);
    expect(run("--diff", "--no-unsafe-fixes", "a.py").stdout).not.toContain("CERT_REQUIRED");
    expect(run("--diff", "a.py").stdout).toContain("CERT_REQUIRED");
  });

  it("output-format is one of the formats, and no matter to --diff", () => {
    sample().write("tlsfix.toml", "output-format = 'json'\n");
    expect(JSON.parse(run().stdout)).toMatchObject({ version: 1 });
    expect(run("--output-format", "concise").stdout).toMatch(/^a\.py:/);
    expect(run("--diff").stdout).toMatch(/^--- a\/a\.py/);
    expect(run("--statistics").stdout).toMatch(/^2 {2}/);
  });

  it("respect-gitignore can be switched off, and on again", () => {
    sample().write(".gitignore", "sub\n").write("tlsfix.toml", "respect-gitignore = false\n");
    expect(found("--select", "B504")).toHaveLength(2);
    expect(found("--select", "B504", "--respect-gitignore")).toHaveLength(1);
    expect(found("--select", "B504", "--isolated")).toHaveLength(1);
    expect(found("--select", "B504", "--isolated", "--no-ignore")).toHaveLength(2);
    expect(found("--select", "B504", "--isolated", "--no-respect-gitignore")).toHaveLength(2);
  });
});

describe("the target version", () => {
  const targets = (...args: string[]): readonly string[] =>
    run("-v", ...args)
      .stderr.split("\n")
      .flatMap((line) => /^ {2}(\S+) \(utf8, target version (.*)\)$/.exec(line)?.slice(1).join(" ") ?? []);

  it("comes from the option, the configuration, the nearest project, else it is 3.8", () => {
    sample();
    expect(targets("a.py")).toEqual(["a.py 3.8: nothing says another"]);
    tree.write("pyproject.toml", "[project]\nrequires-python = '>=3.10'\n");
    tree.write("sub/setup.cfg", "[options]\npython_requires = >=2.7\n");
    expect(targets()).toEqual([
      "a.py 3.10: requires-python in pyproject.toml",
      "sub/b.py 2.7: python_requires in sub/setup.cfg",
    ]);
    expect(targets("--isolated", "a.py")).toEqual(["a.py 3.8: nothing says another"]);
    tree.write("tlsfix.toml", "target-version = '3.6'\n");
    expect(targets("a.py")).toEqual(["a.py 3.6: target-version in tlsfix.toml"]);
    expect(targets("--target-version", "3.7", "a.py")).toEqual(["a.py 3.7: --target-version"]);
  });
});
