import { lineStart } from "./layout.ts";
import type { PythonModule } from "./module.ts";
import type { SyntaxNode } from "./node.ts";

/** Where a new function goes, and the blank lines around it, with `\n` for every line ending. */
export interface FunctionPlace {
  readonly offset: number;
  readonly before: string;
  readonly after: string;
}

/** Before the first definition of the file, or the first statement that needs the function: imports stand above it. */
export function placeForFunction(module: PythonModule, use: SyntaxNode): FunctionPlace {
  const statements = module.root.children;
  const next =
    module.root.named.find(
      (node) => DEFINITIONS.has(node.type) || (node.start <= use.start && use.end <= node.end),
    ) ?? module.root;
  const offset = lineStart(module.text, commentsAbove(statements, next).start);
  const above = module.text.slice(0, offset);
  const gap = /(?:\r?\n[ \t]*)*$/.exec(above)?.[0] ?? "";
  const newlines = gap.split("\n").length - 1;
  const before = above.trim() === "" ? "" : "\n".repeat(Math.max(0, 3 - newlines));
  return { offset, before, after: "\n\n" };
}

const DEFINITIONS = new Set(["function_definition", "class_definition", "decorated_definition"]);

/** The first of the comment lines that stand right above a statement and belong to it. */
function commentsAbove(statements: readonly SyntaxNode[], next: SyntaxNode): SyntaxNode {
  let first = next;
  for (let i = next.index - 1; i >= 0; i--) {
    const node = statements[i];
    if (node?.type !== "comment" || i === 0) break;
    const source = node.parent?.text ?? "";
    const base = node.parent?.start ?? 0;
    if (/\n\s*\n/.test(source.slice(node.end - base, first.start - base))) break;
    first = node;
  }
  return first;
}
