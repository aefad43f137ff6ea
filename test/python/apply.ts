import { type Edit, overlaps } from "../../src/core/edit.ts";
import type { SyntaxNode } from "../../src/python/node.ts";

/** Applies edits that must be disjoint, and no two of them insertions at one offset. */
export function apply(text: string, edits: readonly Edit[]): string {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  sorted.forEach((edit, i) => {
    const previous = sorted[i - 1];
    if (previous === undefined) return;
    const isSamePoint = previous.start === edit.start && previous.end === edit.end;
    if (overlaps(previous, edit) || isSamePoint) {
      throw new Error(`edits overlap: ${JSON.stringify(sorted)}`);
    }
  });
  let result = "";
  let at = 0;
  for (const edit of sorted) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** The first call in the text whose callee is spelt `callee`. */
export function callOf(root: SyntaxNode, callee = "f"): SyntaxNode {
  for (const node of root.walk()) {
    if (node.type === "call" && node.field("function")?.text === callee) return node;
  }
  throw new Error(`no call of ${callee}`);
}

/** The arguments of a call, without commas and comments. */
export function argumentsOf(call: SyntaxNode): readonly SyntaxNode[] {
  const list = call.field("arguments");
  if (list?.type !== "argument_list") return list === undefined ? [] : [list];
  return list.named.filter((node) => node.type !== "line_continuation");
}
