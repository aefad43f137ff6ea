import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { moduleOf } from "../parser.ts";
import { ask, pythons } from "./pythons.ts";

/** Every way to indent to some columns, where a tab reaches to the next multiple of 8. */
const INDENTATIONS: Readonly<Record<number, readonly string[]>> = {
  0: ["", "\f"],
  2: ["  "],
  4: ["    ", "\f    "],
  8: ["        ", "\t", "    \t", "  \t"],
  12: ["            ", "\t    ", "    \t    "],
  16: ["                ", "\t\t", "        \t", "\t    \t"],
};
const COLUMNS = [0, 2, 4, 8, 12, 16];

const LINES = [
  "a = 1",
  "f(1,\n\t2,\n        3)",
  "a = '''\n\tb\n        c'''",
  "a = 1 + \\\n\t2",
  "pass; a = 2",
];
const EXTRAS = ["", "\t\n", "        # a comment\n", "\t# another\n", "\n"];
const HEADS: readonly (readonly string[])[] = [
  ["if a:"],
  ["if a:", "else:"],
  ["if a:", "elif b:", "else:"],
  ["while a:", "else:"],
  ["for a in b:"],
  ["try:", "except E:", "else:", "finally:"],
  ["with a:"],
  ["def f():"],
  ["class C:"],
  ["@d\nclass C(object):"],
  ["@d\ndef f(a,\n\tb):"],
];

/** Programs whose blocks Python 2 knows by their columns. */
const program = fc.noShrink(
  fc.infiniteStream(fc.nat({ max: 1000 })).map((stream) => {
    const pick = <T>(from: readonly T[]): T => from[stream.next().value % from.length] as T;
    const indent = (column: number): string => pick(INDENTATIONS[column] ?? [""]);
    const block = (column: number, depth: number): string => {
      let text = "";
      for (let n = 1 + (stream.next().value % 3); n > 0; n--) {
        const deeper = COLUMNS.filter((other) => other > column);
        text += pick(EXTRAS);
        if (depth === 0 || deeper.length === 0 || stream.next().value % 2 === 0) {
          text += `${indent(column)}${pick(LINES)}\n`;
          continue;
        }
        for (const head of pick(HEADS)) {
          const lines = head
            .split("\n")
            .map((line, i) => (i > 0 && line.startsWith("\t") ? line : indent(column) + line));
          text += `${lines.join("\n")}\n${block(pick(deeper), depth - 1)}`;
        }
      }
      return text;
    };
    return block(0, 3);
  }),
);

const QUESTION = `
def asked(text):
    try:
        compile(text, "text", "exec")
        return "compiles"
    except SyntaxError as error:
        return type(error).__name__
answer = [asked(text) for text in cases]
`;

describe("tabs and spaces in one file", () => {
  const texts = fc.sample(program, { numRuns: 1500, seed: 4 });
  const [two, three, newest] = pythons("2.7", "3.8", "3.13");

  it.skipIf(two?.path === undefined || three?.path === undefined || newest?.path === undefined)(
    "are a proof of Python 2 where Python 3 raises TabError, and nowhere else",
    () => {
      const answers = [two, three, newest].map((one) => ask<string[]>(one?.path ?? "", QUESTION, texts));
      expect(new Set(answers[0])).toEqual(new Set(["compiles"]));
      expect(answers[1]).toEqual(answers[2]);
      for (const [i, text] of texts.entries()) {
        const isKnown = moduleOf(text).isPythonTwo;
        const raises = answers[2]?.[i] === "TabError";
        // The parser takes a tab for 8 columns wherever it stands, and may find no blocks where spaces come before one.
        if (isKnown || !/^[ \t]* \t/m.test(text)) expect(isKnown, JSON.stringify(text)).toBe(raises);
      }
      const known = texts.filter((text) => moduleOf(text).isPythonTwo);
      expect(known.length).toBeGreaterThan(400);
      expect(texts.length - known.length).toBeGreaterThan(300);
    },
  );

  it.each([
    ["a tab where eight spaces were", "if a:\n        b = 1\n\tc = 2\n"],
    ["a tab below four spaces", "if a:\n    if b:\n\tc = 2\n"],
    [
      "two ways to eight columns, in methods",
      "class A:\n    def f(self):\n\tpass\n    def g(self):\n        pass\n",
    ],
  ])("are a proof: %s", (_, text) => {
    expect(moduleOf(text).isPythonTwo).toBe(true);
  });

  it.each([
    ["each block in its own way", "if a:\n\tb = 1\nif c:\n    d = 1\n"],
    ["spaces after tabs", "if a:\n\tif b:\n\t    c = 1\n"],
    ["in brackets, strings and comments", "if a:\n    f(1,\n\t2)\n\t# c\n    b = '''\n\tc'''\n"],
    ["a text that does not parse", "if a:\n        b = 1\n\tc = = 2\n"],
    ["a line between two blocks", "if a:\n\tb = 1\n    c = 2\n"],
  ])("are none: %s", (_, text) => {
    expect(moduleOf(text).isPythonTwo).toBe(false);
  });
});
