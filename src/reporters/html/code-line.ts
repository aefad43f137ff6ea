import { type Markup, markup } from "../markup.ts";
import type { Token, TokenKind } from "./python-tokens.ts";

const CLASSES: Readonly<Record<TokenKind, string>> = {
  comment: "kc",
  string: "ks",
  keyword: "kk",
  number: "kn",
};

/** A part of a line that is set off. */
export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly kind: "ins" | "del" | "mark";
}

/** A line of code with its colours and marks, under its number. */
export function codeLine(
  number: number,
  text: string,
  tokens: readonly Token[],
  marks: readonly Mark[] = [],
): Markup {
  const line = text.replace(/\r$/, "").replace(/^\ufeff/, "");
  const shift = text.startsWith("\ufeff") ? 1 : 0;
  const colours = tokens.map((token) => ({ ...token, start: token.start - shift, end: token.end - shift }));
  const spots = marks.map((mark) => ({ ...mark, start: mark.start - shift, end: mark.end - shift }));
  return markup`<code data-n="${number}">${pieces(line, colours, spots)}</code>`;
}

function pieces(line: string, tokens: readonly Token[], marks: readonly Mark[]): readonly Markup[] {
  const cuts = [0, line.length, ...[...tokens, ...marks].flatMap(({ start, end }) => [start, end])]
    .filter((cut) => cut >= 0 && cut <= line.length)
    .sort((a, b) => a - b);
  return cuts.flatMap((start, i) => {
    const end = cuts[i + 1] ?? start;
    if (start === end) return [];
    const covers = (range: { readonly start: number; readonly end: number }) =>
      range.start <= start && end <= range.end;
    return [piece(line.slice(start, end), tokens.find(covers)?.kind, marks.find(covers)?.kind)];
  });
}

function piece(text: string, token: TokenKind | undefined, mark: Mark["kind"] | undefined): Markup {
  const coloured = token === undefined ? markup`${text}` : markup`<i class="${CLASSES[token]}">${text}</i>`;
  switch (mark) {
    case "ins":
      return markup`<ins>${coloured}</ins>`;
    case "del":
      return markup`<del>${coloured}</del>`;
    case "mark":
      return markup`<mark>${coloured}</mark>`;
    case undefined:
      return coloured;
  }
}
