import type { Word, WordLine } from "../../core/diff.ts";
import { type Style, shownLine } from "../../reporters/style.ts";
import type { Segment } from "./styled-line.ts";

type Look = (text: string) => string;
type TokenKind = "keyword" | "string" | "comment" | "plain";

interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

const KEYWORDS =
  "False|None|True|and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally|for|from|" +
  "global|if|import|in|is|lambda|nonlocal|not|or|pass|raise|return|try|while|with|yield";
const STRING_START = "(?<![\\w])[rbuftRBUFT]{0,2}(?:\"\"\"|'''|\"|')";
const TOKEN = new RegExp(`#[^]*|${STRING_START}|(?<![\\w.])(?:${KEYWORDS})(?!\\w)`, "g");

/** Sets off what the lines of a hunk are made of. It sees a hunk, not the file: a string may be open that it took for code. */
export class Highlighter {
  readonly #style: Style;
  /** The quotes of a string that goes on from line to line, before and after the change. */
  readonly #open: { before: string | undefined; after: string | undefined } = {
    before: undefined,
    after: undefined,
  };

  constructor(style: Style) {
    this.#style = style;
  }

  /** A line in parts: its mark, then words and tokens, each with its look. */
  segmentsOf(line: WordLine): readonly Segment[] {
    const text = line.text.replace(/\r$/, "");
    const tokens = this.#tokens(line.kind, text);
    const { mark, look, changed } = lookOf(line.kind, this.#style);
    const words = line.words.map((word) => ({ ...word, text: word.text.replace(/\r$/, "") }));
    return [
      { text: mark, look },
      ...pieces(words, tokens).map(({ text: part, kind, isChanged }) => ({
        text: shownLine(part),
        // A word that changed is set off already; on other lines, what the code is made of shows.
        look: isChanged ? changed : this.#lookOfToken(kind, look),
      })),
    ];
  }

  #tokens(kind: WordLine["kind"], text: string): readonly Token[] {
    const side = kind === "removed" ? "before" : "after";
    const read = tokensOf(text, this.#open[side]);
    this.#open[side] = read.open;
    if (kind === "context") this.#open.before = read.open;
    return read.tokens;
  }

  #lookOfToken(kind: TokenKind, look: Look): Look {
    const { bold, dim, cyan } = this.#style;
    switch (kind) {
      case "keyword":
        return (text) => bold(look(text));
      case "comment":
        return (text) => dim(look(text));
      case "string":
        return look === plain ? cyan : look;
      case "plain":
        return look;
    }
  }
}

const plain: Look = (text) => text;

function lookOf(kind: WordLine["kind"], style: Style) {
  if (kind === "context") return { mark: " ", look: plain, changed: plain };
  if (kind === "removed") return { mark: "-", look: style.red, changed: style.removed };
  return { mark: "+", look: style.green, changed: style.added };
}

interface Piece {
  readonly text: string;
  readonly kind: TokenKind;
  readonly isChanged: boolean;
}

/** A line cut wherever a word or a token ends. */
function pieces(words: readonly Word[], tokens: readonly Token[]): readonly Piece[] {
  const result: Piece[] = [];
  let index = 0;
  let used = 0;
  for (const { text, changed } of words) {
    for (let done = 0; done < text.length; ) {
      const token = tokens[index];
      const left = token === undefined ? text.length : token.text.length - used;
      const length = Math.min(left, text.length - done);
      result.push({
        text: text.slice(done, done + length),
        kind: token?.kind ?? "plain",
        isChanged: changed,
      });
      done += length;
      used += length;
      if (token !== undefined && used === token.text.length) {
        index += 1;
        used = 0;
      }
    }
  }
  return result;
}

/** The tokens of a line, and the quotes that are open at its end. */
function tokensOf(text: string, openBefore: string | undefined) {
  const tokens: Token[] = [];
  const push = (kind: TokenKind, part: string): void => {
    if (part !== "") tokens.push({ kind, text: part });
  };
  let open = openBefore;
  let at = 0;
  while (at < text.length) {
    if (open !== undefined) {
      const end = stringEnd(text, at, open);
      push("string", text.slice(at, end ?? text.length));
      at = end ?? text.length;
      if (end !== undefined || open.length === 1) open = undefined;
      continue;
    }
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    push("plain", text.slice(at, match?.index ?? text.length));
    if (match === null) break;
    const [found] = match;
    at = match.index + found.length;
    const quotes = /["']+$/.exec(found)?.[0];
    const kind = found.startsWith("#") ? "comment" : quotes === undefined ? "keyword" : "string";
    push(kind, found);
    if (kind === "string") open = quotes;
  }
  return { tokens, open: open !== undefined && open.length === 3 ? open : undefined };
}

/** Where a string ends, its quotes included. */
function stringEnd(text: string, from: number, quotes: string): number | undefined {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text.startsWith(quotes, at)) return at + quotes.length;
  }
  return undefined;
}
