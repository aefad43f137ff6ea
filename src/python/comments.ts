import { lineEnd, lineStart, statementAt } from "./layout.ts";
import type { SyntaxNode } from "./node.ts";

/** What comments say at the end of the line of a node's statement, and right above it; empty where there are none. */
export function commentBeside(node: SyntaxNode): string {
  const statement = statementAt(node);
  let root = node;
  while (root.parent !== undefined) root = root.parent;
  const { text } = root;
  const end = statement.end - root.start;
  const after = text.slice(end, lineEnd(text, end)).trim();
  const lines = after.startsWith("#") ? [after] : [];
  for (let at = lineStart(text, statement.start - root.start); at > 0; ) {
    const from = lineStart(text, at - 1);
    const line = text.slice(from, at).trim();
    if (!line.startsWith("#")) break;
    lines.unshift(line);
    at = from;
  }
  return lines.map((line) => line.replace(/^#+\s*/, "")).join(" ");
}
