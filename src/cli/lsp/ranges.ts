import type { Edit, Span } from "../../core/edit.ts";
import { LineIndex } from "../../core/lines.ts";
import type { Range, TextEdit } from "./protocol.ts";

/** Offsets of a text as the protocol has them: lines from 0, columns from 0 in UTF-16 units. */
export class Ranges {
  readonly #lines: LineIndex;

  constructor(text: string) {
    this.#lines = new LineIndex(text);
  }

  of({ start, end }: Span): Range {
    return { start: this.#position(start), end: this.#position(end) };
  }

  textEdit(edit: Edit): TextEdit {
    return { range: this.of(edit), newText: edit.text };
  }

  #position(offset: number): Range["start"] {
    const { line, column } = this.#lines.utf16Position(offset);
    return { line: line - 1, character: column - 1 };
  }
}

/** Whether two ranges have a place in common; one that ends where the other starts has. */
export function touch(a: Range, b: Range): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function isBefore(a: Range["start"], b: Range["start"]): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
