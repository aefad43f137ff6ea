import type { Edit } from "../../core/edit.ts";
import { argumentsOf } from "../../python/call.ts";
import { statementOf } from "../../python/expressions.ts";
import { indentAt, isFirstOnLine, type Layout, lineEnd, lineStart } from "../../python/layout.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { fileWidth, widthOf } from "../../python/width.ts";

/** An argument as it will be written, and the one that it was. */
export interface KeptArgument {
  readonly text: string;
  readonly from?: SyntaxNode;
}

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
  const isPlain = (kept.length === 1 || !keepsItsLines(source, call)) && !oneLine.includes("\n");
  const remarks = [...comments.values()].flat();
  if (isPlain && remarks.length === 0 && fits(source, call, oneLine, layout)) return oneLine;
  const [remark] = remarks;
  const isAlone = remarks.length === 1 && remark?.isOwnLine === false;
  if (isPlain && isAlone && endsItsLine(source, call)) {
    const withRemark = `${oneLine}  ${remark.text}`;
    if (fits(source, call, withRemark, layout)) return withRemark;
  }
  return wrapped(source, call, callee, kept, layout, comments);
}

/** Whether nothing follows the call on its last line, so that a comment can. */
function endsItsLine(source: string, call: SyntaxNode): boolean {
  return (
    /^[ \t]*$/.test(source.slice(call.end, lineEnd(source, call.end))) && statementOf(call).end === call.end
  );
}

function fits(source: string, call: SyntaxNode, text: string, layout: Layout): boolean {
  const before = leadOf(source, call, layout);
  const after = source.slice(call.end, lineEnd(source, call.end)).replace(/\s*#.*$/, "");
  return widthOf(before) + text.length + after.length <= lineLimit(source, call);
}

/** What will stand before the call on its line: its statement comes to start a line where it did not. */
function leadOf(source: string, call: SyntaxNode, layout: Layout): string {
  const line = lineStart(source, call.start);
  const statement = statementOf(call);
  if (statement.start < line || isFirstOnLine(source, statement.start)) return source.slice(line, call.start);
  return suiteIndent(source, statement, layout) + source.slice(statement.start, call.start);
}

/** The indentation of the statements among which one stands, also after the `;` of another that has several lines. */
function suiteIndent(source: string, { parent }: SyntaxNode, layout: Layout): string {
  if (parent?.type !== "block") return "";
  if (isFirstOnLine(source, parent.start)) return indentAt(source, parent.start);
  return indentAt(source, parent.parent?.start ?? parent.start) + layout.indent;
}

/** The width that a call may have: that of the file, but an f-string takes no second line before Python 3.12. */
export function lineLimit(source: string, call: SyntaxNode): number {
  return call.ancestor("interpolation") === undefined ? fileWidth(source, call) : Number.POSITIVE_INFINITY;
}

/** Whether arguments have a line each and a comma after the last, which says that it is to stay so. */
function keepsItsLines(source: string, call: SyntaxNode): boolean {
  const first = call.field("arguments")?.named[0];
  return first !== undefined && isFirstOnLine(source, first.start) && hasTrailingComma(source, call);
}

/** A comma right before the closing parenthesis on its line says nothing, and is not kept. */
function hasTrailingComma(source: string, call: SyntaxNode): boolean {
  const list = call.field("arguments");
  const close = list?.children.at(-1);
  if (list === undefined || close === undefined || !isFirstOnLine(source, close.start)) return false;
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
  comments: ReadonlyMap<KeptArgument | "open", readonly Remark[]>,
): string {
  const style = styleOf(source, call, callee, kept, layout);
  const opening = comments.get("open");
  const isHanging = style.isHanging || opening !== undefined;
  const indent = isHanging && !style.isHanging ? style.leading + layout.indent : style.indent;
  const isAbove = (remark: Remark, argument: KeptArgument) =>
    remark.isOwnLine && (isHanging || argument !== kept[0]);
  const parts = kept.map((argument, i) => {
    const comma = i === kept.length - 1 && !style.hasTrailingComma ? "" : ",";
    const remarks = comments.get(argument) ?? [];
    const above = remarks.filter((remark) => isAbove(remark, argument));
    const beside = remarks.filter((remark) => !isAbove(remark, argument));
    const lines = above.map(({ text }) => text + layout.newline + indent).join("");
    return `${lines}${argument.text}${comma}${remarksOf(beside)}`;
  });
  const last = kept.at(-1);
  const endsInRemark =
    last !== undefined && (comments.get(last) ?? []).some((remark) => !isAbove(remark, last));
  const close =
    style.close ?? (endsInRemark || isHanging !== style.isHanging ? layout.newline + style.leading : "");
  const open = isHanging ? `${remarksOf(opening)}${layout.newline}${indent}` : "";
  const shared = kept.map(({ text }) => text).join(", ");
  const isShared = style.sharesLines && comments.size === 0 && !shared.includes("\n");
  if (isShared && widthOf(indent) + shared.length + 1 <= lineLimit(source, call))
    return `${callee}(${open}${shared}${close})`;
  return `${callee}(${open}${parts.join(layout.newline + indent)}${close})`;
}

function remarksOf(comments: readonly Remark[] | undefined): string {
  return (comments ?? []).map(({ text }) => `  ${text}`).join("");
}

interface CallStyle {
  readonly indent: string;
  /** The indentation of the line on which the call starts. */
  readonly leading: string;
  readonly isHanging: boolean;
  /** Whether arguments that hang are not given a line each. */
  readonly sharesLines: boolean;
  readonly hasTrailingComma: boolean;
  /** What stands before the closing parenthesis, where it is on a line of its own. */
  readonly close: string | undefined;
}

function styleOf(
  source: string,
  call: SyntaxNode,
  callee: string,
  kept: readonly KeptArgument[],
  layout: Layout,
): CallStyle {
  const list = call.field("arguments");
  const first = list?.named[0];
  const isMultiline = call.text.includes("\n");
  const lead = leadOf(source, call, layout);
  const leading = /^[ \t]*/.exec(lead)?.[0] ?? "";
  const openLine = list === undefined ? 0 : lineEnd(source, list.start);
  if (isMultiline && first !== undefined && first.start > openLine) {
    const close = list?.children.at(-1);
    const isOwnLine = close !== undefined && isFirstOnLine(source, close.start);
    return {
      indent: indentAt(source, first.start),
      leading,
      isHanging: true,
      sharesLines: list?.named.slice(1).some((argument) => !isFirstOnLine(source, argument.start)) ?? false,
      hasTrailingComma: hasTrailingComma(source, call),
      close: isOwnLine ? layout.newline + indentAt(source, close.start) : undefined,
    };
  }
  const column = lead.length + callee.length + 1;
  const widest = Math.max(...kept.map(({ text }) => text.length));
  const isTooWide = column + widest > lineLimit(source, call);
  // What is aligned under a parenthesis mixes tabs and spaces in a file that is indented by tabs.
  const isByTabs = leading.includes("\t") && !/\n\t* {2,}\S/.test(call.text);
  const isHanging = isTooWide || isByTabs;
  return {
    indent: isHanging ? leading + layout.indent : leading + " ".repeat(Math.max(0, column - leading.length)),
    leading,
    isHanging,
    sharesLines: false,
    hasTrailingComma: isHanging && hasTrailingComma(source, call),
    close: isHanging ? layout.newline + leading : undefined,
  };
}

/** A comment inside the parentheses of a call. */
export interface Remark {
  readonly text: string;
  /** Whether it has a line of its own, above what it speaks of. */
  readonly isOwnLine: boolean;
}

/** The comments inside the parentheses, each with the argument that it speaks of; with the list, right after `(`. */
export function commentsByArgument(call: SyntaxNode): Map<SyntaxNode, Remark[]> {
  const list = call.field("arguments");
  const found = new Map<SyntaxNode, Remark[]>();
  if (list === undefined) return found;
  const all = list.named;
  for (const comment of list.children) {
    if (comment.type !== "comment") continue;
    const sameLine = all.findLast(
      (argument) => argument.end <= comment.start && !between(list, argument, comment).includes("\n"),
    );
    const isAfterParenthesis =
      sameLine === undefined && !list.text.slice(0, comment.start - list.start).includes("\n");
    const next = all.find((argument) => argument.start >= comment.end) ?? all.at(-1);
    const owner = isAfterParenthesis ? list : (sameLine ?? next);
    if (owner === undefined) continue;
    const isOwnLine = owner !== list && sameLine === undefined;
    found.set(owner, [...(found.get(owner) ?? []), { text: comment.text.trimEnd(), isOwnLine }]);
  }
  return found;
}

function between(list: SyntaxNode, argument: SyntaxNode, comment: SyntaxNode): string {
  return list.text.slice(argument.end - list.start, comment.start - list.start);
}

function keptComments(call: SyntaxNode, kept: readonly KeptArgument[]): Map<KeptArgument | "open", Remark[]> {
  const all = commentsByArgument(call);
  const found = new Map<KeptArgument | "open", Remark[]>();
  const list = call.field("arguments");
  const opening = list === undefined ? undefined : all.get(list);
  if (opening !== undefined) found.set("open", opening);
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
