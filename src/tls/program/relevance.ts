import type { Span } from "../../core/edit.ts";
import type { Words } from "../../python/words.ts";
import { Bits } from "./bits.ts";

/** Statements that decide where control goes; they matter in a body that matters. */
const CONTROL = new Set(["return", "raise", "break", "continue", "yield", "assert", "exit"]);

/** What matters in a text before anything is run: the same for every run, so it is found once. */
export class Ground {
  readonly text: Words;
  /** The words of the text that matter from the start. */
  readonly words: readonly string[];
  /** Where else what matters starts. */
  readonly phrases: readonly number[];
  /** Where the words stand that decide where control goes. */
  readonly control: Bits;

  /** `always` says which words matter from the start; `phrases` are the positions where what matters starts. */
  constructor(text: Words, always: RegExp, phrases: readonly number[]) {
    this.text = text;
    this.words = Array.from(text.all).filter((word) => always.test(word));
    this.phrases = phrases.map((start) => text.firstFrom(start));
    this.control = new Bits(text.count);
    for (const word of CONTROL) for (const place of text.placesOf(word)) this.control.add(place);
  }
}

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
  readonly #text: Words;
  readonly #mentions: Bits;
  readonly #control: Bits;
  readonly #passed: Bits;
  /** The places of the words that were added, in the order in which they were. */
  readonly #added: number[] = [];
  /** What was passed over in the part of the run that is followed now. */
  #own: Bits | undefined;
  #isFollowing = false;
  /** How many places had been added when that part began. */
  #addedBefore = 0;
  #isStale = false;

  constructor({ text, words, phrases, control }: Ground) {
    this.#text = text;
    this.#control = control;
    this.#mentions = new Bits(text.count);
    this.#passed = new Bits(text.count);
    for (const word of words) this.add(word);
    for (const place of phrases) this.#mentions.add(place);
  }

  /** Adds a word. */
  add(word: string): void {
    if (this.#words.has(word)) return;
    this.#words.add(word);
    for (const place of this.#text.placesOf(word)) {
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
    const from = this.#text.firstFrom(range.start);
    const to = this.#text.firstFrom(range.end);
    if (this.#mentions.hasAny(from, to)) return true;
    if (withControl && this.#control.hasAny(from, to)) return true;
    this.#passed.addRange(from, to);
    if (this.#isFollowing) {
      this.#own ??= new Bits(this.#text.count);
      this.#own.addRange(from, to);
    }
    return false;
  }
}
