import { describe, expect, test } from "vitest";
import {
  addKeyword,
  type CallChange,
  changeCall,
  keyword,
  removeArgument,
  replaceArgument,
  toKeyword,
} from "../../src/python/edits.ts";
import { apply, argumentsOf, callOf } from "./apply.ts";
import { withTree } from "./load.ts";

type Case = readonly [name: string, before: string, after: string];

describe("addKeyword", () => {
  const cases: readonly Case[] = [
    ["no arguments", "f()", "f(k=1)"],
    ["a space between the parentheses", "f( )", "f( k=1 )"],
    ["one argument", "f(a)", "f(a, k=1)"],
    ["a trailing comma", "f(a,)", "f(a, k=1,)"],
    ["spaces inside the parentheses", "f( a )", "f( a, k=1 )"],
    ["a space before the parenthesis", "f (a)", "f (a, k=1)"],
    ["after *args", "f(a, *b)", "f(a, *b, k=1)"],
    ["before **options", "f(a, **b)", "f(a, k=1, **b)"],
    ["before the only **options", "f(**b)", "f(k=1, **b)"],
    ["after a keyword that follows **options", "f(**b, c=1)", "f(**b, c=1, k=1)"],
    ["before both **options", "f(a, **b, **c)", "f(a, k=1, **b, **c)"],
    ["a generator", "f(x for x in y)", "f((x for x in y), k=1)"],
    ["a generator with a comment", "f(x for x in y  # c\n  )", "f((x for x in y  # c\n  ), k=1)"],
    ["a lambda", "f(lambda: 1)", "f(lambda: 1, k=1)"],
    ["a conditional", "f(a if b else c)", "f(a if b else c, k=1)"],
    ["a string with a parenthesis", "f(')')", "f(')', k=1)"],
    ["a line each", "f(\n    a,\n    b\n)", "f(\n    a,\n    b,\n    k=1\n)"],
    ["a line each, trailing comma", "f(\n    a,\n    b,\n)", "f(\n    a,\n    b,\n    k=1,\n)"],
    ["tabs", "f(\n\ta,\n)", "f(\n\ta,\n\tk=1,\n)"],
    ["hanging", "f(a,\n  b)", "f(a,\n  b,\n  k=1)"],
    ["filled lines", "f(a, b,\n  c)", "f(a, b,\n  c, k=1)"],
    ["all on the second line", "f(\n    a, b\n)", "f(\n    a, b, k=1\n)"],
    ["commas that lead", "f(a\n  , b\n  , c)", "f(a\n  , b\n  , c\n  , k=1)"],
    ["a comment after the last", "f(\n    a  # c\n)", "f(\n    a,  # c\n    k=1\n)"],
    ["a comment after the comma", "f(\n    a,  # c\n)", "f(\n    a,  # c\n    k=1,\n)"],
    [
      "comments everywhere",
      "f(  # 1\n    # 2\n    a,  # 3\n    # 4\n    b  # 5\n    # 6\n)",
      "f(  # 1\n    # 2\n    a,  # 3\n    # 4\n    b,  # 5\n    k=1\n    # 6\n)",
    ],
    ["a comment in the middle of a filled line", "f(a, b  # c\n  )", "f(a, b, k=1  # c\n  )"],
    ["a comment before the comma", "f(a  # c\n  , b)", "f(a  # c\n  , b\n  , k=1)"],
    ["only a comment after the parenthesis", "f(  # c\n)", "f(  # c\n    k=1\n)"],
    ["only a comment on its line", "f(\n  # c\n)", "f(\n  # c\n  k=1\n)"],
    ["nothing over two lines", "f(\n)", "f(\n    k=1\n)"],
    ["**options on its line", "f(\n    a,  # c\n    **b\n)", "f(\n    a,  # c\n    k=1,\n    **b\n)"],
    [
      "a comment about **options",
      "f(\n    a,\n    # the rest\n    **b\n)",
      "f(\n    a,\n    k=1,\n    # the rest\n    **b\n)",
    ],
    ["**options alone on its line", "f(\n    # c\n    **b,\n)", "f(\n    k=1,\n    # c\n    **b,\n)"],
    ["a continuation between", "f(a, \\\n  b)", "f(a, \\\n  b,\n  k=1)"],
    ["a continuation after", "f(a \\\n  )", "f(a, k=1 \\\n  )"],
    ["a continuation after a comma", "f(a, \\\n  )", "f(a, k=1, \\\n  )"],
    [
      "CRLF",
      "f(\r\n    a,  # c\r\n    b  # d\r\n)\r\n",
      "f(\r\n    a,  # c\r\n    b,  # d\r\n    k=1\r\n)\r\n",
    ],
    ["CRLF and nothing in it", "f(\r\n)\r\n", "f(\r\n    k=1\r\n)\r\n"],
    ["within an expression", "x = [f(a) for a in b]", "x = [f(a, k=1) for a in b]"],
    ["characters outside the BMP", "f('\u{1F600}', a)  # \u{1F600}", "f('\u{1F600}', a, k=1)  # \u{1F600}"],
  ];
  test.each(cases)("%s", async (_name, before, after) => {
    await withTree(before, ({ root }) => {
      expect(apply(before, addKeyword(before, callOf(root), "k=1"))).toBe(after);
    });
  });
});

describe("removeArgument", () => {
  const cases: readonly (readonly [...Case, index: number])[] = [
    ["the only one", "f(a)", "f()", 0],
    ["the only one, trailing comma", "f( a, )", "f()", 0],
    ["the only one, its own line", "f(\n    a,\n)", "f()", 0],
    ["the only one with a comment", "f(\n    a,  # c\n)", "f(\n    # c\n)", 0],
    ["the first", "f(a, b)", "f(b)", 0],
    ["the middle", "f(a, b, c)", "f(a, c)", 1],
    ["the last", "f(a, b)", "f(a)", 1],
    ["the last with a trailing comma", "f(a, b,)", "f(a,)", 1],
    ["a line of its own", "f(\n    a,\n    b,\n    c\n)", "f(\n    a,\n    c\n)", 1],
    ["the last line", "f(\n    a,\n    b\n)", "f(\n    a\n)", 1],
    ["the last line, trailing comma", "f(\n    a,\n    b,\n)", "f(\n    a,\n)", 1],
    ["a comment on the last line", "f(\n    a,  # 1\n    b  # 2\n)", "f(\n    a  # 1\n    # 2\n)", 1],
    ["a comment of its own", "f(\n    a,  # 1\n    b,\n)", "f(\n    # 1\n    b,\n)", 0],
    ["hanging", "f(a,\n  b,\n  c)", "f(a,\n  c)", 1],
    ["hanging, the last", "f(a,\n  b)", "f(a)", 1],
    ["hanging, the first", "f(a,\n  b)", "f(b)", 0],
    ["hanging, the last after a comment", "f(a,  # 1\n  b)", "f(a  # 1\n  )", 1],
    ["the end of a filled line", "f(a, b,\n  c)", "f(a,\n  c)", 1],
    ["the end of a filled line with a comment", "f(a, b,  # 1\n  c)", "f(a,  # 1\n  c)", 1],
    ["a comment before the comma", "f(a,\n  b  # 1\n  , c)", "f(a,\n  # 1\n  c)", 1],
    ["commas that lead", "f(a\n  , b\n  , c)", "f(a\n  , c)", 1],
    ["commas that lead, the last", "f(a\n  , b\n  , c)", "f(a\n  , b)", 2],
    ["a generator", "f(x for x in y)", "f()", 0],
    ["CRLF", "f(\r\n    a,\r\n    b,\r\n)", "f(\r\n    a,\r\n)", 1],
  ];
  test.each(cases)("%s", async (_name, before, after, index) => {
    await withTree(before, ({ root }) => {
      const call = callOf(root);
      expect(apply(before, removeArgument(before, call, argumentsOf(call)[index]!))).toBe(after);
    });
  });
});

describe("changeCall", () => {
  type Change = Omit<CallChange, "remove" | "replace"> & { readonly remove?: readonly number[] };
  const cases: readonly (readonly [...Case, change: Change])[] = [
    ["two that stand together", "f(a, b, c, d)", "f(a, d)", { remove: [1, 2] }],
    ["two at the end", "f(a, b, c)", "f(a)", { remove: [1, 2] }],
    ["two at the end of a line", "f(a, b, c,\n  d)", "f(a,\n  d)", { remove: [1, 2] }],
    ["two lines", "f(\n    a,\n    b,\n    c,\n)", "f(\n    a,\n)", { remove: [1, 2] }],
    ["a whole line of two", "f(\n    a, b,\n    c,\n)", "f(\n    c,\n)", { remove: [0, 1] }],
    ["first and last", "f(a, b, c)", "f(b)", { remove: [0, 2] }],
    ["all", "f(a, b, c)", "f()", { remove: [0, 1, 2] }],
    [
      "all, with comments",
      "f(\n    a,  # 1\n    b,\n    c  # 3\n)",
      "f(\n    # 1\n    # 3\n)",
      { remove: [0, 1, 2] },
    ],
    [
      "a keyword inherits the place",
      "f(a, x=1, y=2, z=3)",
      "f(a, k=1, z=3)",
      { remove: [1, 2], add: ["k=1"] },
    ],
    ["two keywords inherit", "f(a, x=1)", "f(a, k=1, l=2)", { remove: [1], add: ["k=1", "l=2"] }],
    [
      "they inherit lines",
      "f(\n    a,\n    x=1,  # c\n    z=3,\n)",
      "f(\n    a,\n    k=1,\n    l=2,  # c\n    z=3,\n)",
      { remove: [1], add: ["k=1", "l=2"] },
    ],
    ["not before a positional one", "f(a, b, c)", "f(b, c, k=1)", { remove: [0], add: ["k=1"] }],
    ["everything replaced", "f(a, b)", "f(k=1)", { remove: [0, 1], add: ["k=1"] }],
    ["the callee too", "f(a)", "g.h(a, k=1)", { callee: "g.h", add: ["k=1"] }],
    ["two added, a line each", "f(\n    a,\n)", "f(\n    a,\n    k=1,\n    l=2,\n)", { add: ["k=1", "l=2"] }],
    ["two added to nothing", "f()", "f(k=1, l=2)", { add: ["k=1", "l=2"] }],
    ["a generator that goes", "f(x for x in y)", "f(k=1)", { remove: [0], add: ["k=1"] }],
    ["nothing", "f(a)", "f(a)", {}],
  ];
  test.each(cases)("%s", async (_name, before, after, { remove = [], ...change }) => {
    await withTree(before, ({ root }) => {
      const call = callOf(root);
      const gone = remove.map((i) => argumentsOf(call)[i]!);
      expect(apply(before, changeCall(before, call, { ...change, remove: gone }))).toBe(after);
    });
  });
});

describe("toKeyword, replaceArgument, keyword", () => {
  const cases: readonly (readonly [...Case, index: number])[] = [
    ["plain", "f(a, b)", "f(a, n=b)", 1],
    ["spacing of the others", "f(a, b, c = 1)", "f(a, n = b, c = 1)", 1],
    ["a walrus", "f(a := 1)", "f(n=(a := 1))", 0],
    ["a generator", "f(x for x in y)", "f(n=(x for x in y))", 0],
    ["a comment after it", "f(\n    a,  # c\n)", "f(\n    n=a,  # c\n)", 0],
  ];
  test.each(cases)("toKeyword: %s", async (_name, before, after, index) => {
    await withTree(before, ({ root }) => {
      const call = callOf(root);
      expect(apply(before, toKeyword(before, call, argumentsOf(call)[index]!, "n"))).toBe(after);
    });
  });

  test("replaces the whole argument and no comma", async () => {
    const text = "f(a, k = 1,)";
    await withTree(text, ({ root }) => {
      const call = callOf(root);
      const edits = replaceArgument(text, call, argumentsOf(call)[1]!, "l=2");
      expect(apply(text, edits)).toBe("f(a, l=2,)");
      expect(keyword(text, call, "n", "3")).toBe("n = 3");
    });
  });
});
