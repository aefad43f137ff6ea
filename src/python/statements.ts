import type { Edit } from "../core/edit.ts";
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
  if (suite === undefined && isFirstOnLine(text, statement.start)) {
    const at = lineStart(text, statement.start);
    if (isContinued(text, at, statement)) return undefined;
    const indent = text.slice(at, statement.start);
    return [{ start: at, end: at, text: lines.map((line) => indent + line + layout.newline).join("") }];
  }
  const indent = suite === undefined ? indentAt(text, statement.start) : innerIndent(text, suite, layout);
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
  const indent = suite === undefined ? indentAt(text, statement.start) : innerIndent(text, suite, layout);
  const lineBreak = layout.newline + indent;
  const expansion = suite === undefined ? undefined : expand(suite, lineBreak);
  const edits = expansion === undefined ? [] : [expansion];
  const successor = joinedSuccessor(statement);
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

function innerIndent(text: string, suite: SyntaxNode, layout: Layout): string {
  return indentAt(text, suite.parent?.start ?? suite.start) + layout.indent;
}

/** Puts the first statement of a one-line suite on a line of its own. */
function expand(suite: SyntaxNode, lineBreak: string): Edit | undefined {
  const colon = colonOf(suite);
  const first = suite.children[0];
  if (colon === undefined || first === undefined) return undefined;
  return { start: colon.end, end: first.start, text: lineBreak };
}

/** What stands between a statement and the `;` or `:` before it on its line, these included where they go. */
function gapBefore(text: string, statement: SyntaxNode): Edit | undefined {
  const end = statement.start;
  let previous = statement.previous;
  if (previous?.type === "line_continuation") previous = previous.previous;
  if (previous?.type === ";") {
    const before = previous.previous;
    return before === undefined ? undefined : { start: before.end, end, text: "" };
  }
  const colon = statement.parent?.type === "block" ? colonOf(statement.parent) : undefined;
  if (colon === undefined || !/^[\s\\]*$/.test(text.slice(colon.end, end))) return undefined;
  return { start: colon.end, end, text: "" };
}

/** The statement after the `;` that follows. */
function joinedSuccessor(statement: SyntaxNode): SyntaxNode | undefined {
  if (statement.next?.type !== ";") return undefined;
  let after = statement.next.next;
  if (after?.type === "line_continuation") after = after.next;
  // The next line's statement is a sibling too, after a `;` that ends its line.
  return after === undefined || after.type === "comment" || !isSameLine(statement, after) ? undefined : after;
}

function isSameLine(statement: SyntaxNode, after: SyntaxNode): boolean {
  const source = statement.parent?.text ?? "";
  const base = statement.parent?.start ?? 0;
  return !/(?:^|[^\\\r])\r?\n/.test(source.slice(statement.end - base, after.start - base));
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
