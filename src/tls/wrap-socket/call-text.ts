import type { Edit } from "../../core/edit.ts";
import { argumentsOf } from "../../python/call.ts";
import { indentAt, type Layout, lineEnd, lineStart } from "../../python/layout.ts";
import type { SyntaxNode } from "../../python/node.ts";

/** An argument as it will be written, and the one that it was. */
export interface KeptArgument {
  readonly text: string;
  readonly from?: SyntaxNode;
}

const USUAL_LIMIT = 79;
const WIDEST_LIMIT = 120;

/** A call's new text: its callee and arguments, laid out as the old ones were, on one line where that is enough. */
export function callText(
  source: string,
  call: SyntaxNode,
  callee: string,
  kept: readonly KeptArgument[],
  layout: Layout,
): string {
  const comments = keptComments(call, kept);
  const oneLine = `${callee}(${kept.map(({ text }) => text).join(", ")})`;
  const isPlain = comments.size === 0 && !hasTrailingComma(call) && !oneLine.includes("\n");
  if (isPlain && fits(source, call, oneLine)) return oneLine;
  return wrapped(source, call, callee, kept, layout, comments);
}

function fits(source: string, call: SyntaxNode, text: string): boolean {
  const before = source.slice(lineStart(source, call.start), call.start);
  const after = source.slice(call.end, lineEnd(source, call.end)).replace(/\s*#.*$/, "");
  return before.replaceAll("\t", "        ").length + text.length + after.length <= lineLimit(source, call);
}

/** The width that the file keeps to, judged by the call's own lines and the longest lines around. */
export function lineLimit(source: string, call: SyntaxNode): number {
  const around = source.slice(Math.max(0, call.start - 6000), call.end + 6000);
  const longest = Math.max(
    ...around.split("\n").map((line) => (/https?:|noqa/.test(line) ? 0 : line.trimEnd().length)),
  );
  return Math.min(WIDEST_LIMIT, Math.max(USUAL_LIMIT, longest));
}

function hasTrailingComma(call: SyntaxNode): boolean {
  const list = call.field("arguments");
  if (list === undefined || !call.text.includes("\n")) return false;
  const punctuation = list.children.filter((child) => child.type !== "comment");
  return punctuation.at(-2)?.type === ",";
}

/** One argument a line, at the indentation of the old ones (aligned with the parenthesis where they were). */
function wrapped(
  source: string,
  call: SyntaxNode,
  callee: string,
  kept: readonly KeptArgument[],
  layout: Layout,
  comments: ReadonlyMap<KeptArgument, readonly string[]>,
): string {
  const style = styleOf(source, call, callee, layout);
  const parts = kept.map((argument, i) => {
    const isLast = i === kept.length - 1;
    const comma = isLast && !style.hasTrailingComma ? "" : ",";
    const trailing = comments.get(argument) ?? [];
    return `${argument.text}${comma}${trailing.map((comment) => `  ${comment}`).join("")}`;
  });
  const lastHasComment = (comments.get(kept.at(-1) ?? { text: "" }) ?? []).length > 0;
  const close = style.close ?? (lastHasComment ? layout.newline + style.indent : "");
  const open = style.isHanging ? layout.newline + style.indent : "";
  return `${callee}(${open}${parts.join(layout.newline + style.indent)}${close})`;
}

interface CallStyle {
  readonly indent: string;
  readonly isHanging: boolean;
  readonly hasTrailingComma: boolean;
  /** What stands before the closing parenthesis, where it is on a line of its own. */
  readonly close: string | undefined;
}

function styleOf(source: string, call: SyntaxNode, callee: string, layout: Layout): CallStyle {
  const list = call.field("arguments");
  const first = list?.named[0];
  const isMultiline = call.text.includes("\n");
  const openLine = list === undefined ? 0 : lineEnd(source, list.start);
  const isHanging = isMultiline && first !== undefined && first.start > openLine;
  const close = list?.children.at(-1);
  const isOwnLine =
    close !== undefined &&
    isMultiline &&
    /^[ \t]*$/.test(source.slice(lineStart(source, close.start), close.start));
  const closeText = isOwnLine ? layout.newline + indentAt(source, close.start) : undefined;
  const column = call.start - lineStart(source, call.start);
  const leading = indentAt(source, call.start);
  const aligned = leading + " ".repeat(Math.max(0, column - leading.length) + callee.length + 1);
  const indent = isHanging && first !== undefined ? indentAt(source, first.start) : aligned;
  return { indent, isHanging, hasTrailingComma: hasTrailingComma(call), close: closeText };
}

/** The comments inside the parentheses, each with the argument that it speaks of. */
export function commentsByArgument(call: SyntaxNode): Map<SyntaxNode, string[]> {
  const list = call.field("arguments");
  const found = new Map<SyntaxNode, string[]>();
  if (list === undefined) return found;
  const all = list.named;
  for (const comment of list.children) {
    if (comment.type !== "comment") continue;
    const sameLine = all.findLast(
      (argument) => argument.end <= comment.start && !between(list, argument, comment).includes("\n"),
    );
    const owner = sameLine ?? all.find((argument) => argument.start >= comment.end) ?? all.at(-1);
    if (owner === undefined) continue;
    const text = comment.text.trimEnd();
    found.set(owner, [...(found.get(owner) ?? []), text]);
  }
  return found;
}

function between(list: SyntaxNode, argument: SyntaxNode, comment: SyntaxNode): string {
  return list.text.slice(argument.end - list.start, comment.start - list.start);
}

function keptComments(call: SyntaxNode, kept: readonly KeptArgument[]): Map<KeptArgument, string[]> {
  const all = commentsByArgument(call);
  const found = new Map<KeptArgument, string[]>();
  for (const argument of kept) {
    const comments = argument.from === undefined ? undefined : all.get(argument.from);
    if (comments !== undefined) found.set(argument, comments);
  }
  return found;
}

/** The whole argument (with its keyword) that holds a value. */
export function argumentOf(call: SyntaxNode, value: SyntaxNode): SyntaxNode | undefined {
  return argumentsOf(call).find((argument) => argument.value === value)?.node;
}

/** The edits of a call as one, with arguments that were aligned with the parenthesis aligned with it again. */
export function realigned(source: string, call: SyntaxNode, callee: string, edits: readonly Edit[]): Edit {
  let text = source.slice(call.start, call.end);
  for (const edit of [...edits].sort((a, b) => b.start - a.start || b.end - a.end)) {
    text = text.slice(0, edit.start - call.start) + edit.text + text.slice(edit.end - call.start);
  }
  const list = call.field("arguments");
  const function_ = call.field("function");
  if (list === undefined || function_ === undefined) return { start: call.start, end: call.end, text };
  const column = list.start + 1 - lineStart(source, call.start);
  const shift = callee.length - (function_.end - function_.start);
  const moved = text.replace(/\n( *)(?=\S)/g, (whole, spaces: string) =>
    spaces.length === column ? `\n${" ".repeat(column + shift)}` : whole,
  );
  return { start: call.start, end: call.end, text: /"""|'''/.test(text) ? text : moved };
}
