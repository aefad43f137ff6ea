import type { Edit } from "../core/edit.ts";
import { indentAt, isFirstOnLine, type Layout, lineStart, nextLine } from "./layout.ts";
import type { SyntaxNode } from "./node.ts";

/**
 * The edit that puts an assignment at the head of a class body, after its docstring and parted from a method by a
 * blank line. `undefined` where the body stands on the line of its colon.
 */
export function setInClass(
  text: string,
  definition: SyntaxNode,
  assignment: string,
  { newline }: Layout,
): Edit[] | undefined {
  const body = definition.field("body");
  const [first, second] = body?.named.filter(({ type }) => type !== "comment") ?? [];
  if (body === undefined || first === undefined || !isFirstOnLine(text, first.start)) return undefined;
  const hasDocstring = first.type === "expression_statement" && first.named[0]?.type === "string";
  const line = indentAt(text, first.start) + assignment + newline;
  if (hasDocstring) {
    const at = nextLine(text, first.end);
    const isParted = second !== undefined && /^[ \t\f]*\r?\n/.test(text.slice(at));
    return [{ start: at, end: at, text: isParted ? newline + line : line }];
  }
  const at = headOf(text, first);
  const isMethod = first.type === "function_definition" || first.type === "decorated_definition";
  return [{ start: at, end: at, text: isMethod ? line + newline : line }];
}

/** Where the comments right above the first statement start; or the statement itself. */
function headOf(text: string, first: SyntaxNode): number {
  let start = lineStart(text, first.start);
  while (start > 0 && /^[ \t\f]*#/.test(text.slice(lineStart(text, start - 1), start)))
    start = lineStart(text, start - 1);
  return start;
}
