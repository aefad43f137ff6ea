import type { Candidate } from "../files/candidate.ts";
import { Copies, type Original, performAlike } from "../files/copies.ts";
import type { Order, Performed } from "../files/perform.ts";
import type { Terms } from "../files/terms.ts";

/** What is done with which files. */
export interface Work {
  readonly files: readonly Candidate[];
  readonly order: Order;
  readonly termsOf: (candidate: Candidate) => Terms;
  /** Whether nothing but the content of a file and its terms decides what becomes of it. */
  readonly byContent: boolean;
  readonly interrupt: AbortSignal;
}

/** A copy of another file, which is done when that is. */
interface Copy {
  readonly index: number;
  readonly original: Original;
}

/** The files of a run that are to be done yet, by their numbers: a copy of another file waits for that. */
export class WorkList {
  readonly #work: Work;
  readonly #open: readonly number[];
  readonly #done: (index: number, performed: Performed) => void;
  readonly #copies: Copies;
  readonly #waiting = new Map<number, Copy[]>();
  readonly #performed = new Map<number, Performed>();
  /** Copies for which the original said nothing. */
  readonly #alone: number[] = [];
  #next = 0;

  /** `done` hears of every file, copies included. */
  constructor(work: Work, open: readonly number[], done: (index: number, performed: Performed) => void) {
    this.#work = work;
    this.#open = open;
    this.#done = done;
    this.#copies = new Copies(work.byContent ? open.flatMap((index) => work.files[index] ?? []) : []);
  }

  /** How many were not taken yet. */
  get length(): number {
    return this.#open.length - this.#next + this.#alone.length;
  }

  /** The next file to be done; `undefined` where there is none now. */
  take(): number | undefined {
    if (this.#work.interrupt.aborted) return undefined;
    while (this.#next < this.#open.length) {
      const index = this.#open[this.#next++];
      if (index !== undefined && !this.#isCopy(index)) return index;
    }
    return this.#alone.shift();
  }

  /** The same, after all that others do where there is none before: a copy may be left. */
  async next(others: readonly Promise<void>[]): Promise<number | undefined> {
    const index = this.take();
    if (index !== undefined) return index;
    await Promise.all(others);
    return this.take();
  }

  /** What became of a file that was taken. */
  finish(index: number, performed: Performed): void {
    this.#performed.set(index, performed);
    this.#done(index, performed);
    for (const copy of this.#waiting.get(index) ?? []) this.#finishCopy(copy, performed);
    this.#waiting.delete(index);
  }

  #isCopy(index: number): boolean {
    const candidate = this.#work.files[index];
    const original = candidate && this.#copies.originalOf(index, candidate, this.#work.termsOf(candidate));
    if (original === undefined) return false;
    const performed = this.#performed.get(original.index);
    const waiting = this.#waiting.get(original.index) ?? [];
    if (performed === undefined) this.#waiting.set(original.index, [...waiting, { index, original }]);
    else this.#finishCopy({ index, original }, performed);
    return true;
  }

  #finishCopy({ index, original }: Copy, performed: Performed): void {
    const candidate = this.#work.files[index];
    if (candidate === undefined) return;
    const { order, termsOf } = this.#work;
    const own = performAlike(candidate, termsOf(candidate), order, original, performed);
    if (own === undefined) this.#alone.push(index);
    else this.#done(index, own);
  }
}
