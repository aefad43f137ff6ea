import type { Edit } from "../core/edit.ts";
import { statementOf } from "./expressions.ts";
import { isFirstOnLine, lineEnd, lineStart, nextLine } from "./layout.ts";
import type { SyntaxNode } from "./node.ts";

/**
 * Removes a statement with its lines and the comment after it; `pass` takes its place where it stands alone in its
 * block or shares its line.
 */
export function removeStatement(text: string, statement: SyntaxNode): Edit[] {
  const { start, end, parent } = statement;
  const isAlone = parent?.type === "block" && parent.named.length === 1;
  const rest = text.slice(end, lineEnd(text, end));
  const hasOwnLines = isFirstOnLine(text, start) && /^[ \t]*(?:#.*)?$/.test(rest);
  if (isAlone || !hasOwnLines) return [{ start, end, text: "pass" }];
  return [{ start: lineStart(text, start), end: nextLine(text, end), text: "" }];
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
