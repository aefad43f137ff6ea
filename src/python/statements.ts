import type { Edit, Span } from "../core/edit.ts";
import { indentAt, isFirstOnLine, type Layout, lineEnd, lineStart, nextLine, statementAt } from "./layout.ts";
import type { SyntaxNode } from "./node.ts";

/**
 * The edits that put statements before the one that holds `node`. A one-line suite is put on lines of its own, a
 * line of `a; b` is parted, so that everything runs in the order that it is written in. `undefined` where a
 * statement cannot be put there (after a stray line continuation).
 */
export function insertStatementsBefore(
  text: string,
  node: SyntaxNode,
  lines: readonly string[],
  layout: Layout,
): Edit[] | undefined {
  const statement = statementAt(node);
  if (lines.length === 0) return [];
  const suite = oneLineSuite(text, statement);
  if (suite === undefined && joinedPredecessor(text, statement) === undefined) {
    const indent = indentAt(text, statement.start);
    const at = statement.start - indent.length;
    if (!isFirstOnLine(text, at) || isContinued(text, lineStart(text, at), statement)) return undefined;
    const place = DEFINITIONS.has(statement.type) ? beforeDefinition(text, at) : { at, blankLines: 0 };
    const inserted = lines.map((line) => indent + line + layout.newline).join("");
    return [{ start: place.at, end: place.at, text: inserted + layout.newline.repeat(place.blankLines) }];
  }
  const indent = indentFor(text, statement, suite, layout);
  const before = gapBefore(text, statement);
  if (before === undefined) return undefined;
  const lineBreak = layout.newline + indent;
  const inserted = {
    ...before,
    text: lineBreak + [...lines, ""].join(lineBreak),
  };
  const expansion = suite === undefined ? undefined : expand(suite, lineBreak);
  if (expansion === undefined || expansion.end === inserted.end) return [inserted];
  return [expansion, inserted];
}

const DEFINITIONS = new Set(["function_definition", "class_definition", "decorated_definition"]);

/** Where lines go before a definition: above the comments that belong to it, and as far from it as what was above. */
function beforeDefinition(text: string, start: number): { readonly at: number; readonly blankLines: number } {
  const comments = /(?:^|(?<=\n))(?:[ \t]*#[^\n]*\n)*$/.exec(text.slice(0, start))?.[0].length ?? 0;
  const at = comments === start ? start : start - comments;
  const blank = /(?:^|(?<=\n))(?:[ \t\f]*\r?\n)*$/.exec(text.slice(0, at))?.[0] ?? "";
  return { at, blankLines: blank.split("\n").length - 1 };
}

/** The edits that put statements after the one that holds `node`; see `insertStatementsBefore`. */
export function insertStatementsAfter(
  text: string,
  node: SyntaxNode,
  lines: readonly string[],
  layout: Layout,
): Edit[] | undefined {
  const statement = statementAt(node);
  if (lines.length === 0) return [];
  const suite = oneLineSuite(text, statement);
  const indent = indentFor(text, statement, suite, layout);
  const lineBreak = layout.newline + indent;
  const expansion = suite === undefined ? undefined : expand(suite, lineBreak);
  const edits = expansion === undefined ? [] : [expansion];
  const successor = joinedSuccessor(text, statement);
  if (successor !== undefined) {
    const inserted = lineBreak + [...lines, ""].join(lineBreak);
    return [...edits, { start: statement.end, end: successor.start, text: inserted }];
  }
  const at = endOfLines(text, statement, indent);
  if (at === undefined) return undefined;
  return [...edits, { start: at, end: at, text: lines.map((line) => lineBreak + line).join("") }];
}

/** The block of the statement, where it stands on the line of its colon: `if x: a(); b()`. */
function oneLineSuite(text: string, statement: SyntaxNode): SyntaxNode | undefined {
  const block = statement.parent;
  const colon = block?.type === "block" ? colonOf(block) : undefined;
  const first = block?.children[0];
  if (block === undefined || colon === undefined || first === undefined) return undefined;
  const gap = text.slice(colon.end, first.start);
  return gap.includes("#") || /(?:^|[^\\\r])\r?\n/.test(gap) ? undefined : block;
}

function colonOf(block: SyntaxNode): SyntaxNode | undefined {
  return block.parent?.children.findLast((child) => child.type === ":" && child.end <= block.start);
}

/** The indentation of a statement's neighbours, once they stand on lines of their own. */
function indentFor(
  text: string,
  statement: SyntaxNode,
  suite: SyntaxNode | undefined,
  layout: Layout,
): string {
  if (suite !== undefined) return indentAt(text, suite.parent?.start ?? suite.start) + layout.indent;
  let first = statement;
  for (let node = joinedPredecessor(text, first); node !== undefined; node = joinedPredecessor(text, first)) {
    first = node;
  }
  return indentAt(text, first.start);
}

/** Puts the first statement of a one-line suite on a line of its own. */
function expand(suite: SyntaxNode, lineBreak: string): Edit | undefined {
  const colon = colonOf(suite);
  const first = suite.children[0];
  if (colon === undefined || first === undefined) return undefined;
  return { start: colon.end, end: first.start, text: lineBreak };
}

/** What stands between a statement and what it follows on its line, the `;` included. */
function gapBefore(text: string, statement: SyntaxNode): Span | undefined {
  const end = statement.start;
  const previous = joinedPredecessor(text, statement);
  if (previous !== undefined) return { start: previous.end, end };
  const colon = statement.parent?.type === "block" ? colonOf(statement.parent) : undefined;
  return colon === undefined ? undefined : { start: colon.end, end };
}

/** The statement before, where a `;` joins the two on one logical line. */
function joinedPredecessor(text: string, statement: SyntaxNode): SyntaxNode | undefined {
  let node = statement.previous;
  while (node !== undefined && [";", "line_continuation"].includes(node.type)) node = node.previous;
  return node !== undefined && isJoined(text.slice(node.end, statement.start)) ? node : undefined;
}

/** The statement after, where a `;` joins the two on one logical line. */
function joinedSuccessor(text: string, statement: SyntaxNode): SyntaxNode | undefined {
  let node = statement.next;
  while (node !== undefined && [";", "line_continuation"].includes(node.type)) node = node.next;
  if (node === undefined || node.type === "comment") return undefined;
  return isJoined(text.slice(statement.end, node.start)) ? node : undefined;
}

/** A `;` between two statements, with only spaces and continuations beside it: no comment, no line ending. */
function isJoined(gap: string): boolean {
  return /^(?:[ \t\f]|\\\r?\n)*;(?:[ \t\f]|\\\r?\n)*$/.test(gap);
}

/** The end of a statement's last line: its trailing comment is its own, and so are deeper comments that follow. */
function endOfLines(text: string, statement: SyntaxNode, indent: string): number | undefined {
  let end = lineEnd(text, statement.end);
  if (/^[ \t;]*\\$/.test(text.slice(statement.end, end))) return undefined;
  const isCompound = statement.children.some((child) => child.type === "block" || child.type === ":");
  for (let at = nextLine(text, end); isCompound && at < text.length && at > end; at = nextLine(text, end)) {
    const line = text.slice(at, lineEnd(text, at));
    const comment = /^([ \t]+)#/.exec(line)?.[1];
    if (comment === undefined || !comment.startsWith(indent) || comment.length <= indent.length) break;
    end = lineEnd(text, at);
  }
  return end;
}

/** Whether the line before is a stray continuation of nothing: `\` alone, with the statement after it. */
function isContinued(text: string, at: number, statement: SyntaxNode): boolean {
  if (!/\\\r?\n$/.test(text.slice(Math.max(0, at - 3), at))) return false;
  const before = statement.parent?.children.findLast((child) => child.end <= at && child !== statement);
  return before?.type !== "comment" || before.end < at - 2;
}
