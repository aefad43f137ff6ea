import { Worker } from "node:worker_threads";
import type { AnswerTo, Job, ThreadStart } from "./protocol.ts";

/** What a job is rejected with that ended its thread. */
class ThreadCrash extends Error {}

/** What a job is rejected with that its thread never came to. */
export class NotBegun extends Error {}

interface Pending {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

/** A thread that does one job after the other. */
export class Thread {
  readonly #worker: Worker;
  readonly #done = new Int32Array(new SharedArrayBuffer(4));
  readonly #pending: Pending[] = [];
  #sent = 0;
  #isOver = false;

  constructor(script: URL, start: Omit<ThreadStart, "done">) {
    const workerData: ThreadStart = { ...start, done: this.#done.buffer as SharedArrayBuffer };
    this.#worker = new Worker(script, { workerData });
    this.#worker.on("message", (answer) => this.#pending.shift()?.resolve(answer as never));
    this.#worker.on("error", (error) => this.#end(error));
    this.#worker.on("exit", (code) => this.#end(new Error(`the thread ended with ${code}`)));
  }

  /** How many jobs it has yet to do; also true while the asking thread does not listen. */
  get waiting(): number {
    return this.#sent - Atomics.load(this.#done, 0);
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Answers are given in the order of the jobs. */
  do<J extends Job>(job: J): Promise<AnswerTo<J>> {
    if (this.#isOver) return Promise.reject(new NotBegun());
    this.#sent += 1;
    this.#worker.postMessage(job);
    return new Promise<AnswerTo<J>>((resolve, reject) => {
      this.#pending.push({ resolve, reject });
    });
  }

  close(): void {
    this.#isOver = true;
    void this.#worker.terminate();
  }

  /** The job that was being done is the one at fault. */
  #end(error: Error): void {
    if (this.#isOver) return;
    this.#isOver = true;
    const crash = new ThreadCrash(error.message);
    if (error.stack !== undefined) crash.stack = error.stack;
    this.#pending.shift()?.reject(crash);
    for (const { reject } of this.#pending.splice(0)) reject(new NotBegun());
  }
}
