import type { Span } from "../core/edit.ts";
import type { LineIndex } from "../core/lines.ts";
import { type Style, shownLine, widthOf } from "./style.ts";

const CONTEXT_LINES = 2;
const MOST_LINES = 6;

/** The code that a finding concerns, with line numbers and marks under what is meant. */
export function codeFrame(lines: LineIndex, span: Span, style: Style): string {
  const first = lines.lineAt(span.start);
  const last = lines.lineAt(Math.max(span.start, span.end - 1));
  const { from, to } = linesAround(lines, first, last);
  const gutter = String(lines.shown(to).line).length;
  const rows = [bar(gutter, style)];
  for (let line = from; line <= to; line += 1) {
    if (isFolded(line, first, last)) {
      if (line === first + MOST_LINES - 2) rows.push(style.dim(`${"...".padStart(gutter)} |`));
      continue;
    }
    const text = lines.textOf(line);
    rows.push(
      `${style.dim(`${String(lines.shown(line).line).padStart(gutter)} |`)} ${shownLine(text)}`.trimEnd(),
    );
    if (line >= first && line <= last) rows.push(bar(gutter, style) + marks(lines, line, span, style));
  }
  rows.push(bar(gutter, style));
  return rows.join("\n");
}

/** A few lines more on either side, of a notebook those of the same cell. */
export function linesAround(
  lines: LineIndex,
  first: number,
  last: number,
): { readonly from: number; readonly to: number } {
  const isNear = (line: number): boolean => isInCellOf(lines, line, first);
  let [from, to] = [first, last];
  while (from > 1 && first - from < CONTEXT_LINES && isNear(from - 1)) from -= 1;
  while (to < lastLine(lines) && to - last < CONTEXT_LINES && isNear(to + 1)) to += 1;
  return { from, to };
}

/** The mark above a cell, and the empty line after its last line end, are none of its lines. */
function isInCellOf(lines: LineIndex, line: number, other: number): boolean {
  const { cell } = lines.shown(other);
  if (cell === undefined) return true;
  const own = lines.shown(line);
  const isLast = line + 1 > lastLine(lines) || lines.shown(line + 1).cell !== cell;
  return own.cell === cell && own.line > 0 && !(isLast && lines.textOf(line) === "");
}

/** Of a long call the middle is left out. */
function isFolded(line: number, first: number, last: number): boolean {
  return last - first >= MOST_LINES && line >= first + MOST_LINES - 2 && line < last;
}

function marks(lines: LineIndex, line: number, span: Span, style: Style): string {
  const text = lines.textOf(line);
  const base = lines.offset({ line, column: 1 });
  const indent = text.length - text.trimStart().length;
  const start = Math.max(indent, span.start - base);
  const end = Math.min(text.trimEnd().length, span.end - base);
  const before = shownLine(text.slice(0, start));
  const marked = shownLine(text.slice(0, Math.max(start, end))).slice(before.length);
  return ` ${" ".repeat(widthOf(before))}${style.red("^".repeat(Math.max(1, widthOf(marked))))}`;
}

function bar(gutter: number, style: Style): string {
  return style.dim(`${" ".repeat(gutter)} |`);
}

/** The empty line after the last line end is none to show. */
function lastLine(lines: LineIndex): number {
  return lines.count > 1 && lines.textOf(lines.count) === "" ? lines.count - 1 : lines.count;
}
