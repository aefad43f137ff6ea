/** The words of a text, each a run of ASCII letters, digits and underscores, and where they stand. */
export class Words {
  /** How many there are. */
  readonly count: number;
  readonly #starts: Int32Array;
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
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const NOWHERE: readonly number[] = [];

const IS_PART = Uint8Array.from({ length: 128 }, (_, code) => Number(/\w/.test(String.fromCharCode(code))));

function isPartOfWord(code: number): boolean {
  return code < 128 && IS_PART[code] === 1;
}
