import { rememberingLast } from "../core/last-text.ts";
import type { SyntaxNode } from "./node.ts";

/** How a file is written, so that what is added to it looks like its own. */
export interface Layout {
  readonly newline: "\n" | "\r\n";
  /** One step of indentation: a tab, or some spaces. */
  readonly indent: string;
  readonly quote: '"' | "'";
}

const BYTE_ORDER_MARK = "\uFEFF";
/** Enough to know a file's habits; a generated table of 100,000 strings says no more than its start. */
const NODES_TO_LOOK_AT = 5_000;

const known = new WeakMap<SyntaxNode, Layout>();

/** The habits of a file: what most of it does. A file that shows none has `\n`, four spaces and `"`. */
export function layoutOf(root: SyntaxNode, text: string): Layout {
  const layout = known.get(root) ?? readLayout(root, text);
  known.set(root, layout);
  return layout;
}

function readLayout(root: SyntaxNode, text: string): Layout {
  const indents = new Map<string, number>();
  const quotes = { '"': 0, "'": 0 };
  let left = NODES_TO_LOOK_AT;
  for (const node of root.walk(() => left > 0)) {
    left -= 1;
    if (node.type === "block") count(indents, indentStep(node, text));
    else if (node.type === "string") countQuote(quotes, node.text);
  }
  const indent = mostFrequent(indents) ?? "    ";
  return { newline: newlineOf(text), indent, quote: quotes["'"] > quotes['"'] ? "'" : '"' };
}

/** The line ending that most lines have. */
export const newlineOf = rememberingLast(mostFrequentNewline);

function mostFrequentNewline(text: string): "\n" | "\r\n" {
  let crlf = 0;
  let lf = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) {
    if (text[at - 1] === "\r") crlf += 1;
    else lf += 1;
  }
  return crlf > lf ? "\r\n" : "\n";
}

/** Where the physical line of `offset` starts; after a byte order mark. */
export function lineStart(text: string, offset: number): number {
  const start = offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
  return start === 0 && text.startsWith(BYTE_ORDER_MARK) ? 1 : start;
}

/** Where the physical line of `offset` ends, before its line ending. */
export function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf("\n", offset);
  if (newline === -1) return text.length;
  return newline > offset && text[newline - 1] === "\r" ? newline - 1 : newline;
}

/** Where the next physical line starts; the end of the text after its last line. */
export function nextLine(text: string, offset: number): number {
  const newline = text.indexOf("\n", offset);
  return newline === -1 ? text.length : newline + 1;
}

/** The leading whitespace of the physical line of `offset`, exactly as it is written. */
export function indentAt(text: string, offset: number): string {
  const leading = /^[ \t\f]*/.exec(text.slice(lineStart(text, offset), offset + 1024))?.[0] ?? "";
  // A form feed sets Python's count of columns back to nothing.
  return leading.slice(leading.lastIndexOf("\f") + 1);
}

/** Whether only whitespace stands before `offset` on its physical line. */
export function isFirstOnLine(text: string, offset: number): boolean {
  return /^[ \t\f]*$/.test(text.slice(lineStart(text, offset), offset));
}

/** Whether only whitespace stands after `offset` on its physical line. */
export function isLastOnLine(text: string, offset: number): boolean {
  return /^[ \t\f]*$/.test(text.slice(offset, lineEnd(text, offset)));
}

/** The statement that a node belongs to: itself or its nearest ancestor that stands in a suite. */
export function statementAt(node: SyntaxNode): SyntaxNode {
  let statement = node;
  for (let parent = node.parent; parent !== undefined; parent = parent.parent) {
    if (parent.type === "block" || parent.type === "module") return statement;
    statement = parent;
  }
  return statement;
}

/** The leading whitespace that statements beside the statement of `node` must have. */
export function statementIndent(text: string, node: SyntaxNode): string {
  return indentAt(text, statementAt(node).start);
}

/** Where a comment ends; the grammar counts the `\r` of a line ending to it. */
export function commentEnd(text: string, comment: SyntaxNode): number {
  return text[comment.end - 1] === "\r" ? comment.end - 1 : comment.end;
}

function indentStep(block: SyntaxNode, text: string): string | undefined {
  const owner = block.parent;
  const first = block.children[0];
  if (owner === undefined || first === undefined || !isFirstOnLine(text, first.start)) return undefined;
  if (/\\\r?\n[ \t\f]*$/.test(text.slice(owner.start, first.start))) return undefined;
  const outer = indentAt(text, owner.start);
  const inner = indentAt(text, first.start);
  return inner.startsWith(outer) && inner.length > outer.length ? inner.slice(outer.length) : undefined;
}

function count(counts: Map<string, number>, key: string | undefined): void {
  if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
}

function mostFrequent(counts: ReadonlyMap<string, number>): string | undefined {
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

function countQuote(quotes: { '"': number; "'": number }, literal: string): void {
  const body = literal.replace(/^[a-zA-Z]*/, "");
  const quote = body[0];
  if ((quote !== '"' && quote !== "'") || body.startsWith(quote.repeat(3))) return;
  // A string that holds the other quote had no choice.
  if (!body.slice(1, -1).includes(quote === '"' ? "'" : '"')) quotes[quote] += 1;
}
