import { spawnSync } from "node:child_process";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type BuiltCli, buildCli, Tree } from "./support/built-cli.ts";

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

const script = (shell: string): string => cli.run(tree.root, ["completion", shell]).stdout;

/** What bash offers for the last of the words. */
function offered(...words: string[]): readonly string[] {
  const line = ["tlsfix", ...words].map((word) => `'${word}'`).join(" ");
  const program = `${script("bash")}
COMP_WORDS=(${line}); COMP_CWORD=${words.length}; _tlsfix
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const ran = spawnSync("bash", ["--norc", "-c", program], { cwd: tree.root, encoding: "utf8" });
  expect(ran.stderr).toBe("");
  return ran.stdout.split("\n").filter((word) => word !== "");
}

describe("completion", () => {
  it("offers bash the options, their values, the rules, commands and files", () => {
    tree.write("expl file.py", "").write("other.py", "");
    expect(offered("--unsafe")).toEqual(["--unsafe-fixes"]);
    expect(offered("--color", "a")).toEqual(["auto", "always"]);
    expect(offered("--select", "wrap")).toEqual(["wrap-socket"]);
    expect(offered("explain", "CSP")).toEqual(["CSP-D411", "CSP-D407"]);
    expect(offered("completion", "")).toEqual(["bash", "zsh", "fish"]);
    expect(offered("expl")).toEqual(["expl file.py", "explain"]);
    expect(offered("--config", "oth")).toEqual(["other.py"]);
    expect(offered("--target-version", "")).toEqual([]);
    expect(offered("--fix", "oth")).toEqual(["other.py"]);
  });

  it("describes every option to zsh and fish", () => {
    expect(script("zsh")).toMatch(/^#compdef tlsfix\n/);
    expect(script("zsh")).toContain("'--color[use colors]:value:(auto always never)'");
    expect(script("zsh")).toContain(
      "'--config[the configuration of every file, instead of the nearest one]:file:_files'",
    );
    expect(script("fish")).toContain(
      "complete -c tlsfix -s q -l quiet -d 'print findings and errors only'\n",
    );
    expect(script("fish")).toContain("-l color -d 'use colors' -xa 'auto always never'");
  });

  it("has no other shells", () => {
    expect(cli.run(tree.root, ["completion", "tcsh"])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/Allowed choices are bash, zsh, fish/),
    });
  });
});
