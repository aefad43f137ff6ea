import { describe, expect, test } from "vitest";
import type { Edit } from "../../src/core/edit.ts";
import { type DroppedNames, dropImportedNames, type ImportedName } from "../../src/python/dropped-names.ts";
import type { SyntaxNode } from "../../src/python/node.ts";
import { apply } from "./apply.ts";
import { withTree } from "./load.ts";

/** Every imported name, with all identifiers of that name outside imports. */
function importedNames(root: SyntaxNode): ImportedName[] {
  const nodes = [...root.walk()];
  const isImport = (node: SyntaxNode) => /^import_(?:from_)?statement$/.test(node.type);
  const readers = nodes.filter((node) => {
    const outside = node.ancestor("import_statement", "import_from_statement") === undefined;
    return node.type === "identifier" && outside;
  });
  return nodes.filter(isImport).flatMap((statement) => {
    const module = statement.field("module_name");
    const entries = statement.named.filter((entry) => entry !== module && /dotted|aliased/.test(entry.type));
    return entries.map((entry) => {
      const name = entry.field("alias")?.text ?? entry.text.split(".")[0];
      return { statement, entry, references: readers.filter((node) => node.text === name) };
    });
  });
}

async function drop(
  text: string,
  replacement = "new()",
): Promise<{ text: string; kept: DroppedNames["kept"] }> {
  return withTree(text, ({ root }) => {
    const calls = [...root.walk()].filter((node) => node.type === "call" && node.text.startsWith("old"));
    const accepted: Edit[] = calls.map(({ start, end }) => ({ start, end, text: replacement }));
    const { edits, kept } = dropImportedNames(text, importedNames(root), accepted);
    return { text: apply(text, [...accepted, ...edits]), kept };
  });
}

type Case = readonly [name: string, before: string, after: string];
const cases: readonly Case[] = [
  ["the only name", "from ssl import old\n\nold()\n", "new()\n"],
  ["the only name of the last import", "import a\nfrom ssl import old\n\n\nold()\n", "import a\n\n\nnew()\n"],
  ["the first name", "from ssl import old, b\nold()\n", "from ssl import b\nnew()\n"],
  ["the last name", "from ssl import b, old\nold()\n", "from ssl import b\nnew()\n"],
  ["the middle name", "from ssl import b, old, c\nold()\n", "from ssl import b, c\nnew()\n"],
  ["another name for it", "from ssl import b, x as old\nold()\n", "from ssl import b\nnew()\n"],
  ["several modules", "import old, b\nold.x()\n", "import b\nnew()\n"],
  ["a dotted module", "import old.x, b\nold.x.y()\n", "import b\nnew()\n"],
  ["in parentheses", "from ssl import (old, b)\nold()\n", "from ssl import (b)\nnew()\n"],
  [
    "a line each",
    "from ssl import (\n    a,\n    old,\n    b,\n)\nold()\n",
    "from ssl import (\n    a,\n    b,\n)\nnew()\n",
  ],
  ["the last line", "from ssl import (\n    a,\n    old\n)\nold()\n", "from ssl import (\n    a\n)\nnew()\n"],
  [
    "a comment on another name",
    "from ssl import (a,  # x\n                 old)\nold()\n",
    "from ssl import (a  # x\n                 )\nnew()\n",
  ],
  [
    "its own comment",
    "from ssl import (\n    a,\n    old,  # x\n)\nold()\n",
    "from ssl import (\n    a,\n    # x\n)\nnew()\n",
  ],
  ["a continuation", "from ssl import a, \\\n    old\nold()\n", "from ssl import a\nnew()\n"],
  [
    "a continuation after it",
    "from ssl import a, old, \\\n    b\nold()\n",
    "from ssl import a, \\\n    b\nnew()\n",
  ],
  [
    "a continuation after the first",
    "from ssl import old, \\\n    b\nold()\n",
    "from ssl import \\\n    b\nnew()\n",
  ],
  [
    "a block of its own",
    "import a\n\nfrom ssl import old\n\nimport b\nold()\n",
    "import a\n\nimport b\nnew()\n",
  ],
  [
    "before two blank lines",
    "import a\n\nfrom ssl import old\n\n\ndef f():\n    old()\n",
    "import a\n\n\ndef f():\n    new()\n",
  ],
  ["a comment that stays", "from ssl import old  # x\nold()\n", "# x\nnew()\n"],
  ["a comment to a tool", "from ssl import old  # noqa: E402\nold()\n", "new()\n"],
  ["joined, first", "from ssl import old; a = 1\nold()\n", "a = 1\nnew()\n"],
  ["joined, last", "import a; from ssl import old\nold()\n", "import a\nnew()\n"],
  ["joined, middle", "import a; from ssl import old; b = 1\nold()\n", "import a; b = 1\nnew()\n"],
  ["a semicolon at the end", "from ssl import old;\nold()\n", "new()\n"],
  ["in an if", "if a:\n    from ssl import old\n    b = 1\nold()\n", "if a:\n    b = 1\nnew()\n"],
  ["an if with nothing else", "if a:\n    from ssl import old\nold()\n", "if a:\n    pass\nnew()\n"],
  ["the line of an if", "if a: from ssl import old\nold()\n", "if a: pass\nnew()\n"],
  [
    "in the else of an if",
    "def f():\n    if a:\n        b = 1\n    else:\n        from ssl import old\n\n        old()\n",
    "def f():\n    if a:\n        b = 1\n    else:\n        new()\n",
  ],
  ["in a function", "def f():\n    from ssl import old\n    return old()\n", "def f():\n    return new()\n"],
  [
    "one of several in a try",
    "try:\n    from ssl import a, old\nexcept ImportError:\n    a = 1\nold()\n",
    "try:\n    from ssl import a\nexcept ImportError:\n    a = 1\nnew()\n",
  ],
  ["CRLF", "import a\r\nfrom ssl import old\r\nold()\r\n", "import a\r\nnew()\r\n"],
  ["no newline at the end", "def f(): old()\nfrom ssl import old", "def f(): new()\n"],
  ["still read elsewhere", "from ssl import old\nold()\nx = old\n", "from ssl import old\nnew()\nx = old\n"],
  ["never read", "from ssl import b\nold()\n", "from ssl import b\nnew()\n"],
  ["a star", "from ssl import *\nold()\n", "from ssl import *\nnew()\n"],
  ["an if that reads it too", "if a:\n    from ssl import old\n    old()\n", "if a:\n    new()\n"],
];

describe("dropImportedNames", () => {
  test.each(cases)("%s", async (_name, before, after) => {
    const once = await drop(before);
    expect(once).toEqual({ text: after, kept: [] });
    expect((await drop(once.text)).text).toBe(once.text);
  });

  test("the new text still says the name", async () => {
    const text = "import old\nold.x()\n";
    expect((await drop(text, "old.y()")).text).toBe("import old\nold.y()\n");
    expect((await drop(text, "self.old()")).text).toBe("self.old()\n");
  });

  test.each([
    ["try", "try:\n    from ssl import old\nexcept ImportError:\n    pass\nold()\n", /may fail, and the try/],
    [
      "an if in a try",
      "try:\n    if a:\n        from ssl import old\n        b = 1\nexcept E:\n    c()\nold()\n",
      /and the try/,
    ],
    [
      "the else of a try",
      "try:\n    a()\nexcept E:\n    c()\nelse:\n    from ssl import old\n    b = 1\nold()\n",
      /the else/,
    ],
    ["with", "with a:\n    from ssl import old\n    b = 1\nold()\n", /and the with/],
    ["a suite with nothing else", "def f():\n    from ssl import old\nold()\n", /all that its suite has/],
    ["for others", "from ssl import old  # noqa: F401\nold()\n", /for others/],
    ["a comment inside", "from ssl import (\n    # x\n    old,\n)\nold()\n", /a comment stands in it/],
  ] as const)("stays: %s", async (_name, before, because) => {
    const { text, kept } = await drop(before);
    expect(text).toBe(before.replace(/old\(\)\n$/, "new()\n"));
    expect(kept.map((one) => one.because)).toEqual([expect.stringMatching(because)]);
  });

  test("blank lines stay where an import is added", async () => {
    const text = "import a\n\nfrom ssl import old\n\nold()\n";
    await withTree(text, ({ root }) => {
      const at = text.indexOf("from");
      const call = text.lastIndexOf("old()");
      const accepted = [
        { start: at, end: at, text: "import b\n" },
        { start: call, end: call + 5, text: "b()" },
      ];
      const { edits } = dropImportedNames(text, importedNames(root), accepted);
      expect(apply(text, [...accepted, ...edits])).toBe("import a\n\nimport b\n\nb()\n");
    });
  });
});
