import type { Span } from "../core/edit.ts";

/** Statements that decide where control goes; they matter in a body that matters. */
const CONTROL = new Set(["return", "raise", "break", "continue", "yield", "assert", "exit"]);

/**
 * Where in a text any of some words stand: what holds none of them need not be looked at. Words are added while a
 * program is run; where one stands in what was passed over before, the run is to be made again.
 */
export class Relevance {
  readonly #words = new Set<string>();
  /** The places of each word of the text, by their number. */
  readonly #places = new Map<string, number[]>();
  /** For each position of the text the number of the first word that does not start before it. */
  readonly #firstFrom: Int32Array;
  readonly #mentions: Bits;
  readonly #control: Bits;
  readonly #passed: Bits;
  #isStale = false;

  /** `always` says which words matter from the start, and `phrases` which that hold more than a word. */
  constructor(text: string, always: RegExp, phrases: readonly string[]) {
    const starts: number[] = [];
    for (const { 0: word, index } of text.matchAll(/\w+/g)) {
      const known = this.#places.get(word);
      if (known === undefined) this.#places.set(word, [starts.length]);
      else known.push(starts.length);
      starts.push(index);
    }
    this.#firstFrom = numbersFrom(starts, text.length);
    this.#mentions = new Bits(starts.length);
    this.#control = new Bits(starts.length);
    this.#passed = new Bits(starts.length);
    for (const [word, places] of this.#places) {
      if (always.test(word)) this.add(word);
      if (CONTROL.has(word)) for (const place of places) this.#control.add(place);
    }
    for (const phrase of phrases)
      for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1))
        this.#mentions.add(this.#number(at));
  }

  /** Adds a word. */
  add(word: string): void {
    if (this.#words.has(word)) return;
    this.#words.add(word);
    for (const place of this.#places.get(word) ?? []) {
      if (this.#passed.has(place)) this.#isStale = true;
      this.#mentions.add(place);
    }
  }

  /** Whether a word was added that stands in what had been passed over; asked once, before all is run again. */
  grow(): boolean {
    const isStale = this.#isStale;
    this.#isStale = false;
    this.#passed.clear();
    return isStale;
  }

  /** Whether a word, or a statement that decides where control goes, stands in the range. */
  concerns(range: Span): boolean {
    return this.#isIn(range, true);
  }

  /** Whether any of the words stands in the range. */
  mentions(range: Span): boolean {
    return this.#isIn(range, false);
  }

  #isIn(range: Span, withControl: boolean): boolean {
    const from = this.#number(range.start);
    const to = this.#number(range.end);
    if (this.#mentions.hasAny(from, to)) return true;
    if (withControl && this.#control.hasAny(from, to)) return true;
    this.#passed.addAll(from, to);
    return false;
  }

  #number(position: number): number {
    return this.#firstFrom[position] ?? 0;
  }
}

function numbersFrom(starts: readonly number[], length: number): Int32Array {
  const numbers = new Int32Array(length + 1);
  let at = 0;
  starts.forEach((start, number) => {
    numbers.fill(number, at, start + 1);
    at = start + 1;
  });
  numbers.fill(starts.length, at);
  return numbers;
}

/** A set of small numbers. */
class Bits {
  readonly #bits: Uint32Array;

  constructor(length: number) {
    this.#bits = new Uint32Array((length >> 5) + 1);
  }

  has(at: number): boolean {
    return ((this.#bits[at >> 5] ?? 0) & (1 << (at & 31))) !== 0;
  }

  add(at: number): void {
    this.#bits[at >> 5] = (this.#bits[at >> 5] ?? 0) | (1 << (at & 31));
  }

  /** Whether any number from one to before another is there. */
  hasAny(from: number, to: number): boolean {
    if (from >= to) return false;
    const [first, last] = [from >> 5, (to - 1) >> 5];
    for (let at = first; at <= last; at++)
      if (((this.#bits[at] ?? 0) & maskOf(at, first, from, last, to)) !== 0) return true;
    return false;
  }

  addAll(from: number, to: number): void {
    if (from >= to) return;
    const [first, last] = [from >> 5, (to - 1) >> 5];
    for (let at = first; at <= last; at++)
      this.#bits[at] = (this.#bits[at] ?? 0) | maskOf(at, first, from, last, to);
  }

  clear(): void {
    this.#bits.fill(0);
  }
}

/** Which bits of one word of a set lie in a range. */
function maskOf(at: number, first: number, from: number, last: number, to: number): number {
  let mask = -1;
  if (at === first) mask &= -1 << (from & 31);
  if (at === last) mask &= -1 >>> (31 - ((to - 1) & 31));
  return mask;
}
