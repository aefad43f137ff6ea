import type { Edit } from "../../core/edit.ts";
import { indentAt, isFirstOnLine, isLastOnLine, lineEnd, lineStart, nextLine } from "../../python/layout.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { decideGate } from "./gates.ts";

/**
 * The edits that delete the branch around a place that no Python from the target on reaches, with the condition
 * that says so, and leave the other branch in its place. Nothing where a comment would go with it, or where
 * something else than an `if` with that condition alone keeps those Pythons out.
 */
export function withoutDeadBranch(module: PythonModule, place: SyntaxNode): Edit[] | undefined {
  for (let child = place, node = place.parent; node !== undefined; child = node, node = node.parent) {
    const edits = atStatement(module, node, child);
    if (edits !== undefined) return edits === "not here" ? undefined : edits;
    if (node.type === "function_definition" || node.type === "class_definition") return undefined;
  }
  return undefined;
}

type Found = Edit[] | "not here" | undefined;

function atStatement(module: PythonModule, node: SyntaxNode, child: SyntaxNode): Found {
  if (node.type === "block" || node.type === "module") return afterLeaving(module, node, child);
  if (node.type !== "if_statement") return undefined;
  const verdict = verdictOf(module, node);
  const clauses = node.named.filter((part) => part.type.endsWith("_clause"));
  const [clause, more] = clauses;
  const yes = node.field("consequence");
  if (yes === undefined || verdict === undefined) return undefined;
  if (child === yes) {
    if (verdict || more !== undefined || clause?.type === "elif_clause") return undefined;
    const no = clause?.field("body");
    return (clause === undefined ? removal(module, node) : unwrapped(module, node, no)) ?? "not here";
  }
  const isElse = child === clause && clause.type === "else_clause" && more === undefined;
  return isElse && verdict ? (unwrapped(module, node, yes) ?? "not here") : undefined;
}

/** `if sys.version_info >= (2, 7, 9): … return` before the place: what follows goes, and the branch stays. */
function afterLeaving(module: PythonModule, block: SyntaxNode, child: SyntaxNode): Found {
  const gate = block.named.find(
    (statement) =>
      statement.end <= child.start &&
      statement.type === "if_statement" &&
      statement.named.length === 2 &&
      leaves(statement.field("consequence")) &&
      verdictOf(module, statement) === true,
  );
  const last = block.named.at(-1);
  if (gate === undefined || last === undefined) return undefined;
  const kept = unwrapped(module, gate, gate.field("consequence"));
  const start = lineEnd(module.text, gate.end);
  const isPlain = !hasComment(block, start, last.end) && isLastOnLine(module.text, last.end);
  return kept !== undefined && isPlain ? [...kept, { start, end: last.end, text: "" }] : "not here";
}

function leaves(block: SyntaxNode | undefined): boolean {
  return /^(?:return|raise)_statement$/.test(block?.named.at(-1)?.type ?? "");
}

/** What the condition of an `if` comes to on every Python from the target on. */
function verdictOf(module: PythonModule, statement: SyntaxNode): boolean | undefined {
  const condition = statement.field("condition");
  return condition === undefined ? undefined : decideGate(condition, module);
}

function removal(module: PythonModule, statement: SyntaxNode): Edit[] | undefined {
  const { text } = module;
  const isAlone = statement.parent?.named.length === 1 && statement.parent.type === "block";
  const isWhole = isFirstOnLine(text, statement.start) && isLastOnLine(text, statement.end);
  if (isAlone || !isWhole || hasComment(statement, statement.start, statement.end)) return undefined;
  return [{ start: lineStart(text, statement.start), end: nextLine(text, statement.end), text: "" }];
}

/** The statement without its condition and its other branch; the lines of the one that stays move to the left. */
function unwrapped(
  module: PythonModule,
  statement: SyntaxNode,
  kept: SyntaxNode | undefined,
): Edit[] | undefined {
  const { text } = module;
  const colon = kept?.parent?.children.findLast((part) => part.type === ":" && part.end <= kept.start);
  if (kept === undefined || colon === undefined || !isFirstOnLine(text, kept.start)) return undefined;
  if (!isFirstOnLine(text, statement.start) || !isLastOnLine(text, kept.end)) return undefined;
  const from = nextLine(text, colon.end);
  const end = lineEnd(text, kept.end);
  if (hasComment(statement, statement.start, from) || hasComment(statement, end, statement.end))
    return undefined;
  const outer = indentAt(text, statement.start);
  const inner = indentAt(text, kept.start);
  if (!inner.startsWith(outer) || holdsLines(kept)) return undefined;
  const edits: Edit[] = [{ start: lineStart(text, statement.start), end: from, text: "" }];
  for (let at = from; at < kept.end; at = nextLine(text, at)) {
    const isBlank = isLastOnLine(text, at);
    if (!isBlank && !indentAt(text, at).startsWith(inner)) return undefined;
    if (!isBlank) edits.push({ start: at + outer.length, end: at + inner.length, text: "" });
  }
  if (end < statement.end) edits.push({ start: end, end: statement.end, text: "" });
  return edits;
}

function hasComment(node: SyntaxNode, start: number, end: number): boolean {
  for (const part of node.walk((n) => n.start < end && n.end > start)) {
    if (part.type === "comment" && part.start >= start && part.end <= end) return true;
  }
  return false;
}

/** Whether a text in it spans lines, whose indentation is part of it. */
function holdsLines(block: SyntaxNode): boolean {
  return [...block.walk()].some((node) => node.type === "string" && node.text.includes("\n"));
}
