import { spawnSync } from "node:child_process";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type BuiltCli, buildCli, Tree } from "./support/built-cli.ts";
import { TerminalSession } from "./support/terminal.ts";

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

function isThere(shell: string): boolean {
  return spawnSync(shell, ["-c", "exit"]).status === 0;
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

  it("offers fish the same, with descriptions", (context) => {
    // The shell itself is asked; it is no package of npm, and a machine may lack it.
    if (!isThere("fish")) context.skip("fish is not installed");
    tree.write("other.py", "").write("c.fish", script("fish"));
    const offers = (line: string): readonly string[] => {
      const program = `source c.fish; complete -C ${JSON.stringify(line)}`;
      const env = { PATH: process.env["PATH"] ?? "", HOME: tree.root, TERM: "dumb" };
      const ran = spawnSync("fish", ["--no-config", "-c", program], {
        cwd: tree.root,
        encoding: "utf8",
        env,
      });
      expect(ran.stderr).toBe("");
      expect(ran.stdout).toMatch(/^(?:[^\t\n]+(?:\t.+)?\n)*$/);
      return ran.stdout.split("\n").flatMap((row) => row.split("\t")[0] || []);
    };
    expect(offers("tlsfix --unsafe")).toEqual(["--unsafe-fixes"]);
    expect(offers("tlsfix --color a")).toEqual(["always", "auto"]);
    expect(offers("tlsfix --select wrap")).toEqual(["wrap-socket"]);
    expect(offers("tlsfix explain wrap")).toEqual(["wrap-socket"]);
    expect(offers("tlsfix completion z")).toEqual(["zsh"]);
    expect(offers("tlsfix expl")).toEqual(["explain"]);
    expect(offers("tlsfix --config oth")).toEqual(["other.py"]);
    expect(offers("tlsfix --fix oth")).toEqual(["other.py"]);
    expect(offers("tlsfix --target-version ")).toEqual([]);
  });

  it("completes what is typed in zsh", async (context) => {
    if (!isThere("zsh")) context.skip("zsh is not installed");
    tree.write("other.py", "").write("_tlsfix", script("zsh"));
    const session = TerminalSession.of("zsh", ["-f", "-i"], {
      cwd: tree.root,
      env: { HOME: tree.root, PS1: "ready> " },
    });
    try {
      await session.sees("ready>");
      session.type(
        "fpath=($PWD $fpath); autoload -Uz compinit; compinit -u -d dump; LISTMAX=0; print -r 'load''ed'\r",
      );
      await session.sees("loaded");
      const cases: readonly (readonly [string, string])[] = [
        ["tlsfix --unsafe", "tlsfix --unsafe-fixes"],
        ["tlsfix --color alw", "tlsfix --color always"],
        ["tlsfix --select wrap", "tlsfix --select wrap-socket"],
        ["tlsfix explain unnam", "tlsfix explain unnamed-host"],
        ["tlsfix completion z", "tlsfix completion zsh"],
        ["tlsfix expl", "tlsfix explain"],
        ["tlsfix --config oth", "tlsfix --config other.py"],
        ["tlsfix --fix oth", "tlsfix --fix other.py"],
      ];
      for (const [typed, completed] of cases) {
        session.type(`${typed}\t`);
        await session.sees(`ready> ${completed}`);
        // Ctrl-U: nothing of it is run.
        session.type("\x15");
        await session.sees(/ready>$/);
      }
      session.type("tlsfix --colo\t\t");
      await session.sees("--color");
    } finally {
      session.close();
    }
  });

  it("has no other shells", () => {
    expect(cli.run(tree.root, ["completion", "tcsh"])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/Allowed choices are bash, zsh, fish/),
    });
  });
});
