import { describe, expect, it } from "vitest";
import { importedNames } from "../../src/python/import-names.ts";
import { fileOf } from "../../src/python/links.ts";
import { topLevelStatements } from "../../src/python/top-level.ts";

describe("imported names", () => {
  it.each([
    ["import a", ["a as a"]],
    ["import a.b, c.d as e", ["a.b as a", "c.d as e"]],
    ["from a import b as c, d", ["a.b as c", "a.d as d"]],
    ["from . import a", [".a as a"]],
    ["from ..a.b import c", ["..a.b.c as c"]],
    ["from .a import (\n    b,  # why\n    c as d,\n)", [".a.b as b", ".a.c as d"]],
    ["from a import b, \\\n    c", ["a.b as b", "a.c as c"]],
    ["if x:\n    import a; y()", ["a as a"]],
    ["from a import *", ["a as "]],
    ["x = 'import a'", []],
  ])("of %s", (text, expected) => {
    expect(importedNames(text).map(({ written, local }) => `${written} as ${local}`)).toEqual(expected);
  });
});

describe("the file that an import names", () => {
  const FILES = new Set([
    "/p/a/__init__.py",
    "/p/a/b.py",
    "/p/a/c/d.py",
    "/p/src/e.py",
    "/p/f.py",
    "/p/ssl.py",
  ]);
  it.each([
    ["a.b", "/p/f.py", "/p/a/b.py"],
    ["a", "/p/f.py", "/p/a/__init__.py"],
    ["a.b", "/p/a/c/d.py", "/p/a/b.py"],
    [".b", "/p/a/__init__.py", "/p/a/b.py"],
    [".", "/p/a/b.py", "/p/a/__init__.py"],
    ["..b", "/p/a/c/d.py", "/p/a/b.py"],
    ["e", "/p/a/b.py", "/p/src/e.py"],
    ["b", "/p/a/__init__.py", "/p/a/b.py"],
    ["ssl", "/p/f.py", undefined],
    ["g", "/p/f.py", undefined],
    ["f", "/p/f.py", undefined],
    ["......b", "/p/a/b.py", undefined],
  ])("%s in %s", (written, importer, expected) => {
    expect(fileOf(written, importer, (path) => FILES.has(path))).toBe(expected);
  });
});

describe("top-level statements", () => {
  it.each([
    ["a()\nb()\n", ["a()", "b()"]],
    ["def f():\n    a()\n\n    b()\n\nc()\n", ["def f():\n    a()\n\n    b()", "c()"]],
    ["x = (\n1,\n)\ny()\n", ["x = (\n1,\n)", "y()"]],
    ['x = """\na()\n"""\nb()\n', ['x = """\na()\n"""', "b()"]],
    ["x = '#'\ny = \"(\"\n", ["x = '#'", 'y = "("']],
    [
      "if a:\n    b()\nelif c:\n    d()\nelse:\n    e()\n",
      ["if a:\n    b()\nelif c:\n    d()\nelse:\n    e()"],
    ],
    ["@a\n@b(\n1)\ndef f(): pass\nc()\n", ["@a\n@b(\n1)\ndef f(): pass", "c()"]],
    ["# a (\nb()\n", ["b()"]],
    ["x = 1 \\\n+ 2\ny()\n", ["x = 1 \\\n+ 2", "y()"]],
    ["a()\r\nb()\r\n", ["a()", "b()"]],
  ])("of %j", (text, expected) => {
    const statements = topLevelStatements(text).map(({ start, end }) => text.slice(start, end).trimEnd());
    expect(statements).toEqual(expected);
  });
});
