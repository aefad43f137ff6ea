import type { Mentions } from "../../core/mentions.ts";
import { pivotsOf } from "./pivots.ts";
import { WordSearch } from "./word-search.ts";

/** Which of the groups of mentions are in something: the sum of 2 to the power of each one's number. 0 is none. */
export type MentionSet = number;

/** A number holds as many bits exactly. */
const MOST_GROUPS = 52;

/**
 * A search over bytes for the words of rules, so that what mentions none is never decoded or parsed. It is one pass over
 * the bytes for few words, of which one must be there, and where one is another pass for all of them.
 */
export class MentionSearch {
  readonly #pivots: WordSearch;
  readonly #words: WordSearch;
  /** For each group the lists of the numbers of words. */
  readonly #groups: readonly (readonly (readonly number[])[])[];

  /** With `isLong` there is much to search, which is worth being prepared for. */
  constructor(groups: readonly Mentions[], isLong = false) {
    if (groups.length > MOST_GROUPS) throw new Error("more groups of mentions than a number has bits");
    const words = [...new Set(groups.flat(2))];
    const numbers = new Map(words.map((word, i) => [word, i]));
    this.#pivots = new WordSearch(pivotsOf(groups.flat()), isLong ? 0 : undefined);
    this.#words = new WordSearch(words);
    this.#groups = groups.map((lists) => lists.map((list) => list.map((word) => numbers.get(word) ?? -1)));
  }

  /** The groups that have a list whose every word is in `bytes`. */
  inBytes(bytes: Uint8Array): MentionSet {
    return hasAny(this.#pivots.inBytes(bytes)) ? this.#setOf(this.#words.inBytes(bytes)) : 0;
  }

  /** The same for a file; `look` is given it before it is read. Throws what the file system says. */
  inFile(path: string, look?: (file: number) => void): MentionSet {
    return hasAny(this.#pivots.inFile(path, look)) ? this.#setOf(this.#words.inFile(path)) : 0;
  }

  #setOf(found: Uint8Array): MentionSet {
    const has = (word: number): boolean => found[word] === 1;
    return this.#groups.reduce(
      (set, lists, i) => (lists.some((words) => words.every(has)) ? set + 2 ** i : set),
      0,
    );
  }
}

/** A loop, since it is asked of every file and there are few words. */
function hasAny(found: Uint8Array): boolean {
  for (let i = 0; i < found.length; i++) if (found[i] === 1) return true;
  return false;
}

/** Whether a group is in a set. */
export function isInSet(set: MentionSet, group: number): boolean {
  return Math.floor(set / 2 ** group) % 2 === 1;
}
