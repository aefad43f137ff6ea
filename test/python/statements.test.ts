import { describe, expect, test } from "vitest";
import { layoutOf, statementAt } from "../../src/python/layout.ts";
import { insertStatementsAfter, insertStatementsBefore } from "../../src/python/statements.ts";
import { apply, callOf } from "./apply.ts";
import { withTree } from "./load.ts";

type Case = readonly [name: string, text: string, before: string, after: string];

const cases: readonly Case[] = [
  ["a module", "f()\n", "1\n2\nf()\n", "f()\n1\n2\n"],
  ["the end without a newline", "f()", "1\n2\nf()", "f()\n1\n2"],
  [
    "a function",
    "def g():\n    x = f()\n",
    "def g():\n    1\n    2\n    x = f()\n",
    "def g():\n    x = f()\n    1\n    2\n",
  ],
  [
    "tabs",
    "if a:\n\tif b:\n\t\tf()\n",
    "if a:\n\tif b:\n\t\t1\n\t\t2\n\t\tf()\n",
    "if a:\n\tif b:\n\t\tf()\n\t\t1\n\t\t2\n",
  ],
  [
    "mixed indentation",
    "if a:\n \t f()\n",
    "if a:\n \t 1\n \t 2\n \t f()\n",
    "if a:\n \t f()\n \t 1\n \t 2\n",
  ],
  ["several lines", "x = [\n  f(),\n]\n", "1\n2\nx = [\n  f(),\n]\n", "x = [\n  f(),\n]\n1\n2\n"],
  ["a multi-line string", "f('''\n a\n''')\n", "1\n2\nf('''\n a\n''')\n", "f('''\n a\n''')\n1\n2\n"],
  ["a continuation", "x = \\\n  f()\n", "1\n2\nx = \\\n  f()\n", "x = \\\n  f()\n1\n2\n"],
  ["comments around", "# a\nf()  # b\n# c\n", "# a\n1\n2\nf()  # b\n# c\n", "# a\nf()  # b\n1\n2\n# c\n"],
  [
    "a comment that ends in a backslash",
    "# a \\\nf()  # \\\n",
    "# a \\\n1\n2\nf()  # \\\n",
    "# a \\\nf()  # \\\n1\n2\n",
  ],
  ["the first of a joined line", "f(); b()\n", "1\n2\nf(); b()\n", "f()\n1\n2\nb()\n"],
  ["the last of a joined line", "a(); f()\n", "a()\n1\n2\nf()\n", "a(); f()\n1\n2\n"],
  [
    "the middle of a joined line",
    "a() ; f() ; b()  # c\n",
    "a()\n1\n2\nf() ; b()  # c\n",
    "a() ; f()\n1\n2\nb()  # c\n",
  ],
  ["a semicolon at the end", "f();  # c\ng()\n", "1\n2\nf();  # c\ng()\n", "f();  # c\n1\n2\ng()\n"],
  [
    "a joined continuation",
    "a(); \\\n  f(); \\\n  b()\n",
    "a()\n1\n2\nf(); \\\n  b()\n",
    "a(); \\\n  f()\n1\n2\nb()\n",
  ],
  [
    "a one-line suite",
    "if a: f()  # c\n",
    "if a:\n    1\n    2\n    f()  # c\n",
    "if a:\n    f()  # c\n    1\n    2\n",
  ],
  [
    "a one-line suite, no space",
    "if a:f()\n",
    "if a:\n    1\n    2\n    f()\n",
    "if a:\n    f()\n    1\n    2\n",
  ],
  [
    "a one-line suite, tabs",
    "def g():\n\tif a: f()\n",
    "def g():\n\tif a:\n\t\t1\n\t\t2\n\t\tf()\n",
    "def g():\n\tif a:\n\t\tf()\n\t\t1\n\t\t2\n",
  ],
  [
    "else",
    "if a: b()\nelse: c(); f(); d()\n",
    "if a: b()\nelse:\n    c()\n    1\n    2\n    f(); d()\n",
    "if a: b()\nelse:\n    c(); f()\n    1\n    2\n    d()\n",
  ],
  [
    "elif",
    "if a: b()\nelif c: f()\nelse: d()\n",
    "if a: b()\nelif c:\n    1\n    2\n    f()\nelse: d()\n",
    "if a: b()\nelif c:\n    f()\n    1\n    2\nelse: d()\n",
  ],
  [
    "except and finally",
    "try: a()\nexcept B: f()\nfinally: c()\n",
    "try: a()\nexcept B:\n    1\n    2\n    f()\nfinally: c()\n",
    "try: a()\nexcept B:\n    f()\n    1\n    2\nfinally: c()\n",
  ],
  [
    "the suite of a header over two lines",
    "if (a and\n        b): f()\n",
    "if (a and\n        b):\n    1\n    2\n    f()\n",
    "if (a and\n        b):\n    f()\n    1\n    2\n",
  ],
  [
    "the suite of a slice and a lambda",
    "if a[1:2] and (lambda: 1): f()\n",
    "if a[1:2] and (lambda: 1):\n    1\n    2\n    f()\n",
    "if a[1:2] and (lambda: 1):\n    f()\n    1\n    2\n",
  ],
  [
    "a suite after a continuation",
    "if a: \\\n  f()\n",
    "if a:\n    1\n    2\n    f()\n",
    "if a:\n    f()\n    1\n    2\n",
  ],
  [
    "a method on one line",
    "class A:\n  def g(self): return f()\n",
    "class A:\n  def g(self):\n    1\n    2\n    return f()\n",
    "class A:\n  def g(self):\n    return f()\n    1\n    2\n",
  ],
  [
    "an annotated function on one line",
    "def g(a: int) -> int: return f()\n",
    "def g(a: int) -> int:\n    1\n    2\n    return f()\n",
    "def g(a: int) -> int:\n    return f()\n    1\n    2\n",
  ],
  [
    "a case",
    "match a:\n  case 1: f()\n",
    "match a:\n  case 1:\n    1\n    2\n    f()\n",
    "match a:\n  case 1:\n    f()\n    1\n    2\n",
  ],
  [
    "a comment after the colon",
    "if a:  # c\n    f()\n",
    "if a:  # c\n    1\n    2\n    f()\n",
    "if a:  # c\n    f()\n    1\n    2\n",
  ],
  [
    "the condition of an if",
    "if f():\n    a()\n    # deep\n# out\n",
    "1\n2\nif f():\n    a()\n    # deep\n# out\n",
    "if f():\n    a()\n    # deep\n1\n2\n# out\n",
  ],
  ["a decorator", "@f()\ndef g(): pass\n", "1\n2\n@f()\ndef g(): pass\n", "@f()\ndef g(): pass\n1\n2\n"],
  [
    "a default argument",
    "@a\ndef g(b=f()):\n    pass\n",
    "1\n2\n@a\ndef g(b=f()):\n    pass\n",
    "@a\ndef g(b=f()):\n    pass\n1\n2\n",
  ],
  ["CRLF", "a()\r\nf()\r\n", "a()\r\n1\r\n2\r\nf()\r\n", "a()\r\nf()\r\n1\r\n2\r\n"],
  [
    "CRLF and a one-line suite",
    "if a: f()\r\n",
    "if a:\r\n    1\r\n    2\r\n    f()\r\n",
    "if a:\r\n    f()\r\n    1\r\n    2\r\n",
  ],
  ["a byte order mark", "\uFEFFf()\n", "\uFEFF1\n2\nf()\n", "\uFEFFf()\n1\n2\n"],
  ["a form feed", "\ff()\n", "\f1\n2\nf()\n", "\ff()\n1\n2\n"],
  [
    "Python 2",
    "print f(), 2; exec 'a'\n",
    "1\n2\nprint f(), 2; exec 'a'\n",
    "print f(), 2\n1\n2\nexec 'a'\n",
  ],
];

describe("insertStatementsBefore", () => {
  test.each(cases)("%s", async (_name, text, before) => {
    await withTree(text, ({ root }) => {
      const edits = insertStatementsBefore(text, callOf(root), ["1", "2"], layoutOf(root, text));
      expect(apply(text, edits!)).toBe(before);
    });
  });

  test("cannot after a stray continuation", async () => {
    const text = "\\\nf()\n";
    await withTree(text, ({ root }) => {
      expect(insertStatementsBefore(text, callOf(root), ["1"], layoutOf(root, text))).toBeUndefined();
    });
  });
});

describe("insertStatementsAfter", () => {
  test.each(cases)("%s", async (_name, text, _before, after) => {
    await withTree(text, ({ root }) => {
      const edits = insertStatementsAfter(text, callOf(root), ["1", "2"], layoutOf(root, text));
      expect(apply(text, edits!)).toBe(after);
    });
  });

  test("cannot before a stray continuation", async () => {
    const text = "f() \\\n\ng()\n";
    await withTree(text, ({ root }) => {
      expect(insertStatementsAfter(text, callOf(root), ["1"], layoutOf(root, text))).toBeUndefined();
    });
  });
});

describe("layoutOf", () => {
  const layouts = [
    ["nothing", "", "\n", "    ", '"'],
    ["tabs and single quotes", "if a:\n\tif b:\n\t\tx = 'a'\n", "\n", "\t", "'"],
    ["two spaces", "if a:\n  x = \"it's\"\n  y = ''\n", "\n", "  ", "'"],
    ["most lines", "a\r\nb\r\nc\n", "\r\n", "    ", '"'],
    ["docstrings do not count", "'''a'''\nx = \"a\"\n", "\n", "    ", '"'],
    ["continuation lines do not count", "f(\n  a,\n  b)\nif a:\n        b\n", "\n", "        ", '"'],
  ] as const;
  test.each(layouts)("%s", async (_name, text, newline, indent, quote) => {
    await withTree(text, ({ root }) => expect(layoutOf(root, text)).toEqual({ newline, indent, quote }));
  });

  test("a statement is a child of a suite", async () => {
    const text = "@a\ndef g(x=f()): pass\n";
    await withTree(text, ({ root }) => expect(statementAt(callOf(root)).type).toBe("decorated_definition"));
  });
});
