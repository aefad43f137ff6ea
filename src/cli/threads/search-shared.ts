import { IDENTITY_NUMBERS } from "../../io/cache/identity.ts";
import type { WalkedFile } from "../../io/found-file.ts";
import type { RunCache } from "../cache/run-cache.ts";
import {
  isNotable,
  type MentionedRules,
  type SearchFiles,
  type SearchResult,
  searchFile,
} from "../files/search-pass.ts";
import type { Searched } from "./protocol.ts";
import type { Threads } from "./threads.ts";

/** Fewer files are searched before a thread has started. */
const WORTH_A_THREAD = 1500;
const BATCH = 256;
/** Enough to keep a thread busy while the main one is. */
const AHEAD = 3;

/** Asked with each file; where it is time to let signals in, its answer says whether to go on. */
type Step = (file: WalkedFile) => Promise<boolean> | undefined;

/** The search for the words of the rules, by all threads, while files are still being found. */
export class SharedSearch implements SearchFiles {
  readonly #threads: Threads;
  readonly #cache: RunCache;
  readonly #rules: MentionedRules;
  readonly #step: Step;
  readonly #results = new Map<WalkedFile, SearchResult>();
  readonly #answers: Promise<void>[] = [];
  readonly #files: WalkedFile[] = [];
  #count = 0;

  constructor(threads: Threads, cache: RunCache, rules: MentionedRules, step: Step) {
    this.#threads = threads;
    this.#cache = cache;
    this.#rules = rules;
    this.#step = step;
  }

  readonly found = (file: WalkedFile): void => {
    const known = this.#cache.mentionsOf(file);
    if (known !== undefined) {
      if (known !== 0) this.#results.set(file, { mentions: known });
      return;
    }
    this.#files.push(file);
    this.#count += 1;
    if (this.#count >= WORTH_A_THREAD && this.#count % BATCH === 0) this.#handOut();
  };

  async results(): Promise<ReadonlyMap<WalkedFile, SearchResult>> {
    const search = this.#rules.search(this.#count >= WORTH_A_THREAD);
    const identity = this.#cache.folder === undefined ? undefined : new Float64Array(IDENTITY_NUMBERS);
    for (;;) {
      if (this.#count >= WORTH_A_THREAD) this.#handOut();
      const batch = this.#files.splice(-BATCH);
      for (const file of batch) {
        const wait = this.#step(file);
        if (wait !== undefined && !(await wait)) return this.#results;
        const result = searchFile(search, file, identity);
        if (isNotable(result)) this.#results.set(file, result);
        if (identity !== undefined && result.failed === undefined && !file.isStream)
          this.#cache.keepMentions(file, identity, 0, result.mentions);
      }
      if (batch.length > 0) continue;
      // What comes back of a lost thread is searched here.
      await Promise.all(this.#answers.splice(0));
      if (this.#files.length === 0) return this.#results;
    }
  }

  #handOut(): void {
    for (let number = 0; number < this.#threads.most; number++) {
      const thread = this.#threads.get(number);
      while (thread.waiting < AHEAD && this.#files.length > BATCH) {
        const batch = this.#files.splice(-BATCH);
        const files = batch.filter(({ isStream }) => !isStream);
        this.#files.push(...batch.filter(({ isStream }) => isStream));
        const answer = thread.do({
          kind: "search",
          paths: files.map(({ absolute }) => absolute).join("\0"),
          identifies: this.#cache.folder !== undefined,
        });
        this.#answers.push(
          answer.then(
            (searched) => this.#keepAll(files, searched),
            () => {
              this.#files.push(...files);
            },
          ),
        );
      }
    }
  }

  #keepAll(files: readonly WalkedFile[], { places, mentions, identities, failed }: Searched): void {
    const sets = new Map(places.map((place, i) => [place, mentions[i] ?? 0]));
    const failures = new Map(failed.map(({ place, message }) => [place, message]));
    files.forEach((file, place) => {
      const message = failures.get(place);
      const set = sets.get(place) ?? 0;
      if (message !== undefined) {
        const failure = { kind: "failed", path: file.path, reason: "unreadable", message } as const;
        this.#results.set(file, { mentions: 0, failed: failure });
        return;
      }
      if (set !== 0) this.#results.set(file, { mentions: set });
      if (identities !== undefined) this.#cache.keepMentions(file, identities, place * IDENTITY_NUMBERS, set);
    });
  }
}
