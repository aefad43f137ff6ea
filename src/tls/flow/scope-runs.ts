import type { Change } from "../../core/persistent-map.ts";
import type { SyntaxNode } from "../../python/node.ts";
import type { LifeEvent } from "../model/context-life.ts";
import { type ContextStates, sameStates } from "../model/context-state.ts";
import { contextIds, holdsContext, sameValues, UNKNOWN, type Values } from "../model/values.ts";
import type { Key, Keys } from "../program/keys.ts";
import type { Program } from "../program/program.ts";
import type { Passed } from "../program/relevance.ts";
import type { Assumptions } from "./memory.ts";
import type { ProgramState } from "./program-state.ts";

/** What running a function by itself came to. */
export interface ScopeRun {
  readonly entry: ProgramState;
  /** What it read of the state that it was run in. */
  readonly reads: readonly Key[];
  readonly left: Differences;
  readonly events: readonly LifeEvent[];
  /** The functions that it called. */
  readonly called: ReadonlySet<SyntaxNode>;
  /** What was not looked at, module by module. */
  readonly passed: readonly (Passed | undefined)[];
}

/** What a function leaves otherwise than it was. */
export interface Differences {
  readonly names: readonly Change<Values>[];
  readonly contexts: readonly Change<ContextStates>[];
  readonly stored: readonly Change<SyntaxNode>[];
}

/** Runs of one function that are kept: it is run by itself, and again with what the others gave its object. */
const MAX_RUNS = 3;

/**
 * The runs of the functions of a program. When the program is run again, because words were added or something is
 * assumed, a function need not be run again where all that it read is as it was, and none of this concerns it.
 */
export class ScopeRuns {
  readonly #program: Program;
  readonly #runs = new Map<SyntaxNode, readonly ScopeRun[]>();

  constructor(program: Program) {
    this.#program = program;
  }

  /** An earlier run that would be the same now. */
  find(fn: SyntaxNode, entry: ProgramState, assumed: Assumptions): ScopeRun | undefined {
    const found = this.#runs
      .get(fn)
      ?.find((run) => isSameFor(run, entry) && !isConcerned(run, assumed) && this.#holds(run));
    if (found === undefined) return undefined;
    this.#program.parts.forEach(({ relevance }, i) => {
      const passed = found.passed[i];
      if (passed !== undefined) relevance.passAgain(passed);
    });
    return found;
  }

  keep(fn: SyntaxNode, run: ScopeRun): void {
    this.#runs.set(fn, [run, ...(this.#runs.get(fn) ?? [])].slice(0, MAX_RUNS));
  }

  #holds({ passed }: ScopeRun): boolean {
    return this.#program.parts.every(({ relevance }, i) => {
      const own = passed[i];
      return own === undefined || relevance.isStillPassed(own);
    });
  }
}

/** Whether all that a run read is the same in another state. */
function isSameFor({ entry, reads }: ScopeRun, other: ProgramState): boolean {
  if (entry === other) return true;
  return reads.every(({ id }) => {
    const values = entry.names.get(id) ?? UNKNOWN;
    const others = other.names.get(id) ?? UNKNOWN;
    if (!sameValues(values, others) || entry.names.has(id) !== other.names.has(id)) return false;
    return contextIds(values).every((context) => isSameContext(context, entry, other));
  });
}

function isSameContext(id: number, a: ProgramState, b: ProgramState): boolean {
  const [states, others] = [a.contexts.get(id), b.contexts.get(id)];
  if (states === undefined || others === undefined) return states === others;
  return sameStates(states, others) && a.stored.has(id) === b.stored.has(id);
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

/**
 * What is left when a body has ended that nothing around it calls: the variables of functions are gone, and the contexts
 * that they alone held.
 */
export function differencesOf(entry: ProgramState, end: ProgramState, keys: Keys): Differences {
  const names = entry.names.changes(end.names).filter(({ key }) => !isOfFunction(keys.at(key)));
  const isHeld = (id: number) =>
    entry.contexts.has(id) || names.some(({ value }) => value !== undefined && holdsContext(value, id));
  return {
    names,
    contexts: entry.contexts.changes(end.contexts).filter(({ key }) => isHeld(key)),
    stored: entry.stored.changes(end.stored).filter(({ key }) => isHeld(key)),
  };
}

function isOfFunction(key: Key | undefined): boolean {
  return key?.owner !== undefined && key.owner.type !== "module";
}

/** A state after a function left it otherwise. */
export function withDifferences(state: ProgramState, { names, contexts, stored }: Differences): ProgramState {
  return {
    names: state.names.withChanges(names),
    contexts: state.contexts.withChanges(contexts),
    stored: state.stored.withChanges(stored),
    answers: state.answers,
  };
}
