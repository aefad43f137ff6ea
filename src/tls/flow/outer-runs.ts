import type { SyntaxNode } from "../../python/node.ts";
import type { Program } from "../program/program.ts";
import type { Assumptions, Memory } from "./memory.ts";
import type { Places } from "./places.ts";
import type { ProgramState } from "./program-state.ts";
import { differencesOf, type ScopeRun, type ScopeRuns, withDifferences } from "./scope-runs.ts";

/** A program, what its names stand for, and what running its functions came to. */
export interface Mapped {
  readonly program: Program;
  readonly places: Places;
  readonly runs: ScopeRuns;
}

/** Runs a function by itself, and gives the state at its end. */
type RunScope = (fn: SyntaxNode, entry: ProgramState) => ProgramState;

/** Runs functions that nothing around them calls, or takes what an earlier run of one came to. */
export class OuterRuns {
  readonly #program: Program;
  readonly #runs: ScopeRuns;
  readonly #memory: Memory;
  readonly #assumed: Assumptions;
  readonly #runScope: RunScope;
  #called = new Set<SyntaxNode>();

  constructor({ program, runs }: Mapped, memory: Memory, assumed: Assumptions, runScope: RunScope) {
    this.#program = program;
    this.#runs = runs;
    this.#memory = memory;
    this.#assumed = assumed;
    this.#runScope = runScope;
  }

  /** Functions that were run at one of their calls, which is not in themselves. */
  get called(): ReadonlySet<SyntaxNode> {
    return this.#called;
  }

  /** A function is run at one of its calls. */
  calls(fn: SyntaxNode): void {
    this.#called.add(fn);
  }

  run(fn: SyntaxNode, entry: ProgramState): ProgramState {
    const known = this.#runs.find(fn, entry, this.#assumed);
    if (known !== undefined) this.#memory.happenedAgain(known.events);
    const run = known ?? this.#followed(fn, entry);
    for (const one of run.called) this.#called.add(one);
    return withDifferences(entry, run.left);
  }

  #followed(fn: SyntaxNode, entry: ProgramState): ScopeRun {
    const memory = this.#memory;
    const { parts } = this.#program;
    const before = this.#called;
    const count = memory.events.length;
    this.#called = new Set();
    memory.reads.begin();
    for (const { relevance } of parts) relevance.beginPart();
    const end = this.#runScope(fn, entry);
    const run: ScopeRun = {
      entry,
      reads: memory.reads.keys,
      left: differencesOf(entry, end, memory.places.keys),
      events: memory.events.slice(count),
      called: this.#called,
      passed: parts.map(({ relevance }) => relevance.endPart()),
    };
    this.#called = before;
    const isAsWritten = this.#assumed.made === undefined && this.#assumed.ignored === undefined;
    if (isAsWritten) this.#runs.keep(fn, run);
    return run;
  }
}
