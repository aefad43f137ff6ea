import type { Edit, Span } from "../core/edit.ts";
import { commentEnd, indentAt, isFirstOnLine, isLastOnLine, lineEnd, lineStart, nextLine } from "./layout.ts";
import type { SyntaxNode } from "./node.ts";

/** One entry of a comma-separated list, and the comma after it. */
export interface Entry {
  readonly node: SyntaxNode;
  readonly comma: SyntaxNode | undefined;
}

/** A comma-separated list in the source: arguments, or the names of an import. */
export interface SeparatedList {
  readonly entries: readonly Entry[];
  readonly comments: readonly SyntaxNode[];
  /** What stands between the tokens around the list; without parentheses, the entries' own range. */
  readonly inside: Span;
}

/** The list within a node whose children are the entries, commas and comments from `open` to `close`. */
export function separatedList(
  children: readonly SyntaxNode[],
  inside: Span,
  isEntry: (node: SyntaxNode) => boolean,
): SeparatedList {
  const entries: { node: SyntaxNode; comma: SyntaxNode | undefined }[] = [];
  const comments: SyntaxNode[] = [];
  for (const child of children) {
    if (child.start < inside.start || child.end > inside.end) continue;
    const last = entries.at(-1);
    if (child.type === ",") {
      if (last !== undefined) last.comma = child;
    } else if (child.type === "comment") comments.push(child);
    else if (isEntry(child)) entries.push({ node: child, comma: undefined });
  }
  return { entries, comments, inside };
}

/** Removes entries with their commas. A comment stays, also that of an entry that goes, unless it is in `gone` itself. */
export function removeEntries(text: string, list: SeparatedList, gone: ReadonlySet<SyntaxNode>): Edit[] {
  const { entries, comments, inside } = list;
  const isGone = (entry: Entry) => gone.has(entry.node);
  const unsaid = comments.filter((comment) => gone.has(comment));
  if (!entries.some(isGone) && unsaid.length === 0) return [];
  if (entries.every(isGone) && comments.length === unsaid.length) return [{ ...inside, text: "" }];
  const lastKept = entries.findLastIndex((entry) => !isGone(entry));
  const hasTrailingComma = entries.at(-1)?.comma !== undefined;
  const spans: Span[] = [];
  entries.forEach((entry, i) => {
    if (isGone(entry)) spans.push(entry.node);
    const commaGoes = isGone(entry) || (i === lastKept && i < entries.length - 1 && !hasTrailingComma);
    if (commaGoes && entry.comma !== undefined) spans.push(entry.comma);
  });
  spans.push(...unsaid.map((comment) => ({ start: comment.start, end: commentEnd(text, comment) })));
  spans.sort((a, b) => a.start - b.start);
  return joined(text, spans).map((span) =>
    text[span.start] === "," ? withComma(text, list, span) : withSpace(text, span),
  );
}

/** Deletions with nothing but whitespace between them are one. */
function joined(text: string, spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const { start, end } of spans) {
    const last = result.at(-1);
    if (last !== undefined && /^[\s\\]*$/.test(text.slice(last.end, start))) {
      result[result.length - 1] = { start: last.start, end };
    } else result.push({ start, end });
  }
  return result;
}

/** A deletion that starts with a comma; where commas lead the lines, its line goes too. */
function withComma(text: string, { comments }: SeparatedList, { start, end }: Span): Edit {
  if (!isFirstOnLine(text, start)) return { start, end, text: "" };
  if (end - start === 1) return { start, end: end + spaceAfter(text, end), text: "" };
  const before = text.slice(0, start).replace(/(?:\s|\\(?=\r?\n))*$/, "").length;
  const isCommented = comments.some((comment) => comment.start < before && before <= comment.end);
  return { start: isCommented ? start : before, end, text: "" };
}

/** A deletion together with the whitespace, or the lines, that go with it. */
function withSpace(text: string, { start, end }: Span): Edit {
  // What comes first beside the parenthesis: the next entry takes its place, from the line below if need be.
  const below = /^[ \t]*\r?\n\s*(?=[^\s#)])/.exec(text.slice(end))?.[0];
  if (text[start - 1] === "(" && below !== undefined) return { start, end: end + below.length, text: "" };
  const first = isFirstOnLine(text, start);
  if (first && isLastOnLine(text, end)) {
    return { start: lineStart(text, start), end: nextLine(text, end), text: "" };
  }
  const after = end + spaceAfter(text, end);
  const next = text[after];
  const isEndOfLine = next === undefined || "#)\r\n\\".includes(next);
  if (first || !isEndOfLine || text[start - 1] === "(") return { start, end: after, text: "" };
  return { start: start - spaceBefore(text, start), end, text: "" };
}

function spaceAfter(text: string, offset: number): number {
  return /^[ \t]*/.exec(text.slice(offset, lineEnd(text, offset)))?.[0].length ?? 0;
}

function spaceBefore(text: string, offset: number): number {
  return /[ \t]*$/.exec(text.slice(lineStart(text, offset), offset))?.[0].length ?? 0;
}

/** Where entries are added, and how: after all others but those of a trailing run of `isLast` entries. */
export function addEntries(
  text: string,
  list: SeparatedList,
  added: readonly string[],
  isLast: (node: SyntaxNode) => boolean = () => false,
): Edit[] {
  const { entries } = list;
  if (added.length === 0) return [];
  if (entries.length === 0) return [addToEmpty(text, list, added)];
  const at = entries.findLastIndex((entry) => !isLast(entry.node)) + 1;
  const follower = entries[at];
  return follower === undefined ? addLast(text, list, added) : [addBefore(text, list, at, follower, added)];
}

/** How two entries are parted at the place of one of them: on one line, or a line each. */
export function separatorAt(text: string, entry: SyntaxNode): string {
  return isFirstOnLine(text, entry.start) ? `,${lineBreakAt(text, entry.start)}` : ", ";
}

function addToEmpty(text: string, { inside, comments }: SeparatedList, added: readonly string[]): Edit {
  const space = text.slice(inside.start, inside.end);
  if (!space.includes("\n")) {
    return { start: inside.start, end: inside.start, text: space + added.join(", ") };
  }
  const last = comments.at(-1);
  const isOwnLine = last !== undefined && isFirstOnLine(text, last.start);
  const indent = isOwnLine ? indentAt(text, last.start) : `${indentAt(text, inside.start)}    `;
  const at = last === undefined ? inside.start : commentEnd(text, last);
  const newline = space.includes("\r\n") ? "\r\n" : "\n";
  return { start: at, end: at, text: `${newline}${indent}${added.join(`,${newline}${indent}`)}` };
}

function addLast(text: string, list: SeparatedList, added: readonly string[]): Edit[] {
  const last = list.entries.at(-1);
  if (last === undefined) return [];
  const comma = last.comma;
  const leading = leadingComma(text, list);
  if (leading !== undefined && comma === undefined) {
    return [insertion(last.node.end, added.map((entry) => leading + entry).join(""))];
  }
  if (!isLinePerEntry(text, list)) {
    const joint = added.join(", ");
    return [comma ? insertion(comma.end, ` ${joint},`) : insertion(last.node.end, `, ${joint}`)];
  }
  const lineBreak = lineBreakAt(text, last.node.start);
  const lines = lineBreak + added.join(`,${lineBreak}`);
  if (comma !== undefined) return [insertion(commentedEnd(text, list, comma.end), `${lines},`)];
  const end = commentedEnd(text, list, last.node.end);
  if (end === last.node.end) return [insertion(end, `,${lines}`)];
  return [insertion(last.node.end, ","), insertion(end, lines)];
}

function addBefore(
  text: string,
  list: SeparatedList,
  index: number,
  follower: Entry,
  added: readonly string[],
): Edit {
  const joint = added.join(separatorAt(text, follower.node));
  if (!isFirstOnLine(text, follower.node.start)) return insertion(follower.node.start, `${joint}, `);
  // Not right before it: a comment on the line above belongs to the entry that follows.
  const previous = list.entries[index - 1]?.comma;
  const at = commentedEnd(text, list, previous?.end ?? list.inside.start);
  return insertion(at, `${lineBreakAt(text, follower.node.start)}${joint},`);
}

/** The end of the comment that stands on the line after `offset`, or `offset`. */
function commentedEnd(text: string, { comments }: SeparatedList, offset: number): number {
  const end = lineEnd(text, offset);
  const comment = comments.find((node) => node.start >= offset && node.start < end);
  return comment === undefined ? offset : commentEnd(text, comment);
}

/** Whether every entry, or every one but the first, starts a line of its own. */
function isLinePerEntry(text: string, { entries }: SeparatedList): boolean {
  const [first, ...others] = entries;
  if (first === undefined) return false;
  if (others.length === 0) return isFirstOnLine(text, first.node.start);
  return others.every((entry) => isFirstOnLine(text, entry.node.start));
}

/** What parts the last entry from the one before where commas lead the lines. */
function leadingComma(text: string, { entries }: SeparatedList): string | undefined {
  const comma = entries.at(-2)?.comma;
  const last = entries.at(-1);
  if (comma === undefined || last === undefined || !isFirstOnLine(text, comma.start)) return undefined;
  const gap = text.slice(comma.end, last.node.start);
  return `${lineBreakAt(text, comma.start)},${/^[ \t]*$/.test(gap) ? gap : " "}`;
}

/** The line ending before the line of `offset`, and that line's indentation. */
function lineBreakAt(text: string, offset: number): string {
  const start = lineStart(text, offset);
  const newline = text[start - 2] === "\r" ? "\r\n" : "\n";
  return newline + indentAt(text, offset);
}

function insertion(at: number, text: string): Edit {
  return { start: at, end: at, text };
}
