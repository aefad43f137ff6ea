import type { Span } from "../core/edit.ts";

/** Statements that decide where control goes; they matter in a body that matters. */
const CONTROL = /\b(?:return|raise|break|continue|yield|assert|exit)\b/g;

/** Where in a text any of some words stand: what holds none of them need not be looked at. */
export class Relevance {
  readonly #text: string;
  readonly #words: Set<string>;
  readonly #more = new Set<string>();
  readonly #control: readonly number[];
  #mentions: readonly number[];

  constructor(text: string, words: Iterable<string>) {
    this.#text = text;
    this.#words = new Set(words);
    this.#control = Array.from(text.matchAll(CONTROL), (match) => match.index);
    this.#mentions = this.#find();
  }

  /** Adds a word from the next `grow` on. */
  add(word: string): void {
    if (!this.#words.has(word)) this.#more.add(word);
  }

  /** Takes in the words that were added; whether there were any. */
  grow(): boolean {
    if (this.#more.size === 0) return false;
    for (const word of this.#more) this.#words.add(word);
    this.#more.clear();
    this.#mentions = this.#find();
    return true;
  }

  /** Whether a word, or a statement that decides where control goes, stands in the range. */
  concerns(range: Span): boolean {
    return this.mentions(range) || holdsAny(this.#control, range);
  }

  /** Whether any of the words stands in the range. */
  mentions(range: Span): boolean {
    return holdsAny(this.#mentions, range);
  }

  #find(): number[] {
    const words = new RegExp(`\\b(?:${[...this.#words].join("|")})\\b`, "g");
    return Array.from(this.#text.matchAll(words), (match) => match.index);
  }
}

function holdsAny(positions: readonly number[], range: Span): boolean {
  let low = 0;
  let high = positions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((positions[middle] ?? 0) < range.start) low = middle + 1;
    else high = middle;
  }
  return (positions[low] ?? Number.POSITIVE_INFINITY) < range.end;
}
