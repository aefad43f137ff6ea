import type { Span } from "../core/edit.ts";
import { commentEnd, isFirstOnLine, lineEnd, statementAt } from "./layout.ts";
import type { SyntaxNode } from "./node.ts";
import { type Directive, directivesIn, names, SUPPRESSION_WORDS } from "./suppression-comments.ts";

/** A comment that says not to report, and where. One comment may hold several, for several tools. */
export interface Suppression extends Directive, Span {
  /** The line of the comment, from 1. */
  readonly line: number;
}

/** A rule as suppressions name it. */
export interface NamedRule {
  readonly id: string;
  readonly aliases: readonly string[];
}

/** The suppressions of a file. */
export interface Suppressions {
  readonly all: readonly Suppression[];
  /** The first suppression that covers a finding; from then on it counts as used. */
  isSuppressed(rule: NamedRule, finding: Span): Suppression | undefined;
  /** Those of our own that covered nothing that was asked for. */
  unused(): readonly Suppression[];
}

/** Lines, both included, counted from 0. */
interface Lines {
  readonly first: number;
  readonly last: number;
}

interface Placed {
  readonly suppression: Suppression;
  /** The finding's first line must be one of these; for bandit, any of its lines. */
  readonly covers: Lines;
}

/** Reads the suppressions of a file from its comments; what stands in a string is none. */
export function suppressionsOf(root: SyntaxNode, text: string): Suppressions {
  const lines = lineStarts(text);
  const placed = comments(root, text).flatMap((comment) => place(root, text, lines, comment));
  const used = new Set<Suppression>();
  return {
    all: placed.map(({ suppression }) => suppression),
    isSuppressed(rule, finding) {
      const where = { first: lineOf(lines, finding.start), last: lineOf(lines, finding.end) };
      const found = placed.find((one) => names(one.suppression, rule) && isCovered(one, where));
      if (found !== undefined) used.add(found.suppression);
      return found?.suppression;
    },
    unused() {
      return placed
        .map(({ suppression }) => suppression)
        .filter((one) => one.kind === "tlsfix" && !used.has(one));
    },
  };
}

function isCovered({ suppression, covers }: Placed, finding: Lines): boolean {
  if (suppression.isForFile) return true;
  const last = suppression.kind === "nosec" ? finding.last : finding.first;
  return finding.first <= covers.last && covers.first <= last;
}

function comments(root: SyntaxNode, text: string): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  if (!SUPPRESSION_WORDS.test(text)) return found;
  for (let at = text.indexOf("#"); at !== -1; at = text.indexOf("#", at + 1)) {
    const end = lineEnd(text, at);
    if (!SUPPRESSION_WORDS.test(text.slice(at, end))) {
      at = end;
      continue;
    }
    const node = root.at(at, at + 1);
    if (node.type !== "comment") continue;
    found.push(node);
    at = end;
  }
  return found;
}

function place(root: SyntaxNode, text: string, lines: readonly number[], comment: SyntaxNode): Placed[] {
  const { start } = comment;
  const end = commentEnd(text, comment);
  const line = lineOf(lines, start);
  const isAlone = isFirstOnLine(text, start);
  return directivesIn(text.slice(start, end)).map((directive) => ({
    suppression: { ...directive, start, end, line: line + 1 },
    covers: coveredLines(directive, line, isAlone, { root, text, lines }),
  }));
}

interface Place {
  readonly root: SyntaxNode;
  readonly text: string;
  readonly lines: readonly number[];
}

const NOWHERE: Lines = { first: 0, last: -1 };

/** The lines that a comment covers: each tool has its own rule, measured where the tool runs offline. */
function coveredLines({ kind }: Directive, line: number, isAlone: boolean, where: Place): Lines {
  const here = { first: line, last: line };
  switch (kind) {
    case "tlsfix":
      return isAlone ? { first: line, last: nextCodeLine(where, line) } : here;
    case "ignore":
    case "nosemgrep":
    case "lgtm":
      return isAlone ? { first: line, last: line + 1 } : here;
    case "codeql":
      return isAlone ? { first: line + 1, last: line + 1 } : NOWHERE;
    case "noqa":
      return { first: firstJoinedLine(where, line), last: line };
    case "ruff":
      return isAlone
        ? { first: line, last: endOfNext(where, line) }
        : { first: firstJoinedLine(where, line), last: line };
    case "nosec":
    case "NOSONAR":
    case "no cytoscnpy":
      return here;
  }
}

/** The line below, or, where comments are stacked, the first one below that is no comment. */
function nextCodeLine({ text, lines }: Place, line: number): number {
  let next = line + 1;
  while (next < lines.length && /^[ \t\f]*#/.test(text.slice(lines[next], lines[next + 1]))) next += 1;
  return next;
}

const COMPOUND = /_definition$|^(?:if|for|while|try|with|match)_statement$/;

/** The last line of the simple statement that comes next, or the first of what is none (measured with Ruff 0.17.6). */
function endOfNext({ root, text, lines }: Place, line: number): number {
  let next = line + 1;
  while (next < lines.length && /^[ \t\f\r\n]*(?:#|$)/.test(text.slice(lines[next], lines[next + 1])))
    next += 1;
  if (next >= lines.length) return line;
  const code = (lines[next] ?? 0) + text.slice(lines[next], lines[next + 1]).search(/\S/);
  const statement = statementAt(root.at(code, code + 1));
  return statement.start === code && !COMPOUND.test(statement.type) ? lineOf(lines, statement.end) : next;
}

/** flake8 and ruff take `noqa` for all lines that continuations and multi-line strings join to its line. */
function firstJoinedLine({ root, text, lines }: Place, line: number): number {
  let first = line;
  while (first > 0 && isJoined(root, text, (lines[first] ?? 0) - 1)) first -= 1;
  return first;
}

function isJoined(root: SyntaxNode, text: string, newline: number): boolean {
  const before = text[newline - 1] === "\r" ? newline - 1 : newline;
  const node = root.at(before, before + 1);
  if (text[before - 1] === "\\")
    return node.type !== "comment" && root.at(before - 1, before).type !== "comment";
  return node.type.startsWith("string") || node.ancestor("string", "module")?.type === "string";
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
