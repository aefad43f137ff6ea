import { describe, expect, it } from "vitest";
import { NEW, OLD, reviewBench } from "./support/review.ts";

const bench = reviewBench();
const END = "Enter ends the review.";

describe("the end of a review", () => {
  it("comes with Enter, not with a key too many; q ends it too", async () => {
    bench.files(1);
    const session = bench.review();
    await session.answer(1, "y");
    await session.sees(END);
    expect(session.text()).toContain("u takes back the last answer (a.py:1)");
    expect(bench.tree.read("a.py")).toBe(NEW);
    for (const key of ["y", "n", " ", "A"]) session.type(key);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(session.text()).toMatch(/Enter ends the review\.$/);
    session.type("\r");
    expect(await session.exited).toBe(0);
    expect(session.text()).toContain("1 applied, 0 left: wrap-socket");
    bench.files(1);
    const other = bench.review();
    await other.answer(1, "n");
    await other.sees(END);
    other.type("q");
    expect(await other.exited).toBe(1);
  });

  it("takes back the last answer, the file that was written for it included, and those before it", async () => {
    bench.files(2);
    const session = bench.review();
    await session.answer(1, "y");
    await session.answer(2, "y");
    await session.sees(END);
    expect(bench.tree.read("b.py")).toBe(NEW);
    session.type("u");
    await session.sees("Undone: the answer to b.py:1 (wrap-socket).");
    expect(bench.tree.read("b.py")).toBe(OLD);
    await session.answer(2, "u");
    await session.sees("Undone: the answer to a.py:1 (wrap-socket).");
    await session.answer(1, "n");
    await session.answer(2, "y");
    await session.sees(END);
    session.type("\r");
    expect(await session.exited).toBe(1);
    expect([bench.tree.read("a.py"), bench.tree.read("b.py")]).toEqual([OLD, NEW]);
  });

  it("says why an answer stays that was given before something else changed the file", async () => {
    bench.files(1);
    const session = bench.review();
    await session.answer(1, "y");
    await session.sees(END);
    bench.tree.write("a.py", "# mine\n");
    session.type("u");
    await session.sees("The answer to a.py:1 stays: a.py was changed by something else since.");
    session.type("\r");
    await session.exited;
    expect(bench.tree.read("a.py")).toBe("# mine\n");
  });

  it("comes with Ctrl-C as well; what was written stays and is named", async () => {
    bench.files(1);
    const session = bench.review();
    await session.answer(1, "y");
    await session.sees(END);
    session.type("\x03");
    expect(await session.exited).toBe(130);
    expect(session.text()).toContain("Interrupted; written: a.py. Every other file is as it was.");
    expect(bench.tree.read("a.py")).toBe(NEW);
  });

  it("is asked below the last question without colours and cursor movements", async () => {
    bench.files(1);
    const session = bench.review({ args: ["--color", "never"] });
    await session.answer(1, "n");
    await session.sees(END);
    session.type("\r");
    expect(await session.exited).toBe(1);
    expect(session.output).not.toContain("\x1b[");
  });
});

describe("a review of what another tool reported", () => {
  it("asks about that alone, and is gone on with by a command that has its options", async () => {
    const { tree } = bench;
    const place = (startLine: number) => ({
      ruleId: "B504",
      locations: [{ physicalLocation: { artifactLocation: { uri: "a.py" }, region: { startLine } } }],
    });
    tree
      .write("a.py", OLD.repeat(3))
      .write("b.py", OLD)
      .write("my report.sarif", JSON.stringify({ runs: [{ results: [place(1), place(3)] }] }))
      .write("c.toml", "ignore = ['S4830']\n");
    const args = ["--config", "c.toml", "--from-sarif", "my report.sarif", "--unsafe-fixes"];
    const session = bench.review({ args, columns: 140 });
    await session.sees("[1 of 2] a.py:1:1");
    await session.answer(1, "n");
    await session.sees("[2 of 2] a.py:3:1");
    await session.answer(2, "Q");
    expect(await session.exited).toBe(130);
    expect(session.text()).toContain(
      "To go on with this review: tlsfix -i --config c.toml --from-sarif 'my report.sarif' --unsafe-fixes --resume",
    );
    const second = bench.review({ args: [...args, "--resume"] });
    await second.sees("[2 of 2] a.py:3:1");
    await second.answer(2, "y");
    await second.finished();
    expect(tree.read("a.py")).toBe(OLD + OLD + NEW);
    expect(tree.read("b.py")).toBe(OLD);
  });
});
