/** The words of a text, each a run of ASCII letters, digits and underscores, and where they stand. */
export class Words {
  /** How many there are. */
  readonly count: number;
  readonly #starts: Int32Array;
  /** The number of the first place that does not start before each stretch of the text. */
  readonly #firstOf: Int32Array;
  /** The numbers of the places of each word, in the order of the text. */
  readonly #places: ReadonlyMap<string, readonly number[]>;

  constructor(text: string) {
    const starts: number[] = [];
    const places = new Map<string, number[]>();
    const length = text.length;
    for (let at = 0; at < length; at++) {
      if (!isPartOfWord(text.charCodeAt(at))) continue;
      const start = at;
      while (at < length && isPartOfWord(text.charCodeAt(at))) at++;
      const word = text.slice(start, at);
      const known = places.get(word);
      if (known === undefined) places.set(word, [starts.length]);
      else known.push(starts.length);
      starts.push(start);
    }
    this.count = starts.length;
    this.#starts = Int32Array.from(starts);
    this.#firstOf = firstOfStretches(this.#starts, length);
    this.#places = places;
  }

  /** Every word, once. */
  get all(): Iterable<string> {
    return this.#places.keys();
  }

  /** The numbers of the places where a word stands. */
  placesOf(word: string): readonly number[] {
    return this.#places.get(word) ?? NOWHERE;
  }

  /** Where the place with a number starts. */
  startOf(place: number): number {
    return this.#starts[place] ?? 0;
  }

  /** The number of the first place that does not start before a position. */
  firstFrom(position: number): number {
    let place = this.#firstOf[position >> STRETCH_BITS] ?? this.count;
    while (place < this.count && (this.#starts[place] ?? 0) < position) place++;
    return place;
  }
}

/** A stretch of the text is 32 code units long: a place is found by looking at a few words. */
const STRETCH_BITS = 5;

function firstOfStretches(starts: Int32Array, length: number): Int32Array {
  const firsts = new Int32Array((length >> STRETCH_BITS) + 1);
  let place = 0;
  for (let stretch = 0; stretch < firsts.length; stretch++) {
    while (place < starts.length && (starts[place] ?? 0) < stretch << STRETCH_BITS) place++;
    firsts[stretch] = place;
  }
  return firsts;
}

const NOWHERE: readonly number[] = [];

const IS_PART = Uint8Array.from({ length: 128 }, (_, code) => Number(/\w/.test(String.fromCharCode(code))));

function isPartOfWord(code: number): boolean {
  return code < 128 && IS_PART[code] === 1;
}
