import type { Span } from "../core/edit.ts";
import { Bits } from "./bits.ts";

/** Statements that decide where control goes; they matter in a body that matters. */
const CONTROL = new Set(["return", "raise", "break", "continue", "yield", "assert", "exit"]);

/** What was passed over in a part of a run, and how many of the places that were added are known not to be among it. */
export interface Passed {
  readonly places: Bits;
  added: number;
}

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
  readonly #count: number;
  /** The places of the words that were added, in the order in which they were. */
  readonly #added: number[] = [];
  /** What was passed over in the part of the run that is followed now. */
  #own: Bits | undefined;
  #isFollowing = false;
  /** How many places had been added when that part began. */
  #addedBefore = 0;
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
    this.#count = starts.length;
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
      this.#added.push(place);
    }
  }

  /** From now on what is passed over is kept for `endPart`. Parts hold no parts. */
  beginPart(): void {
    this.#own = undefined;
    this.#isFollowing = true;
    this.#addedBefore = this.#added.length;
  }

  /** What was passed over since `beginPart`; nothing where all was looked at. */
  endPart(): Passed | undefined {
    const places = this.#own;
    this.#own = undefined;
    this.#isFollowing = false;
    return places === undefined ? undefined : { places, added: this.#addedBefore };
  }

  /** Whether all that was passed over would be again. */
  isStillPassed(passed: Passed): boolean {
    for (; passed.added < this.#added.length; passed.added++)
      if (passed.places.has(this.#added[passed.added] ?? 0)) return false;
    return true;
  }

  /** The same is passed over without being looked for. */
  passAgain({ places }: Passed): void {
    this.#passed.addAll(places);
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
    this.#passed.addRange(from, to);
    if (this.#isFollowing) {
      this.#own ??= new Bits(this.#count);
      this.#own.addRange(from, to);
    }
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
