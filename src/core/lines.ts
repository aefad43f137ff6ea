import { splitCells } from "./cells.ts";

/** A place in a text as people say it: lines and columns from 1, columns in code points. */
export interface Position {
  /** The cell of a notebook in which the line is counted. */
  readonly cell?: number;
  readonly line: number;
  readonly column: number;
}

/** A file and a place in it, as other tools write it: `a.py:4:2`, `b.ipynb:cell 3:4:2`. */
export function shownPlace(
  path: string,
  { cell, line, column }: Omit<Position, "column"> & Partial<Position>,
): string {
  return [
    path,
    ...(cell === undefined ? [] : [`cell ${cell}`]),
    line,
    ...(column === undefined ? [] : [column]),
  ].join(":");
}

/** A place as part of a sentence: "line 4, column 2", "cell 3, line 4, column 2". */
export function spokenPlace({ cell, line, column }: Position): string {
  return `${cell === undefined ? "" : `cell ${cell}, `}line ${line}, column ${column}`;
}

const BYTE_ORDER_MARK = 0xfeff;

function startsOf(text: string): number[] {
  const starts = [0];
  if (text.includes("\r")) {
    for (const end of text.matchAll(/\r\n|\n|\r/g)) starts.push(end.index + end[0].length);
    return starts;
  }
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/**
 * Where the lines of a text start. A line ends with "\n", "\r\n" or a lone "\r", as Python has it;
 * a byte order mark is no column.
 */
export class LineIndex {
  readonly text: string;
  readonly #starts: readonly number[];
  /** The last first. */
  readonly #cells: readonly { readonly number: number; readonly markLine: number }[];

  /** `mark` is what stands above each cell where the text is a notebook's. */
  constructor(text: string, mark?: string) {
    this.text = text;
    this.#starts = startsOf(text);
    const cells = (mark === undefined ? undefined : splitCells(text, mark)) ?? [];
    this.#cells = cells.map(({ number, start }) => ({ number, markLine: this.lineAt(start) - 1 })).reverse();
  }

  /** The number of lines; a text that ends with a line end has an empty last one. */
  get count(): number {
    return this.#starts.length;
  }

  /** The offset of the first unit of a line, the byte order mark included. */
  startOf(line: number): number {
    return this.#starts[Math.min(Math.max(line, 1), this.count) - 1] ?? 0;
  }

  /** The line in which an offset stands. The end of a line belongs to it. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return Math.max(low, 1);
  }

  position(offset: number): Position {
    const line = this.lineAt(offset);
    return { ...this.shown(line), column: codePoints(this.text.slice(this.#firstColumn(line), offset)) + 1 };
  }

  /** The number that a line goes by: that in its cell, where the text is a notebook's. */
  shown(line: number): Omit<Position, "column"> {
    const cell = this.#cells.find(({ markLine }) => markLine <= line);
    return cell === undefined ? { line } : { cell: cell.number, line: line - cell.markLine };
  }

  /** As `position`, with the column in UTF-16 units (what SARIF's default and language servers count). */
  utf16Position(offset: number): Position {
    const line = this.lineAt(offset);
    return { line, column: Math.max(0, offset - this.#firstColumn(line)) + 1 };
  }

  /** The offset of a position; one past the end of its line is the end of the line. */
  offset({ line, column }: Position): number {
    const end = this.#endOf(line);
    let offset = this.#firstColumn(line);
    for (let passed = 1; passed < column && offset < end; passed++) {
      offset += (this.text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
    }
    return offset;
  }

  /** As `offset`, for a column in UTF-16 units. */
  utf16Offset({ line, column }: Position): number {
    return Math.min(this.#firstColumn(line) + Math.max(column, 1) - 1, this.#endOf(line));
  }

  /** A line's text without its line end and without a byte order mark. */
  textOf(line: number): string {
    return this.text.slice(this.#firstColumn(line), this.#endOf(line));
  }

  #firstColumn(line: number): number {
    const start = this.startOf(line);
    return start === 0 && this.text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : start;
  }

  #endOf(line: number): number {
    if (line >= this.count) return this.text.length;
    let end = this.startOf(line + 1) - 1;
    if (this.text[end] === "\n" && this.text[end - 1] === "\r") end -= 1;
    return end;
  }
}

function codePoints(text: string): number {
  let count = text.length;
  for (let i = 0; i + 1 < text.length; i++) {
    if ((text.codePointAt(i) ?? 0) > 0xffff) {
      count -= 1;
      i += 1;
    }
  }
  return count;
}
