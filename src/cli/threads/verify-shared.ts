import type { RunCache } from "../cache/run-cache.ts";
import type { Threads } from "./threads.ts";

/** Fewer files are looked at before a thread has started. */
const WORTH_A_THREAD = 6000;

/**
 * Has other threads find out which of the known files are as they were, while this one is looking for the files: each
 * takes a part of the list, from its end. What they do not come to is found out here.
 */
export function verifyBeside(threads: Threads, { shared }: RunCache): void {
  if (shared === undefined || shared.count < WORTH_A_THREAD) return;
  const { count, bytes, states } = shared;
  const part = Math.ceil(count / threads.most);
  for (let number = 0; number < threads.most; number++) {
    const from = number * part;
    const job = { kind: "verify", bytes, states, from, to: Math.min(count, from + part) } as const;
    // What a lost thread did not find out is found out here.
    threads
      .get(number)
      .do(job)
      .catch(() => undefined);
  }
}
