import { describe, expect, it } from "vitest";
import { removeStatements } from "../../src/python/removal.ts";
import { moduleOf } from "../parser.ts";
import { apply } from "./apply.ts";

/** The text without the calls of `gone()`. */
function without(text: string): string {
  const { root } = moduleOf(text);
  const statements = [...root.walk()].filter(
    (node) => node.type === "expression_statement" && node.text.startsWith("gone("),
  );
  return apply(text, removeStatements(text, statements));
}

describe("removing statements", () => {
  it.each([
    ["a line of its own", "a()\ngone()\nb()\n", "a()\nb()\n"],
    ["with the comment after it", "a()\ngone()  # why\nb()\n", "a()\nb()\n"],
    ["over several lines", "a()\ngone(\n    1,\n)\nb()\n", "a()\nb()\n"],
    ["the only one of a block", "if x:\n    gone()\n", "if x:\n    pass\n"],
    ["all of a block", "if x:\n    gone(1)\n    gone(2)\nb()\n", "if x:\n    pass\nb()\n"],
    ["some of a block", "if x:\n    gone(1)\n    a()\n", "if x:\n    a()\n"],
    ["the only one of a line's block", "if x: gone()\n", "if x: pass\n"],
    ["two that share a line", "a()\ngone(1); gone(2)\nb()\n", "a()\nb()\n"],
    ["two that share a block's only line", "if x:\n    gone(1); gone(2)\n", "if x:\n    pass\n"],
    ["two that share the line of their block", "if x: gone(1); gone(2)\n", "if x: pass\n"],
    ["the first of a line", "gone(); a()\n", "a()\n"],
    ["the last of a line", "a(); gone()\n", "a()\n"],
    ["the last of a line, with a comment", "a(); gone()  # why\n", "a()  # why\n"],
    ["one in the middle", "a(); gone(); b()\n", "a(); b()\n"],
    ["two in the middle", "a(); gone(1); gone(2); b()\n", "a(); b()\n"],
    ["one that ends in a semicolon", "a()\ngone();\nb()\n", "a()\nb()\n"],
    ["the last of a line that ends in a semicolon", "a(); gone();\nb()\n", "a();\nb()\n"],
    ["the line after one that ends in a semicolon", "a();\ngone()\nb()\n", "a();\nb()\n"],
    ["a Windows line", "a()\r\ngone()\r\nb()\r\n", "a()\r\nb()\r\n"],
  ])("takes away %s", (_name, before, after) => {
    expect(without(before)).toBe(after);
  });
});
