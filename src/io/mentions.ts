import type { Mentions } from "../core/rule.ts";

/** A search over a file's bytes for the words of rules, so that what mentions none is never decoded or parsed. */
export class MentionSearch {
  readonly #lists: readonly (readonly Buffer[])[];

  constructor(mentions: readonly Mentions[]) {
    const unique = new Map(mentions.flat().map((words) => [words.join("\0"), words]));
    this.#lists = [...unique.values()].map((words) => words.map((word) => Buffer.from(word)));
  }

  /** Whether `bytes` have every word of one of the lists. */
  matches(bytes: Buffer): boolean {
    const known = new Map<string, boolean>();
    const includes = (word: Buffer): boolean => {
      const key = word.toString();
      const answer = known.get(key) ?? bytes.includes(word);
      known.set(key, answer);
      return answer;
    };
    return this.#lists.some((words) => words.every(includes));
  }
}
