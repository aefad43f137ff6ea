import { styleText } from "node:util";

type Format = Parameters<typeof styleText>[0];

/** Ways to set text off. Without colour they change nothing: no meaning may hang on them alone. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly cyan: (text: string) => string;
  readonly removed: (text: string) => string;
  readonly added: (text: string) => string;
}

/** The styles of a stream with or without colours. */
export function styleOf(color: boolean): Style {
  const set = (format: Format) => (text: string) =>
    color && text !== "" ? styleText(format, text, { validateStream: false }) : text;
  return {
    bold: set("bold"),
    dim: set("dim"),
    red: set("red"),
    green: set("green"),
    yellow: set("yellow"),
    cyan: set("cyan"),
    removed: set(["red", "inverse"]),
    added: set(["green", "inverse"]),
  };
}

/**
 * Text that is safe to show: control characters, which could drive the terminal, and those that reorder text,
 * which could make code look like other code, become visible.
 */
export function printable(text: string): string {
  return text.replace(UNSAFE, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    return `\\u${code.toString(16).padStart(4, "0")}`;
  });
}

const UNSAFE =
  /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

const TAB_STOP = 4;

/** A line with its tabs as spaces, and made safe to show. */
export function shownLine(line: string): string {
  if (!line.includes("\t")) return printable(line);
  let shown = "";
  for (const character of line) {
    if (character === "\t") shown += " ".repeat(TAB_STOP - (widthOf(shown) % TAB_STOP));
    else shown += printable(character);
  }
  return shown;
}

/** How many terminal columns a text takes. */
export function widthOf(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const character of text) {
    if (ZERO_WIDTH.test(character)) continue;
    width += WIDE.test(character) ? 2 : 1;
  }
  return width;
}

/** One column each. */
const PLAIN = /^[\x20-\x7e]*$/;
const ZERO_WIDTH = /[\p{Mn}\p{Me}\u200b-\u200d\ufeff]/u;
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/u;
