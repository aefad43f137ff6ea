import { changedParts } from "../../core/changed-words.ts";
import type { WordLine } from "../../core/diff.ts";
import type { Span } from "../../core/edit.ts";
import { type Token, tokensByLine } from "../../reporters/html/python-tokens.ts";
import { type Style, shownLine } from "../../reporters/style.ts";
import type { Segment } from "./styled-line.ts";

type Look = (text: string) => string;

/**
 * The lines of a hunk in parts: a mark, then words and tokens, each with its look. A hunk is not the file: where it
 * starts inside a string, that is taken for code.
 */
export function highlighted(lines: readonly WordLine[], style: Style): readonly (readonly Segment[])[] {
  const before = tokensOf(lines, "added");
  const after = tokensOf(lines, "removed");
  return lines.map((line) => {
    const { mark, look, changed } = lookOf(line.kind, style);
    const tokens = (line.kind === "removed" ? before : after).get(line) ?? [];
    const parts = pieces(line, tokens).map(({ text, kind, isChanged }) => ({
      text: shownLine(text),
      // A word that changed is set off already; elsewhere, what the code is made of shows.
      look: isChanged ? changed : lookOfToken(kind, look, style),
    }));
    return [{ text: mark, look }, ...parts];
  });
}

/** The tokens of one side of a hunk, so that a string may go on from line to line. */
function tokensOf(lines: readonly WordLine[], without: WordLine["kind"]): Map<WordLine, readonly Token[]> {
  const side = lines.filter(({ kind }) => kind !== without);
  const tokens = tokensByLine(side.map(({ text }) => text).join("\n"));
  return new Map(side.map((line, i) => [line, tokens[i] ?? []]));
}

const plain: Look = (text) => text;

function lookOf(kind: WordLine["kind"], style: Style) {
  if (kind === "context") return { mark: " ", look: plain, changed: plain };
  if (kind === "removed") return { mark: "-", look: style.red, changed: style.removed };
  return { mark: "+", look: style.green, changed: style.added };
}

function lookOfToken(kind: Token["kind"] | undefined, look: Look, { bold, dim, cyan }: Style): Look {
  switch (kind) {
    case "keyword":
      return (text) => bold(look(text));
    case "comment":
      return (text) => dim(look(text));
    case "string":
      return look === plain ? cyan : look;
    case "number":
    case undefined:
      return look;
  }
}

interface Piece {
  readonly text: string;
  readonly kind: Token["kind"] | undefined;
  readonly isChanged: boolean;
}

/** A line cut wherever a word or a token starts or ends. */
function pieces(line: WordLine, tokens: readonly Token[]): readonly Piece[] {
  const changed = changedParts(line);
  const text = line.text.replace(/\r$/, "");
  const bounds = [...tokens, ...changed].flatMap(({ start, end }) => [start, end]);
  const cuts = [0, ...bounds.filter((bound) => bound > 0 && bound < text.length), text.length].sort(
    (a, b) => a - b,
  );
  return cuts.slice(0, -1).flatMap((from, i) => {
    const part = text.slice(from, cuts[i + 1]);
    if (part === "") return [];
    const isIn = ({ start, end }: Span): boolean => start <= from && from < end;
    return [{ text: part, kind: tokens.find(isIn)?.kind, isChanged: changed.some(isIn) }];
  });
}
