import type { SyntaxNode } from "./node.ts";

/**
 * The text of an expression as it can stand where `at` stands. Inside an f-string no Python before 3.12 takes the quotes
 * of that string, or a backslash: other quotes do the same, and where they do not either, nothing does.
 */
export function writableAt(at: SyntaxNode, text: string): string | undefined {
  let writable: string | undefined = text;
  for (
    let hole = at.ancestor("interpolation");
    hole !== undefined && writable !== undefined;
    hole = hole.ancestor("interpolation")
  ) {
    writable = writableIn(hole, writable);
  }
  return writable;
}

function writableIn(hole: SyntaxNode, text: string): string | undefined {
  const quote = /"""|'''|["']/.exec(hole.parent?.text ?? "")?.[0];
  if (quote === undefined || hole.text.includes(quote)) return text;
  if (text.includes("\\")) return undefined;
  if (!text.includes(quote)) return text;
  const other = quote === '"' ? "'" : '"';
  return quote.length > 1 || text.includes(other) ? undefined : text.replaceAll(quote, other);
}
