import type { SyntaxNode } from "../python/node.ts";
import type { LifeEvent } from "./context-life.ts";
import type { Assumptions } from "./memory.ts";
import type { Program } from "./program.ts";
import { isSameState, type ProgramState } from "./program-state.ts";
import type { Passed } from "./relevance.ts";

/** What running a function by itself came to. */
export interface ScopeRun {
  readonly entry: ProgramState;
  readonly end: ProgramState;
  readonly events: readonly LifeEvent[];
  /** The functions that it called. */
  readonly called: ReadonlySet<SyntaxNode>;
  /** What was not looked at, module by module. */
  readonly passed: readonly (Passed | undefined)[];
}

/**
 * The runs of the functions of a program. When the program is run again, because words were added or something is
 * assumed, a function that starts in the same state and that none of this concerns need not be run again.
 */
export class ScopeRuns {
  readonly #program: Program;
  readonly #runs = new Map<SyntaxNode, ScopeRun[]>();
  readonly #entries: ProgramState[] = [];

  constructor(program: Program) {
    this.#program = program;
  }

  /** The state that is the same as this one, and was met first. */
  canonical(state: ProgramState): ProgramState {
    const known = this.#entries.find((one) => isSameState(one, state));
    if (known !== undefined) return known;
    this.#entries.push(state);
    return state;
  }

  /** An earlier run that would be the same now. */
  find(fn: SyntaxNode, entry: ProgramState, assumed: Assumptions): ScopeRun | undefined {
    const found = this.#runs.get(fn)?.find((run) => run.entry === entry);
    if (found === undefined || !this.#holds(found) || isConcerned(found, assumed)) return undefined;
    this.#program.parts.forEach(({ relevance }, i) => {
      const passed = found.passed[i];
      if (passed !== undefined) relevance.passAgain(passed);
    });
    return found;
  }

  keep(fn: SyntaxNode, run: ScopeRun): void {
    const others = (this.#runs.get(fn) ?? []).filter(({ entry }) => entry !== run.entry);
    this.#runs.set(fn, [...others, run]);
  }

  #holds({ passed }: ScopeRun): boolean {
    return this.#program.parts.every(({ relevance }, i) => {
      const own = passed[i];
      return own === undefined || relevance.isStillPassed(own);
    });
  }
}

/** Whether a run made a context, or met a setting, that an assumption is about. */
function isConcerned({ events }: ScopeRun, { made, ignored }: Assumptions): boolean {
  if (made === undefined && ignored === undefined) return false;
  return events.some(
    (event) =>
      (event.kind === "born" && made?.has(event.creation) === true) ||
      (event.kind === "set" && ignored?.has(event.setting.node) === true),
  );
}
