import { renameSync, rmSync } from "node:fs";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type BuiltCli, buildCli, Tree } from "./support/built-cli.ts";
import { TerminalSession } from "./support/terminal.ts";

let cli: BuiltCli;
let tree: Tree;
let open: TerminalSession[] = [];
beforeAll(async () => {
  cli = await buildCli();
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

const OLD = "ssl.wrap_socket(s)\n";

function watch(...args: readonly string[]): TerminalSession {
  const session = new TerminalSession(cli.script, ["--watch", ...args], { cwd: tree.root });
  open.push(session);
  return session;
}

/** The screen is cleared before each run. */
const runsOf = (session: TerminalSession): number => session.output.split("\x1b[2J\x1b[3J\x1b[H").length - 1;

async function sees(session: TerminalSession, text: string): Promise<void> {
  await session.sees(new RegExp(`${text}[^]*Watching for changes\\. Ctrl-C ends it\\.`));
}

describe("--watch", () => {
  it("does it again when a file changes, comes or goes, on a clear screen, and ends with Ctrl-C", async () => {
    tree.write("a.py", OLD);
    const session = watch("--output-format", "concise");
    await sees(session, "a\\.py:1:1:[^]*Found 1 finding in 1 file");
    tree.write("a.py", `\n${OLD}`);
    await sees(session, "a\\.py:2:1:");
    expect(session.text()).not.toContain("a.py:1:1");
    tree.write("sub/deep/b.py", OLD);
    await sees(session, "sub/deep/b\\.py:1:1:");
    rmSync(tree.path("sub/deep/b.py"));
    await sees(session, "Found 1 finding in 1 file \\(1 file searched\\)");
    tree.write("c.tmp", "x = 1\n");
    renameSync(tree.path("c.tmp"), tree.path("a.py"));
    await sees(session, "No findings \\(1 file searched\\)");
    session.type("\x03");
    expect(await session.exited).toBe(130);
  });

  it("waits until many changes have come to rest, and takes no notice of what is left out", async () => {
    tree.write("a.py", OLD);
    const session = watch("--extend-exclude", "skipped", "--output-format", "concise");
    await sees(session, "Found 1 finding");
    const before = runsOf(session);
    for (let i = 0; i < 20; i += 1) tree.write(`many/${i}.py`, OLD);
    await sees(session, "Found 21 findings in 21 files");
    expect(runsOf(session)).toBeLessThan(before + 4);
    const after = runsOf(session);
    tree
      .write("skipped/b.py", OLD)
      .write("note.txt", "x")
      .write(".git/index", "x")
      .write("node_modules/c.py", OLD);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(runsOf(session)).toBe(after);
    tree.write("a.py", "");
    await sees(session, "Found 20 findings");
  });

  it("shows patches, and tells an error of a configuration until it is mended", async () => {
    tree.write("pyproject.toml", "[tool.tlsfix]\n").write("src/a.py", OLD);
    const session = watch("--diff", "src");
    await sees(session, "-ssl\\.wrap_socket\\(s\\)\n\\+preserving\\(s\\)");
    tree.write("pyproject.toml", "[tool.tlsfix]\nunsafe-fixes = maybe\n");
    await sees(session, "error: [^\n]*pyproject\\.toml:2:");
    tree.write("pyproject.toml", "[tool.tlsfix]\nunsafe-fixes = true\n");
    await sees(session, "\\+preserving\\(s\\)");
  });

  it("ends at once where the first run is impossible", async () => {
    const session = watch("missing.py");
    expect(await session.exited).toBe(2);
    expect(session.text()).toBe("error: missing.py does not exist.");
  });

  it("writes no clearing to a file, and watches single files", async () => {
    tree.write("a.py", OLD);
    const session = TerminalSession.of(
      "sh",
      ["-c", `exec "${process.execPath}" "${cli.script}" -w --output-format concise a.py > out.txt`],
      { cwd: tree.root },
    );
    open.push(session);
    await session.sees("Watching for changes");
    tree.write("a.py", `\n${OLD}`);
    await session.sees(/Watching[\s\S]*Watching/);
    session.type("\x03");
    await session.exited;
    expect(tree.read("out.txt")).toMatch(/^a\.py:1:1: .*\na\.py:2:1: .*\n$/);
  });
});
