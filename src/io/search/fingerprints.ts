/** How many bytes of a word are looked for before the whole word is. */
export const FINGERPRINT_LENGTH = 3;
/** A word may be a byte shorter than its fingerprint: any byte is taken for the last one. */
export const SHORTEST_WORD = FINGERPRINT_LENGTH - 1;
/** How many groups of fingerprints are told apart: one bit of a byte for each. */
export const BUCKETS = 8;

/** A word in a bucket, and where in it the bytes stand that its bucket looks for. */
export interface Fingerprint {
  readonly word: number;
  readonly offset: number;
}

/** The two halves of a byte. */
interface Halves {
  readonly low: number;
  readonly high: number;
}

const ANY_BYTE: readonly Halves[] = Array.from({ length: 16 }, (_, i) => ({ low: i, high: i }));

/** What may stand at a place of a fingerprint: the byte of the word there, or behind its end any. */
export function halvesAt(word: Uint8Array, at: number): readonly Halves[] {
  const byte = word[at];
  return byte === undefined ? ANY_BYTE : [{ low: byte & 15, high: byte >> 4 }];
}

/**
 * Puts every word into one of the buckets, by bytes of it that are rare in source code and that it shares with as
 * many others as can be. A bucket takes the halves of its fingerprints' bytes in any combination, so those come
 * together that make the fewest mistakes.
 */
export function bucketsOf(words: readonly Uint8Array[]): readonly (readonly Fingerprint[])[] {
  const buckets = Array.from({ length: BUCKETS }, () => new Bucket());
  for (const group of groupsOf(words).sort((a, b) => b.chance - a.chance)) {
    const costs = buckets.map((bucket) => bucket.costOf(group));
    buckets[costs.indexOf(Math.min(...costs))]?.add(group);
  }
  return buckets.map(({ fingerprints }) => fingerprints);
}

/** Words that have the same fingerprint. */
interface Group {
  readonly fingerprints: readonly Fingerprint[];
  /** What stands at each place of the fingerprint. */
  readonly halves: readonly (readonly Halves[])[];
  /** How likely it is that the fingerprint stands at a place of a source text. */
  readonly chance: number;
}

/** Looking for one more fingerprint costs about as much as this chance of a mistake. */
const COST_OF_GROUP = 3e-5;

/** Words that share a fingerprint, so that together they have as few and as rare ones as possible. */
function groupsOf(words: readonly Uint8Array[]): Group[] {
  const open = new Set(words.keys());
  const candidates = candidatesOf(words);
  const groups: Group[] = [];
  while (open.size > 0) {
    let best: Group | undefined;
    let most = 0;
    for (const candidate of candidates) {
      const score = countIn(open, candidate) / (COST_OF_GROUP + candidate.chance);
      if (score > most) [best, most] = [candidate, score];
    }
    if (best === undefined) throw new Error("a word has no fingerprint");
    const fingerprints = best.fingerprints.filter(({ word }) => open.has(word));
    groups.push({ ...best, fingerprints });
    for (const { word } of fingerprints) open.delete(word);
  }
  return groups;
}

function countIn(open: ReadonlySet<number>, { fingerprints }: Group): number {
  let count = 0;
  for (const { word } of fingerprints) if (open.has(word)) count += 1;
  return count;
}

/** Every fingerprint that words could have, with the words that could have it. */
function candidatesOf(words: readonly Uint8Array[]): readonly Group[] {
  const byKey = new Map<number, Group & { readonly fingerprints: Fingerprint[] }>();
  const shares = new Map<number | undefined, number>();
  const shareAt = (bytes: Uint8Array, at: number): number => {
    const byte = bytes[at];
    const share = shares.get(byte) ?? shareOf(maskOf(halvesAt(bytes, at)));
    shares.set(byte, share);
    return share;
  };
  words.forEach((bytes, word) => {
    for (let offset = 0; offset <= Math.max(0, bytes.length - FINGERPRINT_LENGTH); offset++) {
      let key = 0;
      for (let i = 0; i < FINGERPRINT_LENGTH; i++) key = key * 257 + (bytes[offset + i] ?? 256);
      let group = byKey.get(key);
      if (group === undefined) {
        const places = Array.from({ length: FINGERPRINT_LENGTH }, (_, i) => offset + i);
        const halves = places.map((at) => halvesAt(bytes, at));
        const chance = places.reduce((product, at) => product * shareAt(bytes, at), 1);
        group = { fingerprints: [], halves, chance };
        byKey.set(key, group);
      }
      if (group.fingerprints.at(-1)?.word !== word) group.fingerprints.push({ word, offset });
    }
  });
  return [...byKey.values()];
}

/** The halves that may stand at a place, a bit for each. */
interface Mask {
  readonly low: number;
  readonly high: number;
}

function maskOf(halves: readonly Halves[]): Mask {
  return halves.reduce((mask, { low, high }) => union(mask, { low: 1 << low, high: 1 << high }), NOTHING);
}

const NOTHING: Mask = { low: 0, high: 0 };

function union(a: Mask, b: Mask): Mask {
  return { low: a.low | b.low, high: a.high | b.high };
}

/** How likely it is that the bytes at a place of a source text are made of such halves. */
function chanceOf(masks: readonly Mask[]): number {
  return masks.reduce((chance, mask) => chance * shareOf(mask), 1);
}

function shareOf({ low, high }: Mask): number {
  let share = 0;
  for (const { code, perMille } of COMMON) {
    if ((low >> (code & 15)) & 1 && (high >> (code >> 4)) & 1) share += perMille;
  }
  return Math.min(1, (share + 0.1) / 1000);
}

/** Which halves of bytes stand at each place of a bucket's fingerprints. */
class Bucket {
  readonly fingerprints: Fingerprint[] = [];
  #masks: readonly Mask[] = Array.from({ length: FINGERPRINT_LENGTH }, () => NOTHING);
  #chance = 0;

  /** How many more mistakes the bucket makes with a group in it. */
  costOf({ halves }: Group): number {
    return chanceOf(this.#masksWith(halves)) - this.#chance;
  }

  add({ fingerprints, halves }: Group): void {
    this.#masks = this.#masksWith(halves);
    this.#chance = chanceOf(this.#masks);
    this.fingerprints.push(...fingerprints);
  }

  #masksWith(halves: Group["halves"]): readonly Mask[] {
    return this.#masks.map((mask, i) => union(mask, maskOf(halves[i] ?? [])));
  }
}

/** How many of a thousand bytes of Python's own library (3.11) are each of these; others are next to none. */
const COMMON: readonly { readonly code: number; readonly perMille: number }[] = Object.entries({
  " ": 298.5,
  e: 64.1,
  t: 41.2,
  s: 35.8,
  r: 34.2,
  n: 32.8,
  a: 32.6,
  i: 31,
  o: 30.5,
  "\n": 27,
  l: 24.3,
  d: 18.6,
  c: 17.8,
  f: 17.4,
  _: 14.2,
  u: 13.9,
  p: 13.8,
  "'": 13.8,
  m: 12.3,
  ".": 11,
  h: 11,
  ",": 9.2,
  ")": 9,
  "(": 9,
  "0": 8.4,
  T: 7.8,
  g: 7.6,
  '"': 7.5,
  E: 7.4,
  ":": 7.2,
  x: 6.9,
  "=": 6.8,
  b: 6.7,
  A: 6,
  L: 5.8,
  I: 5.8,
  "-": 5.8,
  y: 5.6,
  "#": 5.4,
  N: 4.7,
  R: 4.4,
  w: 4.2,
  S: 3.6,
  v: 3.5,
  C: 3.4,
  k: 3.4,
  O: 3,
  D: 2.4,
  "1": 2.4,
  P: 2.2,
}).map(([byte, perMille]) => ({ code: byte.charCodeAt(0), perMille }));
