import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addImports } from "../../src/python/imports.ts";
import { apply } from "./apply.ts";
import { loadParser, withTree } from "./load.ts";
import { ask, pythons } from "./pythons.ts";

const CASES = 2000;

const comment = fc.constantFrom("# a comment\n", "# c \\\n", "\n", "\n\n", "");
const heads = fc.constantFrom(
  "",
  "#!/usr/bin/python\n",
  "#!/usr/bin/python\n# -*- coding: utf-8 -*-\n",
  "# Copyright\n\n",
  "\n",
  "\uFEFF",
);
const joints = fc.constantFrom("\n", "\n\n", "; ", ";\n", "  # c\n", " \\\n\n");
const docs = fc.constantFrom(
  "",
  '"""Doc."""',
  "'a' 'b'",
  "(\n'a'\n)",
  "r'''\nimport os\n'''",
  "'a' \\\n 'b'",
);
const futures = fc.constantFrom(
  "",
  "from __future__ import division",
  "from __future__ import (\n    division,\n)",
);
const imports = fc.constantFrom(
  "import os",
  "import sys, time",
  "from os import path",
  "import os, \\\n    re",
  "from re import (  # c\n    match,\n)",
  "import abc; import re",
  "import socket as s  # c",
  "try:\n    import json\nexcept ImportError:\n    json = None",
  "if 1: import stat",
  "x = 1",
  "'a string'",
  "def f():\n    import os",
  "class A: pass",
  "@staticmethod\ndef g(): pass",
);

/** A module in which the first use of `ssl` is `use()`, at module level. */
const modules = fc
  .tuple(
    heads,
    fc.tuple(docs, joints),
    fc.tuple(futures, joints),
    fc.array(fc.tuple(comment, imports), { maxLength: 5 }),
    fc.boolean(),
  )
  .map(([head, doc, future, body, crlf]) => {
    const start = [doc, future].map(([text, joint]) => (text === "" ? "" : text + joint)).join("");
    const lines = body.map(([before, text]) => `${before}${text}\n`).join("");
    const text = `${head}${start}${lines}USE\nimport zlib\n`;
    return crlf ? text.replaceAll("\n", "\r\n") : text;
  });

const RUNS_FIRST = `
import ast
def compiles(text):
    try:
        return compile(text, 'x', 'exec') is not None
    except SyntaxError:
        return False
def rows(text):
    return [ast.dump(node) for node in ast.parse(text.lstrip(u'\\ufeff')).body]
answer = []
for case in cases:
    if not compiles(case['before'].lstrip(u'\\ufeff')): continue
    try:
        old, new = rows(case['before']), rows(case['after'])
        added = [row for row in new if "name='ssl'" in row or "name='http.client'" in row]
        use = [i for i, row in enumerate(new) if "id='USE'" in row][0]
        ok = len(added) == 2 and all(new.index(row) < use for row in added)
        ok = ok and [row for row in new if row not in added] == old
        ok = ok and compiles(case['after'].lstrip(u'\\ufeff'))
        docs = [ast.get_docstring(ast.parse(case[side].lstrip(u'\\ufeff'))) for side in ('before', 'after')]
        ok = ok and docs[0] == docs[1]
        comments = [line[line.index('#'):] for line in case['before'].splitlines() if '#' in line]
        ok = ok and comments == [line[line.index('#'):] for line in case['after'].splitlines() if '#' in line]
        ok = ok and case['before'].count('\\r\\n') * case['after'].count('\\n') == case['after'].count('\\r\\n') * case['before'].count('\\n')
    except Exception as error:
        ok = repr(error)
    if ok is not True: answer.append([case['before'], case['after'], ok])
`;

describe("addImports, on random modules", () => {
  for (const { version, path } of pythons("3.11", "3.13")) {
    test.skipIf(path === undefined)(`runs before everything else on Python ${version}`, async () => {
      await loadParser();
      const needs = ["ssl", "http.client"].map((module) => ({ module, name: module }));
      const cases: { before: string; after: string }[] = [];
      for (const before of fc.sample(modules, { numRuns: CASES, seed: 7 })) {
        const at = before.indexOf("USE");
        const add = (text: string, offset: number) =>
          withTree(text, ({ root }) => apply(text, addImports(root, text, needs, offset)));
        const after = await add(before, at);
        expect(await add(after, after.indexOf("USE"))).toBe(after);
        cases.push({ before, after });
      }
      expect(ask<unknown[]>(path!, RUNS_FIRST, cases).slice(0, 4)).toEqual([]);
    });
  }
});
