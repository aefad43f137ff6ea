import type { Edit } from "../core/edit.ts";
import { commentEnd, indentAt, lineEnd, lineStart, newlineOf } from "./layout.ts";
import type { SyntaxNode } from "./node.ts";

/** What a comment of ours says. */
export interface SuppressionText {
  /** The rules, by id. */
  readonly rules: readonly string[];
  readonly reason: string;
}

const OWN = /#\s*tlsfix:\s*ignore\s*\[([^\]]*)\]/;

/**
 * The edit that keeps what starts at `offset` from being reported: a comment at the end of its line, or, where the
 * line cannot take one, on a line of its own above. `undefined` where neither can stand.
 */
export function suppressionEdit(
  root: SyntaxNode,
  text: string,
  offset: number,
  what: SuppressionText,
): Edit | undefined {
  const end = lineEnd(text, offset);
  const comment = commentAt(root, text, offset, end);
  if (comment !== undefined) return joinComment(text, comment, what);
  if (isCode(root, end)) {
    const before = text.slice(0, end).trimEnd().length;
    if (text[end - 1] !== "\\") return { start: before, end, text: `  ${commentOf(what)}` };
  }
  return lineAbove(root, text, offset, what);
}

/** "# tlsfix: ignore[rule-id] reason" */
function commentOf({ rules, reason }: SuppressionText): string {
  // A "#" would end the reason, and a line end the comment.
  const said = reason.replace(/[\s#]+/g, " ").trim();
  return `# tlsfix: ignore[${rules.join(", ")}]${said === "" ? "" : ` ${said}`}`;
}

/** The comment that ends the line. */
function commentAt(root: SyntaxNode, text: string, offset: number, end: number): SyntaxNode | undefined {
  for (let at = text.indexOf("#", offset); at !== -1 && at < end; at = text.indexOf("#", at + 1)) {
    const node = root.at(at, at + 1);
    if (node.type === "comment") return node;
  }
  return undefined;
}

/** What stands there may be meant for another tool, which wants it first. */
function joinComment(text: string, comment: SyntaxNode, what: SuppressionText): Edit | undefined {
  const end = commentEnd(text, comment);
  const own = OWN.exec(text.slice(comment.start, end));
  if (own === null) return { start: end, end, text: `  ${commentOf(what)}` };
  const known = (own[1] ?? "").split(/[\s,]+/).filter((id) => id !== "");
  const added = what.rules.filter((rule) => !known.includes(rule));
  if (added.length === 0) return undefined;
  const closing = comment.start + own.index + own[0].length - 1;
  return { start: closing, end: closing, text: `${known.length === 0 ? "" : ", "}${added.join(", ")}` };
}

/** Whether a comment can start there: no string is open. */
function isCode(root: SyntaxNode, offset: number): boolean {
  const node = root.at(offset, offset);
  const string = node.type === "string" ? node : node.ancestor("string", "module");
  return string?.type !== "string" || offset <= string.start || offset >= string.end;
}

function lineAbove(root: SyntaxNode, text: string, offset: number, what: SuppressionText): Edit | undefined {
  const start = lineStart(text, offset);
  const before = text.slice(0, start).replace(/\r?\n$/, "");
  if (start > 1 && (before.endsWith("\\") || !isCode(root, start))) return undefined;
  return { start, end: start, text: `${indentAt(text, offset)}${commentOf(what)}${newlineOf(text)}` };
}
