import { describe, expect, test } from "vitest";
import { expressionProblem } from "../../src/python/expression-text.ts";
import { loadParser } from "./load.ts";

const TEXT = "def connect(self, host):\n    return wrap(self.sock)\n";
const problem = async (answer: string): Promise<string | undefined> =>
  expressionProblem(await loadParser(), answer, TEXT);

describe("an answer that is to stand as an expression", () => {
  test.each([
    "host",
    "self.host",
    '"example.org"',
    "host or self.name",
    "str(host)",
    "None",
    "(host)",
    "host[0]",
  ])("%s is one", async (answer) => expect(await problem(answer)).toBeUndefined());

  test.each([
    "a b",
    "host)(",
    "x = 1",
    "host # why",
    "host\nhost",
    "def",
    "*host",
    "host, self",
    "h := host",
    '"',
    "yield",
  ])("%j is none", async (answer) =>
    expect(await problem(answer)).toMatch(/no Python expression|one argument/),
  );

  test("names nothing that the file does not have: a host without quotes", async () => {
    expect(await problem("example.org")).toBe(
      'There is no name example in this file. A host\'s name goes in quotes: "example.org".',
    );
  });

  test("is needed", async () => {
    expect(await problem(" ")).toBe("An answer is needed; Esc goes back.");
  });
});
