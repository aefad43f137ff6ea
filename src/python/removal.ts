import type { Edit, Span } from "../core/edit.ts";
import { statementOf } from "./expressions.ts";
import { isFirstOnLine, lineEnd, lineStart, nextLine } from "./layout.ts";
import type { SyntaxNode } from "./node.ts";

/**
 * Removes a statement with its lines and the comment after it, and of the blank lines around it those that parted
 * it from its neighbours; `pass` takes its place where it stands alone in its block or shares its line.
 */
export function removeStatement(text: string, statement: SyntaxNode): Edit[] {
  const { start, end, parent } = statement;
  const isAlone = parent?.type === "block" && parent.named.length === 1;
  const rest = text.slice(end, lineEnd(text, end));
  const hasOwnLines = isFirstOnLine(text, start) && /^[ \t]*(?:#.*)?$/.test(rest);
  if (isAlone || !hasOwnLines) return [{ start, end, text: "pass" }];
  return [{ ...withBlankLines(text, statement), text: "" }];
}

/** The lines of a statement, and blank lines of which enough stay: as many as parted it on its emptier side. */
function withBlankLines(text: string, statement: SyntaxNode): Span {
  const start = lineStart(text, statement.start);
  const end = nextLine(text, statement.end);
  const before = /(?:^|(?<=\n))(?:[ \t\f]*\r?\n)*$/.exec(text.slice(0, start))?.[0].length ?? 0;
  const blank = /^(?:[ \t\f]*\r?\n)*/.exec(text.slice(end))?.[0] ?? "";
  const siblings = statement.parent?.children ?? [];
  const isFirst = siblings[0] === statement;
  const isLast = siblings.at(-1) === statement;
  if (isLast && blank === "") return { start: start - before, end };
  if (isFirst) return { start, end: end + blank.length };
  const lines = text.slice(start - before, start).split("\n").length - 1;
  const gone = blank.split("\n").slice(0, Math.min(lines, blank.split("\n").length - 1));
  return { start, end: end + gone.reduce((length, line) => length + line.length + 1, 0) };
}

/** Whether a call is a statement of its own, whose value nobody sees. */
export function isStatement(call: SyntaxNode): boolean {
  const statement = statementOf(call);
  return (
    statement.type === "expression_statement" && statement.named.length === 1 && statement.named[0] === call
  );
}

/** Removes several statements; a block that loses all of them keeps a `pass`. */
export function removeStatements(text: string, statements: readonly SyntaxNode[]): Edit[] {
  const gone = new Set(statements);
  return statements.flatMap((statement): Edit[] => {
    const siblings = statement.parent?.named ?? [];
    const isEmptied = statement.parent?.type === "block" && siblings.every((sibling) => gone.has(sibling));
    if (!isEmptied || siblings[0] !== statement) return removeStatement(text, statement);
    return [{ start: statement.start, end: statement.end, text: "pass" }];
  });
}
