import { mkdirSync } from "node:fs";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { IgnoreRules } from "../../src/io/ignore-files.ts";
import { nameTest } from "../../src/io/ignore-names.ts";
import { Tree } from "../cli/support/built-cli.ts";

let tree: Tree;
beforeEach(() => {
  tree = new Tree();
});
afterEach(() => tree.remove());

const NAMES = [
  "a.py",
  "ab.py",
  "b",
  "a.tar.gz",
  "build",
  "x[1].py",
  "lib 2",
  "gen_a.py",
  "#a.py",
  "!b",
  ".py",
];

describe("nameTest", () => {
  const concerns = (text: string, name: string, isFolder = false): boolean => nameTest(text)(name, isFolder);

  it("says no where no pattern can match, which is what it is for", () => {
    const usual = "__pycache__/\n*.py[cod]\n/dist\n*.egg-info/\n# a.py\ndocs/_build/\n\n.tox\n";
    for (const name of ["a.py", "setup.py", "docs", "tox"]) {
      expect(concerns(usual, name), name).toBe(false);
      expect(concerns(usual, name, true), name).toBe(false);
    }
    expect(concerns(usual, "_build")).toBe(false);
    expect(concerns(usual, "_build", true)).toBe(true);
    expect(concerns(usual, "a.pyc")).toBe(true);
    expect(concerns(usual, "x.egg-info", true)).toBe(true);
    expect(concerns(usual, ".tox")).toBe(true);
  });

  it("leaves nothing in that the patterns leave out", () => {
    const piece = fc.constantFrom(
      "*",
      "**",
      "?",
      "a",
      "b",
      ".py",
      "gen_",
      "/",
      "[ab]",
      "[!a]",
      "[a-z]",
      "\\",
      "!",
      "#",
      " ",
      "build",
      "{a,b}",
      ".",
    );
    const line = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(""));
    const text = fc.array(line, { maxLength: 4 }).map((lines) => lines.join("\n"));
    mkdirSync(tree.path("sub"));
    fc.assert(
      fc.property(text, fc.boolean(), (patterns, isFolder) => {
        tree.write(".gitignore", patterns);
        const rules = IgnoreRules.only(tree.root).below(tree.path("sub"));
        for (const folder of ["", "sub/"]) {
          // In a folder that is left out nothing is asked.
          if (folder !== "" && rules.ignores(tree.path("sub"), true)) continue;
          for (const name of NAMES) {
            const path = tree.path(folder + name);
            expect(rules.ignores(path, isFolder, name), `${patterns} | ${folder}${name}`).toBe(
              rules.ignores(path, isFolder),
            );
          }
        }
      }),
      { numRuns: 1500 },
    );
  });
});
