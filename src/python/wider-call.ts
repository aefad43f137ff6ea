import type { Edit } from "../core/edit.ts";
import { indentAt, isFirstOnLine, layoutOf, lineEnd, lineStart, statementAt } from "./layout.ts";
import type { SyntaxNode } from "./node.ts";
import type { SeparatedList } from "./separated.ts";
import { fileWidth, hangsIndents, widthOf } from "./width.ts";

/** What PEP 8 allows at most: a file of short lines shows no narrower habit. */
const USUAL_WIDTH = 99;

/** Where the parentheses of a call alone end their statement, so that its lines may be parted. */
const ENDS = new Set(["expression_statement", "assignment", "return_statement"]);

/**
 * The edits that add arguments to a call whose line would be wider with them than the file's lines are: they get a line
 * of their own, as the file parts its other calls. Nothing where the line is short enough, or cannot be parted well.
 */
export function addOnNewLine(
  text: string,
  call: SyntaxNode,
  { entries, comments, inside }: SeparatedList,
  added: readonly string[],
): readonly Edit[] | undefined {
  const last = entries.at(-1);
  if (last === undefined || last.comma !== undefined || comments.length > 0 || added.length === 0)
    return undefined;
  // An f-string takes no second line before Python 3.12.
  if (call.ancestor("interpolation") !== undefined) return undefined;
  const addition = added.join(", ");
  const end = last.node.end;
  const line = text.slice(lineStart(text, end), lineEnd(text, end));
  const grown = widthOf(line) + addition.length + 2;
  if (grown <= USUAL_WIDTH || line.includes("#")) return undefined;
  const width = Math.max(USUAL_WIDTH, fileWidth(text, call));
  if (grown <= width) return undefined;
  const { newline, indent } = layoutOf(call.ancestor("module") ?? call, text);
  const isFolded = inside.start < lineStart(text, end);
  if (isFolded) {
    const first = entries.find(({ node }) => node.start >= lineStart(text, end));
    if (first === undefined || !isFirstOnLine(text, first.node.start)) return undefined;
    return [insertion(end, `,${newline}${indentAt(text, end)}${addition}`)];
  }
  const lead = indentAt(text, call.start);
  if (call.text.includes("\n") || !isPartable(text, call)) return undefined;
  if (hangsIndents(text)) {
    const body = text.slice(inside.start, end);
    if (widthOf(lead + indent) + body.length + addition.length + 2 > width) return undefined;
    return [
      insertion(inside.start, newline + lead + indent),
      insertion(end, `, ${addition}${newline}${lead}`),
    ];
  }
  const column = inside.start - lineStart(text, inside.start);
  if (line.includes("\t") || column + addition.length + 1 > width) return undefined;
  return [insertion(end, `,${newline}${" ".repeat(column)}${addition}`)];
}

function isPartable(text: string, call: SyntaxNode): boolean {
  const holder = call.parent?.type === "await" ? call.parent.parent : call.parent;
  // A comment there may be to a tool, about the line that it is on.
  const isLast = /^[ \t]*$/.test(text.slice(call.end, lineEnd(text, call.end)));
  return (
    holder !== undefined && ENDS.has(holder.type) && isLast && isFirstOnLine(text, statementAt(call).start)
  );
}

function insertion(at: number, text: string): Edit {
  return { start: at, end: at, text };
}
