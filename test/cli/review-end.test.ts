import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { cleanEnvironment } from "./support/built-cli.ts";
import { NEW, OLD, reviewBench } from "./support/review.ts";
import { TerminalSession } from "./support/terminal.ts";

const bench = reviewBench();
const read = (...paths: string[]): string[] => paths.map((path) => bench.tree.read(path));

function journals(): readonly string[] {
  const folder = bench.tree.path(".state/tlsfix");
  return existsSync(folder) ? readdirSync(folder) : [];
}

describe("--resume", () => {
  it("goes on after Q with the answers that were given, and says how", async () => {
    bench.files(3, 2);
    const first = bench.review({ args: ["--ignore", "two-parts", "."] });
    await first.answer(1, "y");
    await first.answer(2, "n");
    await first.answer(3, "n");
    await first.answer(4, "Q");
    expect(await first.finished()).toBe(130);
    expect(first.text()).toContain("To go on with this review: tlsfix -i --ignore two-parts . --resume");
    expect(read("a.py", "b.py")).toEqual([NEW + OLD, OLD + OLD]);
    const second = bench.review({ args: ["--resume"] });
    await second.sees("Going on after 2 answers.");
    await second.answer(3, "y");
    await second.answer(4, "y");
    await second.answer(5, "y");
    expect(await second.finished()).toBe(1);
    expect(read("a.py", "b.py", "c.py")).toEqual([NEW + OLD, OLD + NEW, NEW + NEW]);
    expect(journals()).toEqual([]);
  });

  it("keeps standing answers, suppressions and what was undone", async () => {
    bench.tree.write("a.py", `CERT_NONE\n${OLD}${OLD}`).write("b.py", OLD).write("c.py", "CERT_NONE\n");
    const first = bench.review();
    await first.answer(1, "i");
    await first.sees("Reason:");
    first.type("a test\r");
    await first.answer(2, "y");
    await first.answer(3, "u");
    await first.answer(2, "r");
    await first.answer(5, "\x03");
    expect(await first.finished()).toBe(130);
    const second = bench.review({ args: ["--resume"] });
    await second.sees("[4 of 4] c.py");
    second.type("y");
    expect(await second.finished()).toBe(1);
    expect(read("a.py", "b.py", "c.py")).toEqual([
      `CERT_NONE  # tlsfix: ignore[disabled-verification] a test\n${OLD}${OLD}`,
      OLD,
      "CERT_REQUIRED\n",
    ]);
  });

  it("does not answer for a finding that is another now", async () => {
    bench.files(1);
    const first = bench.review();
    await first.answer(1, "l");
    await first.sees("left as it is");
    await first.answer(1, "q");
    await first.finished();
    bench.tree.write("a.py", "x = ssl.wrap_socket(other)\n");
    const second = bench.review({ args: ["--resume"] });
    await second.answer(1, "y");
    expect(await second.finished()).toBe(0);
  });

  it("says that there was nothing to go on with, and that a new review leaves the old one behind", async () => {
    bench.files(2);
    const first = bench.review({ args: ["--resume"] });
    await first.sees("No review was left here; this one is new.");
    await first.answer(1, "n");
    await first.answer(2, "q");
    await first.finished();
    const second = bench.review();
    await second.sees("A review was left here after 1 answer");
    await second.sees("To go on with it: tlsfix -i --resume");
    await second.answer(1, "n");
    await second.answer(2, "n");
    await second.finished();
    expect(journals()).toEqual([]);
  });

  it("is told after every key: a killed review can be gone on with", async () => {
    bench.files(1, 3);
    const first = bench.review();
    await first.answer(1, "y");
    await first.answer(2, "n");
    await first.sees("[3 of 3]");
    first.close();
    await first.finished();
    expect(read("a.py")).toEqual([OLD.repeat(3)]);
    const second = bench.review({ args: ["--resume"] });
    await second.answer(3, "y");
    expect(await second.finished()).toBe(1);
    expect(read("a.py")).toEqual([NEW + OLD + NEW]);
  });
});

describe("nobody is there any more", () => {
  it("a signal from outside ends as Ctrl-C does", async () => {
    for (const args of [[], ["--color", "never"]]) {
      bench.files(1);
      const session = bench.review({ args });
      await session.answer(1, "");
      session.signal("SIGINT");
      expect(await session.finished()).toBe(130);
      expect(read("a.py")).toEqual([OLD]);
    }
  });

  it("Ctrl-D ends as Ctrl-C does", async () => {
    bench.files(2);
    const session = bench.review();
    await session.answer(1, "y");
    await session.answer(2, "\x04");
    expect(await session.finished()).toBe(130);
    expect(read("a.py", "b.py")).toEqual([NEW, OLD]);
    expect(session.text()).toContain("Interrupted; written: a.py. Every other file is as it was.");
  });

  it("a terminal that is closed leaves every file old or new, and the answers kept", async () => {
    bench.files(2, 2);
    const session = bench.review();
    await session.answer(1, "f");
    await session.answer(3, "y");
    await session.sees("[4 of 4]");
    session.hangUp();
    await session.finished();
    expect(read("a.py", "b.py")).toEqual([NEW + NEW, OLD + OLD]);
    expect(journals()).toHaveLength(1);
  });

  it("Ctrl-C while text is typed ends the review too", async () => {
    bench.files(1);
    const session = bench.review();
    await session.answer(1, "i");
    await session.sees("Reason:");
    session.type("because\x03");
    expect(await session.finished()).toBe(130);
    expect(read("a.py")).toEqual([OLD]);
  });

  it("Ctrl-C at any moment of many writes leaves files old or new, and names the new ones", async () => {
    for (let i = 0; i < 40; i += 1) bench.tree.write(`f${String(i).padStart(2, "0")}.py`, OLD.repeat(20));
    const session = bench.review({ rows: 80 });
    await session.answer(1, "a");
    await session.sees("written: f03.py");
    session.type("\x03");
    const status = await session.finished();
    const texts = Array.from({ length: 40 }, (_, i) => read(`f${String(i).padStart(2, "0")}.py`)[0]);
    for (const text of texts) expect([OLD.repeat(20), NEW.repeat(20)]).toContain(text);
    // All may have been written by the time that the key arrives.
    const written = texts.filter((text) => text === NEW.repeat(20)).length;
    expect([status, written === 40]).toEqual(written === 40 ? [expect.any(Number), true] : [130, false]);
    if (status !== 130) return;
    expect(session.text().match(/written: f\d\d\.py \(/g)).toHaveLength(written);
    expect(readdirSync(bench.tree.root).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  it("a Ctrl-C that is meant for the editor does not end the review", async () => {
    bench.files(1);
    const EDITOR = bench.program("edit", 'trap "" INT; kill -INT 0; sed -i s/preserving/mine/ "$1"');
    const session = bench.review({ env: { EDITOR } });
    await session.answer(1, "e");
    await session.sees("as edited");
    await session.answer(1, "y");
    expect(await session.finished()).toBe(0);
  });
});

describe("plain mode", () => {
  it("prints one question below the other and moves no cursor", async () => {
    bench.tree.write("a.py", `${OLD}CERT_NONE\nconnect_somewhere()\n`);
    const session = bench.review({ args: ["--color", "never"] });
    await session.answer(1, "\t");
    await session.sees("form 2 of 2: Verify the peer");
    session.type("y");
    await session.answer(2, "i");
    await session.sees("Reason:");
    session.type("a test\n");
    await session.answer(3, "y");
    await session.sees("Answer:");
    session.type("a b\n");
    await session.sees("This is no Python expression.");
    session.type("host\n");
    expect(await session.finished()).toBe(0);
    expect(session.output).not.toContain("\x1b");
    expect(session.text()).toContain("Apply this change? y\n[2 of 3]");
    expect(read("a.py")).toEqual([
      'verifying(s)\nCERT_NONE  # tlsfix: ignore[disabled-verification] a test\nconnect("host")\n',
    ]);
  });

  it("shows a long change whole: nothing is to be scrolled", async () => {
    bench.tree.write("a.py", `${"# a line\n".repeat(60)}${OLD}`);
    const session = bench.review({ args: ["--color", "never"], rows: 10 });
    for (const shown of ["-58,4", "-54,8", "-46,16", "-30,32"]) {
      await session.sees(`@@ ${shown}`);
      session.type("+");
    }
    await session.sees("@@ -1,61 +1,61 @@");
    expect(session.text()).not.toContain("j and k scroll");
    session.type("\x03");
    expect(await session.finished()).toBe(130);
  });

  it.each([
    ["Ctrl-D", "\x04", ""],
    ["Ctrl-C", "\x03", ""],
    ["Ctrl-D while text is typed", "\x04", "i"],
    ["Ctrl-C while text is typed", "\x03", "i"],
  ])("ends with %s", async (_, keys, before) => {
    bench.files(1);
    const session = bench.review({ args: ["--color", "never"] });
    await session.answer(1, before);
    if (before !== "") await session.sees("Reason:");
    session.type(keys);
    expect(await session.finished()).toBe(130);
    expect(read("a.py")).toEqual([OLD]);
  });
});

describe("a terminal of no size", () => {
  it("is taken for one of the usual size", async () => {
    bench.files(1);
    const command = `stty cols 0 rows 0; exec "${process.execPath}" "${bench.script}" -i`;
    const session = TerminalSession.of("/bin/sh", ["-c", command], {
      cwd: bench.tree.root,
      env: { XDG_STATE_HOME: bench.tree.path(".state") },
    });
    await session.answer(1, "y");
    expect(await session.finished()).toBe(0);
    expect(session.text()).toContain("written: a.py");
  });
});

describe("standard input that is no terminal", () => {
  it("is refused at once, with the ways that need none", async () => {
    bench.files(1);
    const child = spawn(process.execPath, [bench.script, "-i"], {
      cwd: bench.tree.root,
      env: cleanEnvironment(),
    });
    let said = "";
    child.stderr.on("data", (chunk) => {
      said += chunk;
    });
    const status = await new Promise((resolve) => child.once("close", resolve));
    expect(status).toBe(2);
    expect(said).toContain("--diff shows the changes and --fix writes them");
  });
});
