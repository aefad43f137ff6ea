import { mkdirSync, symlinkSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ExpectedError } from "../../src/core/expected-error.ts";
import { type Discovered, type DiscoverOptions, discover } from "../../src/io/discover.ts";
import { DEFAULT_EXCLUDES, pathMatcher } from "../../src/io/path-patterns.ts";
import { Tree } from "../cli/support/built-cli.ts";

let tree: Tree;
beforeEach(() => {
  tree = new Tree();
});
afterEach(() => tree.remove());

function find({
  exclude = DEFAULT_EXCLUDES,
  ...options
}: Partial<DiscoverOptions> & { readonly exclude?: readonly string[] } = {}): Discovered {
  return discover({
    cwd: tree.root,
    paths: ["."],
    exclusionIn: () => pathMatcher(exclude, tree.root),
    respectIgnoreFiles: true,
    forceExclude: false,
    ...options,
  });
}

const paths = (found: Discovered): readonly string[] => found.files.map(({ path }) => path);

describe("discover", () => {
  it("takes Python by its extension or its first line, in the order of names", () => {
    tree.write("b.py", "").write("a.pyi", "").write("c.pyw", "").write("d.txt", "").write("e.pyc", "");
    tree
      .write("tool", "#!/usr/bin/env python3\n")
      .write("shell", "#!/bin/sh\n")
      .write("script", "#!/usr/bin/env -S uv run\n");
    tree.write("z/deep/f.py", "");
    expect(paths(find())).toEqual(["a.pyi", "b.py", "c.pyw", "script", "tool", "z/deep/f.py"]);
  });

  it("leaves out what Ruff leaves out, and virtual environments of any name", () => {
    tree.write("venv/a.py", "").write("node_modules/x/a.py", "").write(".tox/a.py", "").write("ours.py", "");
    tree.write("myenv/pyvenv.cfg", "").write("myenv/lib/a.py", "");
    expect(paths(find())).toEqual(["ours.py"]);
  });

  it("takes an explicit path whatever leaves it out, unless told otherwise", () => {
    tree.write("venv/a.py", "").write(".gitignore", "b.py\n").write("b.py", "").write("notes.txt", "");
    const explicit = ["venv/a.py", "b.py", "notes.txt"];
    expect(paths(find({ paths: explicit }))).toEqual(explicit);
    expect(paths(find({ paths: ["venv"] }))).toEqual(["venv/a.py"]);
    expect(paths(find({ paths: explicit, forceExclude: true }))).toEqual(["b.py", "notes.txt"]);
  });

  it("obeys .gitignore, .ignore and .git/info/exclude, the nearest last, up to the top of the repository", () => {
    mkdirSync(tree.path(".git/info"), { recursive: true });
    tree.write(".git/info/exclude", "secret.py\n").write(".gitignore", "gen_*.py\n/top.py\nlogs/\n");
    tree.write("pkg/.gitignore", "!gen_kept.py\n").write("pkg/.ignore", "other.py\n");
    for (const name of ["secret", "gen_a", "gen_kept", "top", "other", "plain"])
      tree.write(`pkg/${name}.py`, "");
    tree.write("top.py", "").write("logs/a.py", "");
    const expected = ["pkg/gen_kept.py", "pkg/plain.py", "pkg/top.py"];
    expect(paths(find())).toEqual(expected);
    expect(paths(find({ paths: ["pkg"] }))).toEqual(expected);
    expect(paths(find({ respectIgnoreFiles: false }))).toHaveLength(8);
  });

  it("takes a folder that is asked for though a folder above ignores it", () => {
    mkdirSync(tree.path(".git"));
    tree
      .write(".gitignore", "build/\n")
      .write("build/a.py", "")
      .write("build/b.py", "")
      .write("build/.gitignore", "b.py\n");
    expect(paths(find())).toEqual([]);
    expect(paths(find({ paths: ["build"] }))).toEqual(["build/a.py"]);
  });

  it("matches patterns by name, by path, and with a star that crosses slashes", () => {
    tree
      .write("docs/conf.py", "")
      .write("docs/deep/x.py", "")
      .write("src/docs.py", "")
      .write("src/test_a.py", "");
    const match = (exclude: string): readonly string[] => paths(find({ exclude: [exclude] }));
    expect(match("docs")).toEqual(["src/docs.py", "src/test_a.py"]);
    expect(match("docs/*.py")).toEqual(["src/docs.py", "src/test_a.py"]);
    expect(match("test_*.py")).toEqual(["docs/conf.py", "docs/deep/x.py", "src/docs.py"]);
    expect(match("src/docs.py")).toEqual(["docs/conf.py", "docs/deep/x.py", "src/test_a.py"]);
    expect(match("{docs,src}/")).toEqual([]);
  });

  it("names a folder that is a link to itself, and does the rest", () => {
    tree.write("a.py", "").write("sub/b.py", "");
    symlinkSync(".", tree.path("here"));
    symlinkSync("..", tree.path("sub/above"));
    symlinkSync("loop", tree.path("loop"));
    symlinkSync("loop.py", tree.path("loop.py"));
    const found = find();
    expect(paths(found)).toEqual(["a.py", "sub/b.py"]);
    expect(found.notes.map(({ path, message }) => `${path} ${message}`)).toEqual([
      "here is a link to itself; it is not followed",
      "loop is a link to itself; it is left out",
      "sub/above is a link to a folder that it is in; it is not followed",
    ]);
    expect(found.failed).toEqual([
      { kind: "failed", reason: "unreadable", path: "loop.py", message: "is a link to itself" },
    ]);
  });

  it("takes a file once, by its own name before that of a link", () => {
    tree.write("real.py", "").write("elsewhere/target.txt", "");
    symlinkSync("real.py", tree.path("alias.py"));
    symlinkSync("elsewhere/target.txt", tree.path("linked.py"));
    symlinkSync("gone.py", tree.path("dangling.py"));
    const found = find({ paths: [".", "real.py", "./real.py"] });
    expect(paths(found)).toEqual(["linked.py", "real.py"]);
    expect(found.failed).toMatchObject([{ path: "dangling.py" }]);
  });

  it("takes notebooks, but no copies of them that Jupyter keeps", () => {
    tree.write("a.ipynb", "{}").write(".ipynb_checkpoints/a-checkpoint.ipynb", "{}");
    expect(find().files.map(({ path }) => path)).toEqual(["a.ipynb"]);
    expect(find({ paths: ["a.ipynb"] }).files).toHaveLength(1);
  });

  it("ends the run for a path that does not exist, with the nearest name", () => {
    tree.write("client/server.py", "");
    expect(() => find({ paths: ["client/sever.py"] })).toThrow(
      new ExpectedError("client/sever.py does not exist. Did you mean server.py?"),
    );
    expect(() => find({ paths: ["clinet/server.py"] })).toThrow("Did you mean client?");
    expect(() => find({ paths: ["zzzzzzzz"] })).toThrow(new ExpectedError("zzzzzzzz does not exist."));
  });
});
