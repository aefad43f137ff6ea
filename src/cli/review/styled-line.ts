import { widthOf } from "../../reporters/style.ts";

/** A part of a line and how it looks. */
export interface Segment {
  readonly text: string;
  readonly look: (text: string) => string;
}

/** Breaks a line at `width` columns; continuations start with `indent`. */
export function wrapSegments(segments: readonly Segment[], width: number, indent = ""): readonly string[] {
  const rows: string[] = [];
  const room = Math.max(width, indent.length + 2);
  let row = "";
  let used = 0;
  for (const { text, look } of segments) {
    let part = "";
    for (const character of text) {
      const columns = widthOf(character);
      if (used + columns > room) {
        rows.push(row + look(part));
        row = indent;
        used = indent.length;
        part = "";
      }
      part += character;
      used += columns;
    }
    row += look(part);
  }
  return [...rows, row];
}

/** Breaks plain text at words; a text with line ends has several lines. */
export function wrapText(text: string, width: number, indent = ""): readonly string[] {
  return text.split("\n").flatMap((line) => wrapLine(line, Math.max(width, indent.length + 8), indent));
}

function wrapLine(line: string, width: number, indent: string): readonly string[] {
  const rows: string[] = [];
  let row = "";
  for (const word of line.split(" ")) {
    const longer = row === "" ? word : `${row} ${word}`;
    if (widthOf(longer) > width && row.trim() !== "") {
      rows.push(row);
      row = indent + word;
    } else row = longer;
  }
  return [...rows, row];
}
