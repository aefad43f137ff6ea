import type { FoundFile } from "../../io/discover.ts";
import type { RunCache } from "../cache/run-cache.ts";
import {
  type MentionedRules,
  type SearchFiles,
  type SearchResult,
  searchFile,
} from "../files/search-pass.ts";
import type { Searched } from "./protocol.ts";
import type { Threads } from "./threads.ts";

/** Fewer files are searched before a thread has started. */
const WORTH_A_THREAD = 1500;
const BATCH = 128;
/** What most files mention. */
const NOTHING: SearchResult = { mentions: 0 };
/** Enough to keep a thread busy while the main one is. */
const AHEAD = 3;

/** The search for the words of the rules, by all threads, while files are still being found. */
export class SharedSearch implements SearchFiles {
  readonly #threads: Threads;
  readonly #cache: RunCache;
  readonly #rules: MentionedRules;
  readonly #step: (file: FoundFile) => Promise<boolean>;
  readonly #results = new Map<FoundFile, SearchResult>();
  readonly #answers: Promise<void>[] = [];
  #files: FoundFile[] = [];
  #count = 0;

  /** `step` is asked now and then whether to go on. */
  constructor(
    threads: Threads,
    cache: RunCache,
    rules: MentionedRules,
    step: (file: FoundFile) => Promise<boolean>,
  ) {
    this.#threads = threads;
    this.#cache = cache;
    this.#rules = rules;
    this.#step = step;
  }

  readonly found = (file: FoundFile): void => {
    const known = this.#cache.mentionsOf(file);
    if (known !== undefined) {
      this.#results.set(file, known === 0 ? NOTHING : { mentions: known });
      return;
    }
    this.#files.push(file);
    this.#count += 1;
    if (this.#count >= WORTH_A_THREAD && this.#count % BATCH === 0) this.#handOut();
  };

  async results(): Promise<ReadonlyMap<FoundFile, SearchResult>> {
    const search = this.#rules.search();
    for (;;) {
      if (this.#count >= WORTH_A_THREAD) this.#handOut();
      const batch = this.#files.splice(-BATCH);
      for (const file of batch) {
        if (!(await this.#step(file))) return this.#results;
        this.#keep(file, searchFile(search, file));
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
        const answer = thread.do({ kind: "search", paths: files.map(({ absolute }) => absolute) });
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

  #keep(file: FoundFile, result: SearchResult): void {
    this.#results.set(file, result);
    if (result.identity !== undefined) this.#cache.keepMentions(file, result.identity, result.mentions);
  }

  #keepAll(files: readonly FoundFile[], { mentions, identities, failed }: Searched): void {
    files.forEach((file, i) => {
      const identity = identities[i];
      this.#keep(file, { mentions: mentions[i] ?? 0, ...(identity === undefined ? {} : { identity }) });
    });
    for (const { index, message } of failed) {
      const file = files[index];
      if (file === undefined) continue;
      const failure = { kind: "failed", path: file.path, reason: "unreadable", message } as const;
      this.#results.set(file, { mentions: 0, failed: failure });
    }
  }
}
