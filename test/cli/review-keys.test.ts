import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { NEW, OLD, reviewBench } from "./support/review.ts";

const bench = reviewBench();
const read = (...paths: string[]): string[] => paths.map((path) => bench.tree.read(path));

describe("u", () => {
  it("undoes answers one after the other, as far back as the first question", async () => {
    bench.files(1, 3);
    const session = bench.review();
    await session.answer(1, "y");
    await session.answer(2, "y");
    await session.answer(3, "u");
    await session.sees("Undone: the answer to a.py:2 (wrap-socket).");
    await session.answer(2, "u");
    await session.sees("Undone: the answer to a.py:1 (wrap-socket).");
    await session.answer(1, "u");
    await session.sees("There is nothing to undo: this is the first question.");
    await session.answer(1, "n");
    await session.answer(2, "y");
    await session.answer(3, "n");
    expect(await session.finished()).toBe(1);
    expect(read("a.py")).toEqual([OLD + NEW + OLD]);
  });

  it("takes back what was written, and what a standing answer did to other files", async () => {
    bench.files(3);
    bench.tree.write("d.py", "CERT_NONE\n");
    const session = bench.review();
    await session.answer(1, "n");
    await session.answer(2, "a");
    await session.sees("[4 of 4]");
    expect(read("b.py", "c.py")).toEqual([NEW, NEW]);
    session.type("u");
    await session.sees("Undone: the answer to b.py:1 (wrap-socket).");
    expect(read("a.py", "b.py", "c.py")).toEqual([OLD, OLD, OLD]);
    await session.answer(2, "n");
    await session.answer(3, "y");
    await session.answer(4, "n");
    expect(await session.finished()).toBe(1);
    expect(read("a.py", "b.py", "c.py", "d.py")).toEqual([OLD, OLD, NEW, "CERT_NONE\n"]);
  });

  it("leaves a written file alone that something else has changed since, and says so", async () => {
    bench.files(2);
    const session = bench.review();
    await session.answer(1, "y");
    await session.sees("[2 of 2]");
    bench.tree.write("a.py", "mine\n");
    await session.answer(2, "u");
    await session.sees("The answer to a.py:1 stays: a.py was changed by something else since.");
    await session.answer(2, "y");
    await session.finished();
    expect(read("a.py", "b.py")).toEqual(["mine\n", NEW]);
  });
});

describe("l", () => {
  it("asks again after the others, and no answer in between decides about it", async () => {
    bench.files(2, 2);
    const session = bench.review();
    await session.answer(1, "l");
    await session.answer(2, "y");
    await session.answer(3, "a");
    await session.answer(1, "y");
    expect(await session.finished()).toBe(0);
    expect(read("a.py", "b.py")).toEqual([NEW + NEW, NEW + NEW]);
  });

  it("leaves it as it is the second time; u leads back from there too", async () => {
    bench.files(2, 2);
    const session = bench.review();
    await session.answer(1, "l");
    await session.answer(2, "n");
    await session.answer(3, "l");
    await session.answer(4, "y");
    await session.answer(1, "u");
    await session.sees("Undone: the answer to b.py:2");
    await session.answer(4, "n");
    await session.answer(1, "y");
    await session.answer(3, "l");
    expect(await session.finished()).toBe(1);
    expect(read("a.py", "b.py")).toEqual([NEW + OLD, OLD + OLD]);
    expect(session.text()).toContain("To go on with this review: tlsfix -i --resume");
  });
});

describe("e", () => {
  it("lets the result be edited, shows what came of it, and asks again", async () => {
    bench.tree.write("a.py", `# before\n${OLD}`);
    const EDITOR = bench.program("edit", `sed -i 's/preserving(s)/mine(s)  # by hand/' "$1"`);
    const session = bench.review({ env: { EDITOR } });
    await session.answer(1, "e");
    await session.sees("form 1 of 3: Keep what was verified, as edited: it was written by hand");
    expect(session.text()).toMatch(/\+mine\(s\) {2}# by hand/);
    expect(read("a.py")).toEqual([`# before\n${OLD}`]);
    await session.answer(1, "y");
    expect(await session.finished()).toBe(0);
    expect(read("a.py")).toEqual(["# before\nmine(s)  # by hand\n"]);
  });

  it("keeps what was edited when a later answer is undone", async () => {
    bench.files(1, 2);
    const EDITOR = bench.program("edit", `sed -i '1s/.*/mine()/' "$1"`);
    const session = bench.review({ env: { EDITOR } });
    await session.answer(1, "e");
    await session.sees("as edited");
    await session.answer(1, "y");
    await session.answer(2, "l");
    await session.sees("written: a.py");
    await session.answer(2, "u");
    await session.sees("Undone: the answer to a.py:2");
    await session.answer(2, "n");
    await session.finished();
    expect(read("a.py")).toEqual([`mine()\n${OLD}`]);
  });

  it("refuses a text that does not parse, and says where", async () => {
    bench.files(1);
    const session = bench.review({ env: { EDITOR: bench.program("edit", 'echo "def (" >> "$1"') } });
    await session.answer(1, "e");
    await session.sees("The edited text was refused: it does not parse at line 2, column 1.");
    await session.answer(1, "y");
    expect(await session.finished()).toBe(0);
    expect(read("a.py")).toEqual([NEW]);
  });

  it("says when nothing was changed, the finding is still there, or there is no such editor", async () => {
    bench.files(1);
    const EDITOR = bench.program(
      "edit",
      'test -e "$0.again" && echo "ssl.wrap_socket(x)" > "$1"; touch "$0.again"',
    );
    const session = bench.review({ env: { EDITOR } });
    await session.answer(1, "e");
    await session.sees("The text was not changed in the editor.");
    await session.answer(1, "e");
    await session.sees("The finding is still there in the edited text.");
    await session.answer(1, "q");
    await session.finished();
    const other = bench.review({ env: { VISUAL: "no-such-editor" } });
    await other.answer(1, "e");
    await other.sees("no-such-editor cannot be run: there is no such program.");
    await other.answer(1, "n");
    expect(await other.finished()).toBe(1);
  });

  it("opens the editors that many have at the line", async () => {
    bench.tree.write("a.py", `# 1\n# 2\n${OLD}`);
    const EDITOR = bench.program("vim", 'echo "$1" > "$0.line"; sed -i s/preserving/mine/ "$2"');
    const session = bench.review({ env: { EDITOR } });
    await session.answer(1, "e");
    await session.sees("as edited");
    await session.answer(1, "n");
    await session.finished();
    expect(bench.tree.read(".bin/vim.line")).toBe("+3\n");
  });
});

describe("o", () => {
  it("opens the file itself, and looks at it anew", async () => {
    bench.files(2, 2);
    const EDITOR = bench.program("edit", 'printf "# mine\\nssl.wrap_socket(s)\\n" > "$1"');
    const session = bench.review({ env: { EDITOR } });
    await session.answer(1, "y");
    await session.answer(2, "o");
    await session.sees("a.py was read anew; it has 1 to review.");
    // The answer about the line that is still there holds.
    await session.answer(2, "y");
    await session.answer(3, "y");
    await session.finished();
    expect(read("a.py", "b.py")).toEqual([`# mine\n${NEW}`, NEW + NEW]);
  });

  it("keeps the answers about what is still there, and says when nothing was changed", async () => {
    bench.tree.write("a.py", `CERT_NONE\n${OLD}`);
    const EDITOR = bench.program("edit", 'test -e "$0.again" && sed -i "1i # mine" "$1"; touch "$0.again"');
    const session = bench.review({ env: { EDITOR } });
    await session.answer(1, "n");
    await session.answer(2, "o");
    await session.sees("a.py was not changed.");
    await session.answer(2, "o");
    await session.sees("a.py was read anew; it has 2 to review.");
    await session.answer(2, "y");
    await session.finished();
    expect(read("a.py")).toEqual([`# mine\nCERT_NONE\n${NEW}`]);
  });
});

describe("i", () => {
  it("asks for the reason, shows the comment while it is typed, and writes it", async () => {
    bench.tree.write("a.py", `${OLD}CERT_NONE\n`);
    const session = bench.review();
    await session.answer(1, "i");
    await session.sees("+ssl.wrap_socket(s)  # tlsfix: ignore[wrap-socket] ...");
    session.type("only in testsX\x7f");
    await session.sees("+ssl.wrap_socket(s)  # tlsfix: ignore[wrap-socket] only in tests\n");
    session.type("\r");
    await session.answer(2, "n");
    expect(await session.finished()).toBe(1);
    expect(read("a.py")).toEqual([
      "ssl.wrap_socket(s)  # tlsfix: ignore[wrap-socket] only in tests\nCERT_NONE\n",
    ]);
    expect(session.text()).toContain("0 applied, 1 suppressed, 0 left: wrap-socket");
  });

  it("writes nothing without a reason", async () => {
    bench.files(1);
    const session = bench.review();
    await session.answer(1, "i");
    await session.sees("Reason:");
    session.type("\r");
    await session.sees("Without a reason nothing is suppressed.");
    await session.answer(1, "i");
    await session.sees("Reason:");
    session.type("half\x1b");
    await session.answer(1, "n");
    expect(await session.finished()).toBe(1);
    expect(read("a.py")).toEqual([OLD]);
  });
});

describe("s", () => {
  it("asks about each part, and offers what was taken", async () => {
    bench.tree.write("a.py", "set(OLD_A, b)\n");
    const session = bench.review();
    await session.answer(1, "s");
    await session.sees("Part 1 of 2: y takes it, n leaves it out");
    expect(session.text()).toContain("+set(new_a, b)");
    session.type("y");
    await session.sees("Part 2 of 2");
    session.type("n");
    await session.sees("form 1 of 2: Set both, 1 of 2 parts");
    await session.answer(1, "y");
    expect(await session.finished()).toBe(0);
    expect(read("a.py")).toEqual(["set(new_a, b)\n"]);
  });

  it("says why there are no parts", async () => {
    bench.tree
      .write("a.py", OLD)
      .write("b.py", "c = HTTPSConnection(host)\n")
      .write("c.py", "set(OLD_A, b)\n");
    const session = bench.review();
    await session.answer(1, "s");
    await session.sees("This change is a single edit: it has no parts.");
    await session.answer(1, "n");
    await session.answer(2, "s");
    await session.sees("This is one change: its 1 edit and 1 import need each other.");
    await session.answer(2, "n");
    await session.answer(3, "s");
    await session.sees("Part 1 of 2");
    session.type("q");
    await session.sees("The change is whole again.");
    await session.answer(3, "y");
    expect(await session.finished()).toBe(1);
    expect(read("c.py")).toEqual(["set(new_a, new_b)\n"]);
  });
});

describe("v", () => {
  it("shows all that becomes of the file, what was accepted included", async () => {
    bench.tree.write("a.py", `${OLD}${"# between\n".repeat(20)}CERT_NONE\nCERT_NONE\n`);
    const PAGER = bench.program("pager", 'cat > "$0.seen"');
    const session = bench.review({ env: { PAGER }, args: ["--color", "never"] });
    await session.answer(1, "y");
    await session.answer(2, "v");
    await expect.poll(() => session.text().match(/\[2 of 3\]/g)?.length, { timeout: 15_000 }).toBe(2);
    session.type("n");
    await session.answer(3, "n");
    await session.finished();
    const seen = bench.tree.read(".bin/pager.seen");
    expect(seen).toMatch(/^--- a\/a\.py\n\+\+\+ b\/a\.py\n@@/);
    expect(seen).toContain("-ssl.wrap_socket(s)\n+preserving(s)\n");
    expect(seen).toContain("-CERT_NONE\n+CERT_REQUIRED\n CERT_NONE\n");
  });

  it("says when there is no such pager", async () => {
    bench.files(1);
    const session = bench.review({ env: { PAGER: "no-such-pager -x" } });
    await session.answer(1, "v");
    await session.sees("no-such-pager -x cannot be run: there is no such program.");
    await session.answer(1, "n");
    expect(await session.finished()).toBe(1);
  });
});

describe("R", () => {
  it("chooses the rules that are asked about", async () => {
    bench.tree.write("a.py", `${OLD}CERT_NONE\n${OLD}`);
    const session = bench.review();
    await session.answer(1, "R");
    await session.sees("> [x]    2 wrap-socket\n  [x]    1 disabled-verification\n");
    session.type(" ");
    await session.sees("> [ ]    2 wrap-socket");
    session.type("j");
    await session.sees("> [x]    1 disabled-verification");
    session.type("\r");
    await session.answer(2, "y");
    expect(await session.finished()).toBe(1);
    expect(read("a.py")).toEqual([`${OLD}CERT_REQUIRED\n${OLD}`]);
  });

  it("changes nothing with Esc", async () => {
    bench.files(1);
    const session = bench.review();
    await session.answer(1, "R");
    await session.sees("Rules?");
    session.type(" ");
    await session.sees("> [ ]");
    session.type("\x1b");
    await session.answer(1, "y");
    expect(await session.finished()).toBe(0);
  });
});

describe("a question that a change has", () => {
  it("shows the change with the answer as it is typed, and refuses what is no expression", async () => {
    bench.tree.write("a.py", "connect_somewhere()\n");
    const session = bench.review();
    await session.answer(1, "y");
    await session.sees("Which host?");
    session.type("a b");
    await session.sees('+connect("a b")');
    session.type("\r");
    await session.sees("This is no Python expression.");
    expect(session.text()).toMatch(/Answer: a b$/);
    session.type("\x7f\x7f\x7fself.host");
    await session.sees('+connect("self.host")');
    session.type("\r");
    expect(await session.finished()).toBe(0);
    expect(read("a.py")).toEqual(['connect("self.host")\n']);
  });

  it("goes back with Esc", async () => {
    bench.tree.write("a.py", "connect_somewhere()\n");
    const session = bench.review();
    await session.answer(1, "y");
    await session.sees("Which host?");
    session.type("abc\x1b");
    await session.answer(1, "n");
    expect(await session.finished()).toBe(1);
  });
});

describe("a repository with changes that are in no commit", () => {
  it("is warned about, not refused", async () => {
    bench.files(2);
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@t", ...args], { cwd: bench.tree.root });
    git("init", "-q");
    git("add", ".");
    git("commit", "-qm", "first");
    bench.tree.write("a.py", `# mine\n${OLD}`);
    const session = bench.review();
    await session.answer(1, "y");
    await session.answer(2, "y");
    expect(await session.finished()).toBe(0);
    expect(session.text()).toContain("warning: a.py has changes that are in no commit yet");
    expect(session.text()).not.toContain("b.py has changes");
  });
});
