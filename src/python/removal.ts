import { byPosition, type Edit, type Span } from "../core/edit.ts";
import { statementOf } from "./expressions.ts";
import { isFirstOnLine, lineEnd, lineStart, nextLine } from "./layout.ts";
import type { SyntaxNode } from "./node.ts";

/**
 * Removes a statement with its lines and the comment after it, and of the blank lines around it those that parted
 * it from its neighbours; `pass` takes its place where its block has no other.
 */
export function removeStatement(text: string, statement: SyntaxNode): Edit[] {
  return removeStatements(text, [statement]);
}

/** Whether a call is a statement of its own, whose value nobody sees. */
export function isStatement(call: SyntaxNode): boolean {
  const statement = statementOf(call);
  return (
    statement.type === "expression_statement" && statement.named.length === 1 && statement.named[0] === call
  );
}

/** Removes several statements; a block that loses all of them keeps one `pass`. */
export function removeStatements(text: string, statements: readonly SyntaxNode[]): Edit[] {
  const gone = new Set(statements);
  const done = new Set<SyntaxNode>();
  const edits = statements.flatMap((statement): Edit[] => {
    if (done.has(statement)) return [];
    const line = joined(text, statement);
    for (const one of line) done.add(one);
    return line.every((one) => gone.has(one)) ? removeLine(text, line, gone) : thinOut(line, gone);
  });
  return united(edits);
}

/** Neighbours that both go have the blank lines between them in common. */
function united(edits: readonly Edit[]): Edit[] {
  const result: Edit[] = [];
  for (const edit of [...edits].sort(byPosition)) {
    const last = result.at(-1);
    if (last !== undefined && last.text === "" && edit.text === "" && edit.start <= last.end) {
      result[result.length - 1] = { ...last, end: Math.max(last.end, edit.end) };
    } else result.push(edit);
  }
  return result;
}

/** The statements that `;` joins to one, itself included. */
function joined(text: string, statement: SyntaxNode): readonly SyntaxNode[] {
  const siblings = statement.parent?.named ?? [statement];
  const at = siblings.indexOf(statement);
  let [first, last] = [at, at];
  while (isJoined(text, siblings[first])) first--;
  while (isJoined(text, siblings[last + 1])) last++;
  return siblings.slice(first, last + 1);
}

/** Whether a statement stands after the `;` of another, on the same line. */
function isJoined(text: string, statement: SyntaxNode | undefined): boolean {
  const before = statement?.previous;
  if (statement === undefined || before?.type !== ";") return false;
  return !text
    .slice(before.end, statement.start)
    .replace(/\\\r?\n/g, "")
    .includes("\n");
}

function removeLine(text: string, line: readonly SyntaxNode[], gone: ReadonlySet<SyntaxNode>): Edit[] {
  const [first] = line;
  const last = line.at(-1);
  if (first === undefined || last === undefined) return [];
  const { start, parent } = first;
  const end = last.next?.type === ";" ? last.next.end : last.end;
  const siblings = parent?.named ?? [];
  const isEmptied = parent?.type === "block" && siblings.every((sibling) => gone.has(sibling));
  if (isEmptied && siblings[0] === first) return [{ start, end, text: "pass" }];
  const rest = text.slice(end, lineEnd(text, end));
  const hasOwnLines = isFirstOnLine(text, start) && /^[ \t]*(?:#.*)?$/.test(rest);
  if (!hasOwnLines) return [{ start, end, text: "pass" }];
  return [{ ...withBlankLines(text, first, last, end), text: "" }];
}

/** The lines of statements, and blank lines of which enough stay: as many as parted them on their emptier side. */
function withBlankLines(text: string, first: SyntaxNode, last: SyntaxNode, lastEnd: number): Span {
  const start = lineStart(text, first.start);
  const end = nextLine(text, lastEnd);
  const before = start - blankLinesStart(text, start);
  const blank = text.slice(end, blankLinesEnd(text, end));
  const siblings = first.parent?.children ?? [];
  const isFirst = siblings[0] === first;
  const isLast = siblings.filter((child) => child.type !== ";").at(-1) === last;
  if (isLast && blank === "") return { start: start - before, end };
  if (isFirst) return { start, end: end + blank.length };
  const lines = text.slice(start - before, start).split("\n").length - 1;
  const gone = blank.split("\n").slice(0, Math.min(lines, blank.split("\n").length - 1));
  return { start, end: end + gone.reduce((length, line) => length + line.length + 1, 0) };
}

/** Takes statements out of a line that keeps others, each with the `;` that joins it to them. */
function thinOut(line: readonly SyntaxNode[], gone: ReadonlySet<SyntaxNode>): Edit[] {
  const edits: Edit[] = [];
  let kept: SyntaxNode | undefined;
  let from: SyntaxNode | undefined;
  for (const one of line) {
    if (gone.has(one)) {
      from ??= one;
      continue;
    }
    if (from !== undefined) edits.push({ start: from.start, end: one.start, text: "" });
    [kept, from] = [one, undefined];
  }
  const last = line.at(-1);
  if (from !== undefined && kept !== undefined && last !== undefined)
    edits.push({ start: kept.end, end: last.end, text: "" });
  return edits;
}

/** Where the blank lines right before the start of a line begin. */
function blankLinesStart(text: string, start: number): number {
  let first = start;
  while (first > 0) {
    const line = lineStart(text, first - 1);
    if (line >= first || /[^ \t\f\r\n]/.test(text.slice(line, first))) break;
    first = line;
  }
  return first;
}

/** Where the blank lines from the start of a line on end; a last one without a line end is none. */
function blankLinesEnd(text: string, start: number): number {
  let end = start;
  for (let next = nextLine(text, end); next > end && text[next - 1] === "\n"; next = nextLine(text, end)) {
    if (/[^ \t\f\r\n]/.test(text.slice(end, next))) break;
    end = next;
  }
  return end;
}
