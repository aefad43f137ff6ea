import type { ParserModules } from "../../core/analyzer.ts";
import type { Edit } from "../../core/edit.ts";
import type { Fix } from "../../core/fix.ts";
import { type FoundFile, plainFile } from "../../io/found-file.ts";
import type { Candidate } from "../files/candidate.ts";
import type { Checker } from "../files/check-file.ts";
import { crashed } from "../files/crash.ts";
import type { PerformAll } from "../files/modes.ts";
import type { OutcomeCache } from "../files/outcome-cache.ts";
import type { Order, Performed } from "../files/perform.ts";
import type { Terms } from "../files/terms.ts";
import type { Progress } from "../world/progress.ts";
import type { CheckJob } from "./protocol.ts";
import { NotBegun } from "./thread.ts";
import type { Threads } from "./threads.ts";
import type { WorkList } from "./work-list.ts";

/** Another thread has read its program and the parser after about as long. */
const START_MS = 250;
/** What the first files take says little: code that runs for the first time is slow. */
const MEASURE_MS = 50;
/** How many files a thread is given ahead, so that it need not wait for one that is busy. */
const AHEAD = 2;

/** What the work on the files of a run takes. */
export interface Sharing {
  readonly threads: Threads;
  readonly cache: OutcomeCache | undefined;
  /** Whether nothing but the content of a file and its terms decides what becomes of it. */
  readonly byContent: boolean;
  readonly checker: () => Promise<Checker>;
  /** The compiled parser, where it is the one that ships. */
  readonly modules: () => Promise<ParserModules | undefined>;
  readonly termsOf: (file: FoundFile) => Terms;
  /** Where the edits of fixes are kept together with those of their imports, if they are. */
  readonly completeEdits?: WeakMap<Fix, readonly Edit[]>;
  readonly progress: Progress;
  readonly interrupt: AbortSignal;
}

/**
 * Does with every file what is ordered, on the thread that is there anyway, and on others once what is left would
 * take it longer than they take to start. What is told, and in which order, is the same with any number of threads.
 */
export function performShared(sharing: Sharing): PerformAll {
  return async (files, order, done) => {
    const run = new SharedRun(sharing, files, order, done);
    await run.toEnd();
    sharing.progress.clear();
  };
}

class SharedRun {
  readonly #sharing: Sharing;
  readonly #files: readonly Candidate[];
  readonly #order: Order;
  readonly #done: (candidate: Candidate, performed: Performed) => void;
  readonly #performed: (Performed | undefined)[] = [];
  #told = 0;

  constructor(
    sharing: Sharing,
    files: readonly Candidate[],
    order: Order,
    done: (candidate: Candidate, performed: Performed) => void,
  ) {
    this.#sharing = sharing;
    this.#files = files;
    this.#order = order;
    this.#done = done;
  }

  async toEnd(): Promise<void> {
    const open = await this.#recall();
    if (open.length > 0) await this.#here(await this.#workOn(open));
    // Where the run is interrupted some are missing; what was done behind them is told all the same.
    this.#tell(true);
  }

  /** What earlier runs found out need not be found out again. */
  async #recall(): Promise<readonly number[]> {
    const { cache, interrupt, progress, termsOf } = this.#sharing;
    const open: number[] = [];
    for (const [index, candidate] of this.#files.entries()) {
      if (interrupt.aborted) return [];
      const known = cache?.recall(candidate, termsOf(candidate.file), this.#order);
      if (known === undefined) open.push(index);
      else {
        await progress.step("checking", candidate.file);
        this.#performed[index] = known;
      }
    }
    return open;
  }

  async #workOn(open: readonly number[]): Promise<WorkList> {
    const { WorkList } = await import("./work-list.ts");
    const { termsOf, byContent, interrupt } = this.#sharing;
    const [files, order] = [this.#files, this.#order];
    const work = { files, order, byContent, interrupt, termsOf: ({ file }: Candidate) => termsOf(file) };
    return new WorkList(work, open, (index, performed) => this.#keep(index, performed));
  }

  /** Works here, with others beside once that pays. */
  async #here(list: WorkList): Promise<void> {
    const { checker, progress, threads } = this.#sharing;
    const others: Promise<void>[] = [];
    if (list.length > 1) await checker();
    const start = performance.now();
    let count = 0;
    for (let index = await list.next(others); index !== undefined; index = await list.next(others)) {
      const candidate = this.#files[index];
      if (candidate === undefined) break;
      await progress.step("checking", candidate.file);
      list.finish(index, await this.#performHere(candidate));
      count += 1;
      const elapsed = performance.now() - start;
      const expected = (elapsed / count) * list.length;
      if (others.length === 0 && elapsed > MEASURE_MS && expected > START_MS) {
        for (let number = 0; number < threads.most; number++) {
          for (let lane = 0; lane < AHEAD; lane++) others.push(this.#there(list, number));
        }
      }
      // The answers of others come in between.
      if (others.length > 0) await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async #performHere(candidate: Candidate): Promise<Performed> {
    const { perform } = await import("../files/perform.ts");
    return perform(candidate, this.#order, await this.#sharing.checker());
  }

  /** Has a thread work, one file at a time. */
  async #there(list: WorkList, number: number): Promise<void> {
    const { progress, threads } = this.#sharing;
    for (let index = list.take(); index !== undefined; index = list.take()) {
      const candidate = this.#files[index];
      if (candidate === undefined) return;
      list.finish(index, await this.#performedBy(number, candidate, threads));
      void progress.step("checking", candidate.file);
    }
  }

  async #performedBy(number: number, candidate: Candidate, threads: Threads): Promise<Performed> {
    const { completeEdits, modules, termsOf } = this.#sharing;
    const { file, bytes } = candidate;
    // What could be read once only is here and nowhere else.
    if (bytes !== undefined) return this.#performHere(candidate);
    const terms = termsOf(file);
    const job: CheckJob = {
      kind: "check",
      file: plainFile(file),
      order: this.#order,
      terms,
      modules: await modules(),
      keepsEdits: completeEdits !== undefined,
    };
    try {
      const { performed, edits } = await threads.get(number).do(job);
      for (const [fix, its] of edits) completeEdits?.set(fix, its);
      return performed;
    } catch (error) {
      if (error instanceof NotBegun) return this.#performedBy(number, candidate, threads);
      return { outcome: crashed(file.path, error) };
    }
  }

  #keep(index: number, performed: Performed): void {
    this.#performed[index] = performed;
    const candidate = this.#files[index];
    const { cache, termsOf } = this.#sharing;
    if (candidate !== undefined) cache?.keep(candidate, termsOf(candidate.file), this.#order, performed);
    this.#tell(false);
  }

  /** Tells what is done, in the order of the files. */
  #tell(isEnd: boolean): void {
    for (; this.#told < this.#files.length; this.#told++) {
      const performed = this.#performed[this.#told];
      const candidate = this.#files[this.#told];
      if (performed === undefined && !isEnd) return;
      if (performed !== undefined && candidate !== undefined) this.#done(candidate, performed);
      this.#performed[this.#told] = undefined;
    }
  }
}
