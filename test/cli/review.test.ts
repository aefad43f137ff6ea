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

function review(
  options: { args?: readonly string[]; columns?: number; rows?: number } = {},
): TerminalSession {
  const { args = [], ...size } = options;
  const env = { XDG_STATE_HOME: tree.path(".state") };
  const session = new TerminalSession(cli.script, ["-i", ...args], { cwd: tree.root, env, ...size });
  open.push(session);
  return session;
}

const OLD = "ssl.wrap_socket(s)\n";
const NEW = "preserving(s)\n";

/** Files a.py, b.py ... with so many findings each. */
function files(count: number, each = 1): void {
  for (let i = 0; i < count; i += 1) tree.write(`${String.fromCharCode(97 + i)}.py`, OLD.repeat(each));
}

describe("a question", () => {
  it("shows where, what, how safe, the change, its place in the whole, and the keys", async () => {
    tree.write("net/a.py", `# 1\n# 2\n# 3\n# 4\ns = ${OLD}# 6\n`).write("b.py", "CERT_NONE\n");
    const session = review();
    await session.answer(1, "n");
    await session.sees("[2 of 2] net/a.py:5:5  wrap-socket  safe");
    await session.sees("Apply this change?");
    const screen = session.text();
    expect(screen).toContain("2 changes to review in 2 files:");
    expect(screen).toMatch(
      /ssl\.wrap_socket\(s\) is not to be used\nform 1 of 2: Keep what was verified\n@@ -2,5 \+2,5 @@\n # 2\n # 3\n # 4\n-s = ssl\.wrap_socket\(s\)\n\+s = preserving\(s\)\n # 6\n/,
    );
    expect(screen).toMatch(
      /y yes {2}n no \| Tab other form \| a rest of rule [\s\S]* \? help\nApply this change\?$/,
    );
    session.type("\t");
    await session.sees("form 2 of 2: Verify the peer: it may refuse a peer");
    await session.sees("net/a.py:5:5  wrap-socket  UNSAFE");
    session.type("y");
    expect(await session.finished()).toBe(1);
    expect(tree.read("net/a.py")).toContain("s = verifying(s)\n");
    expect(tree.read("b.py")).toBe("CERT_NONE\n");
  });

  it("explains the rule and its keys, and nothing is decided from those pages", async () => {
    files(1);
    const session = review();
    await session.answer(1, "x");
    await session.sees("It went with Python 3.12.");
    session.type("y");
    await session.answer(1, "?");
    await session.sees("stop, and write what was accepted");
    session.type("?");
    await session.answer(1, "n");
    expect(await session.finished()).toBe(1);
    expect(tree.read("a.py")).toBe(OLD);
  });

  it("shows more and fewer lines around the change", async () => {
    tree.write("a.py", `${Array.from({ length: 20 }, (_, i) => `# ${i + 1}\n`).join("")}${OLD}`);
    const session = review();
    await session.sees("@@ -18,4 +18,4 @@");
    session.type("+");
    await session.sees("@@ -14,8 +14,8 @@");
    session.type("-");
    await session.sees("@@ -18,4 +18,4 @@");
    session.type("-");
    await session.sees("@@ -20,2 +20,2 @@");
    session.type("y");
    expect(await session.finished()).toBe(0);
  });

  it("takes neither Enter nor other keys for an answer", async () => {
    files(1);
    const session = review();
    await session.answer(1, "\r z1\x1b[A\x1b[B");
    await new Promise((resolve) => setTimeout(resolve, 200));
    await session.answer(1, "n");
    expect(await session.finished()).toBe(1);
    expect(tree.read("a.py")).toBe(OLD);
  });

  it("does not take a key typed before it was there", async () => {
    files(2);
    const session = review();
    session.type("y");
    await session.answer(1, "n");
    await session.answer(2, "n");
    expect(await session.finished()).toBe(1);
    expect([tree.read("a.py"), tree.read("b.py")]).toEqual([OLD, OLD]);
  });

  it("asks for a fact that the file does not hold", async () => {
    tree.write("a.py", "connect_somewhere()\n").write("b.py", "connect_somewhere()\n");
    const session = review();
    await session.answer(1, "y");
    await session.sees("Which host?");
    session.type("db.example\r");
    await session.answer(2, "y");
    await session.sees("Which host?");
    session.type("\r");
    await session.sees("Without an answer this change cannot be made.");
    await session.answer(2, "n");
    expect(await session.finished()).toBe(1);
    expect(tree.read("a.py")).toBe('connect("db.example")\n');
    expect(tree.read("b.py")).toBe("connect_somewhere()\n");
  });
});

describe("an answer for more than one change", () => {
  it("a: the rest of the rule, but nothing less safe", async () => {
    tree.write("a.py", `${OLD}CERT_NONE\n${OLD}`).write("b.py", OLD);
    const session = review();
    await session.answer(1, "a");
    await session.answer(2, "n");
    expect(await session.finished()).toBe(1);
    expect(tree.read("a.py")).toBe(`${NEW}CERT_NONE\n${NEW}`);
    expect(tree.read("b.py")).toBe(NEW);
  });

  it("f: the rest of the file; d: skips the rest of the file", async () => {
    files(3, 3);
    const session = review();
    await session.answer(1, "f");
    await session.answer(4, "d");
    await session.answer(7, "y");
    await session.answer(8, "d");
    expect(await session.finished()).toBe(1);
    expect([tree.read("a.py"), tree.read("b.py"), tree.read("c.py")]).toEqual([
      NEW.repeat(3),
      OLD.repeat(3),
      NEW + OLD + OLD,
    ]);
  });

  it("A: all safe changes; the others are still asked about", async () => {
    tree.write("a.py", `CERT_NONE\n${OLD}`).write("b.py", `${OLD}CERT_NONE\n`);
    const session = review();
    await session.answer(1, "A");
    await session.sees("All safe changes from here on are taken; this one is not safe.");
    await session.answer(1, "y");
    await session.answer(4, "n");
    expect(await session.finished()).toBe(1);
    expect(tree.read("a.py")).toBe(`CERT_REQUIRED\n${NEW}`);
    expect(tree.read("b.py")).toBe(`${NEW}CERT_NONE\n`);
  });

  it("r: skips the rest of the rule", async () => {
    tree.write("a.py", `${OLD}CERT_NONE\n${OLD}`).write("b.py", OLD);
    const session = review();
    await session.answer(1, "r");
    await session.answer(2, "y");
    expect(await session.finished()).toBe(1);
    expect(tree.read("a.py")).toBe(`${OLD}CERT_REQUIRED\n${OLD}`);
  });
});

describe("the end", () => {
  it("comes with 0 where everything was applied, and says what was written", async () => {
    files(2);
    const session = review();
    await session.answer(1, "y");
    await session.answer(2, "y");
    expect(await session.finished()).toBe(0);
    expect(session.text()).toContain(
      "written: a.py (1 fix)\nwritten: b.py (1 fix)\nReviewed:\n     2 applied, 0 left: wrap-socket\nFixed 2 findings in 2 files, none left",
    );
  });

  it("q keeps what was accepted, in this file too", async () => {
    files(3, 2);
    const session = review();
    await session.answer(1, "y");
    await session.answer(2, "y");
    await session.answer(3, "y");
    await session.answer(4, "q");
    expect(await session.finished()).toBe(1);
    expect([tree.read("a.py"), tree.read("b.py"), tree.read("c.py")]).toEqual([
      NEW + NEW,
      NEW + OLD,
      OLD + OLD,
    ]);
  });

  it("Q leaves the file in question as it was", async () => {
    files(2, 2);
    const session = review();
    await session.answer(1, "y");
    await session.answer(2, "y");
    await session.answer(3, "y");
    await session.answer(4, "Q");
    expect(await session.finished()).toBe(130);
    expect([tree.read("a.py"), tree.read("b.py")]).toEqual([NEW + NEW, OLD + OLD]);
    expect(session.text()).toContain("Interrupted; written: a.py. Every other file is as it was.");
  });

  it("Ctrl-C ends with 130, leaves every file old or new, and says which are new", async () => {
    files(3, 2);
    const session = review();
    await session.answer(1, "f");
    await session.answer(3, "y");
    await session.answer(4, "\x03");
    expect(await session.finished()).toBe(130);
    expect([tree.read("a.py"), tree.read("b.py"), tree.read("c.py")]).toEqual([
      NEW + NEW,
      OLD + OLD,
      OLD + OLD,
    ]);
    expect(session.text()).toContain("Interrupted; written: a.py. Every other file is as it was.");
  });

  it("leaves a file alone that was edited meanwhile", async () => {
    files(2);
    const session = review();
    await session.sees("Apply this change?");
    tree.write("a.py", "mine\n");
    await session.answer(1, "y");
    await session.answer(2, "y");
    expect(await session.finished()).toBe(1);
    expect([tree.read("a.py"), tree.read("b.py")]).toEqual(["mine\n", NEW]);
    expect(session.text()).toContain("error: a.py: was changed by something else since it was read");
  });

  it("comes at once where there is nothing to ask", async () => {
    tree.write("a.py", "RAND_egd\n");
    const session = review();
    expect(await session.finished()).toBe(1);
    expect(session.text()).toContain("Fixed nothing, 1 left");
  });
});

describe("the terminal", () => {
  it("may be small: the change scrolls, and nothing is drawn twice", async () => {
    tree.write("a.py", `${Array.from({ length: 30 }, (_, i) => `# line ${i + 1}\n`).join("")}${OLD}`);
    const session = review({ columns: 50, rows: 14 });
    await session.answer(1, "+++");
    await session.sees(/-- lines 1 to \d+ of \d+; j and k scroll --/);
    session.type("j".repeat(3));
    await session.sees("-- lines 4 to");
    session.type("k");
    await session.sees("-- lines 3 to");
    expect(session.text().match(/\[1 of 1\]/g)).toHaveLength(1);
    session.type("y");
    expect(await session.finished()).toBe(0);
  });

  it("may change its size: the screen is drawn anew", async () => {
    tree.write("a.py", `x = "${"long ".repeat(30)}"; ${OLD}`);
    const session = review({ columns: 120, rows: 30 });
    await session.sees("Apply this change?");
    session.resize(60, 20);
    await session.sees(/\n {4}.*long/);
    await session.answer(1, "y");
    expect(await session.finished()).toBe(0);
  });

  it("needs no colours: without them the screen says the same", async () => {
    files(1);
    const plain = review({ args: ["--color", "never"] });
    await plain.sees("Apply this change?");
    const colored = review({ args: ["--color", "always"] });
    await colored.sees("Apply this change?");
    expect(plain.text()).toBe(colored.text());
    expect(plain.output).not.toMatch(/\x1b\[[0-9;]*m/);
    expect(colored.output).toMatch(/\x1b\[[0-9;]*m/);
  });

  it("shows many changes one after the other", async () => {
    files(5, 100);
    const session = review();
    for (let i = 1; i <= 500; i += 1) await session.answer(i, "y");
    expect(await session.finished()).toBe(0);
    expect(tree.read("e.py")).toBe(NEW.repeat(100));
    expect(session.output).not.toContain("Warning");
  });
});
