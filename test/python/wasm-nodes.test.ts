import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { Language, type Node, Parser } from "web-tree-sitter";
import type { SyntaxNode } from "../../src/python/node.ts";
import { parser as ours } from "../parser.ts";

const FIELDS = ["name", "body", "value", "left", "right", "function", "arguments", "alias", "operator"];
const TEXTS = {
  "expressions and statements":
    'import ssl as s\n\n\nasync def f(a, *b, c: int = 3, **d) -> None:\n    """doc"""\n    x = [y for y in a if y]\n    print(f"{x!r:>{a}} é", end="")\n',
  "names by another name":
    "match x:\n    case Point(x=0) | [1, *rest] as p: pass\ntype X[T] = list[T]\nprint >>f, x\n",
  "text beyond ASCII": "s = '😀 é'  # ü\nt = s\n",
  "errors and what is missing": "def f(:\n    x = (1,\ny = 2\nclass\n",
  nothing: "",
  "many children": `x = [${"1, ".repeat(3000)}]\n`,
};

/** web-tree-sitter as it is meant to be used. */
let theirs: Parser;

beforeAll(async () => {
  theirs = new Parser();
  const grammar = new URL("../../vendor/tree-sitter-python.wasm", import.meta.url);
  theirs.setLanguage(await Language.load(readFileSync(fileURLToPath(grammar))));
});

describe("nodes read from the memory of the parser", () => {
  it.each(Object.entries(TEXTS))("are those that web-tree-sitter tells of: %s", (_, text) => {
    const tree = theirs.parse(text);
    const own = ours.parse(text);
    if (tree === null || own === undefined) throw new Error("it parses nothing");
    expect(factsOfOwn(own.root)).toEqual(factsOf(tree.rootNode));
    own.close();
    tree.delete();
  });

  it("are read while the memory grows", () => {
    const text = `${"def f(a, b):\n    return g(a, [b, 1, 'x'])\n\n\n".repeat(5_000)}`;
    const own = ours.parse(text);
    if (own === undefined) throw new Error("it parses nothing");
    const others = Array.from({ length: 3 }, () => ours.parse(text));
    expect([...own.root.walk()].filter(({ type }) => type === "call")).toHaveLength(5_000);
    for (const other of [own, ...others]) other?.close();
  });
});

function factsOf(node: Node): unknown {
  return [
    node.type,
    node.startIndex,
    node.endIndex,
    node.isNamed,
    node.isMissing,
    node.hasError,
    FIELDS.map((name) => node.childForFieldName(name)?.startIndex),
    node.children.map((child) => (child === null ? undefined : factsOf(child))),
  ];
}

function factsOfOwn(node: SyntaxNode): unknown {
  return [
    node.type,
    node.start,
    node.end,
    node.isNamed,
    node.isMissing,
    node.hasError,
    FIELDS.map((name) => node.field(name)?.start),
    node.children.map(factsOfOwn),
  ];
}
