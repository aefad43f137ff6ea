import { optimizeLater } from "../world/engine-flags.ts";
import type { ThreadStart } from "./protocol.ts";
import { Thread } from "./thread.ts";

/** The threads of a run besides the one that is there anyway; each is started when it is first wanted. */
export class Threads {
  /** How many there may be. */
  readonly most: number;
  readonly #start: Omit<ThreadStart, "done">;
  readonly #threads: (Thread | undefined)[] = [];

  constructor(most: number, start: Omit<ThreadStart, "done">) {
    this.most = most;
    this.#start = start;
  }

  /** A thread by its number, a new one where the last was lost. */
  get(number: number): Thread {
    const known = this.#threads[number];
    if (known !== undefined && !known.isOver) return known;
    if (this.#threads.length === 0) optimizeLater();
    // Beside the built program, whichever part of it this is.
    const thread = new Thread(new URL("./worker.js", import.meta.url), this.#start);
    this.#threads[number] = thread;
    return thread;
  }

  close(): void {
    for (const thread of this.#threads) thread?.close();
    this.#threads.length = 0;
  }
}
