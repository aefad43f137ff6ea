import type { SyntaxNode } from "../../python/node.ts";
import type { Branches, Leave, Semantics } from "../../python/semantics.ts";
import { isSameState, joinStates, type ProgramState } from "./program-state.ts";

/** The states of the paths that lead to a place, told apart by the answers to what the program asks again. */
export type Paths = readonly ProgramState[];

const MAX_PATHS = 8;

/** An analysis of one path at a time, for all the paths that are told apart. */
export class EachPath implements Semantics<Paths> {
  readonly #one: Semantics<ProgramState>;

  constructor(one: Semantics<ProgramState>) {
    this.#one = one;
  }

  join(a: Paths, b: Paths): Paths {
    return a === b ? a : gathered([...a, ...b]);
  }

  same(a: Paths, b: Paths): boolean {
    return a.length === b.length && a.every((one) => b.some((other) => isSameState(one, other)));
  }

  concerns(node: SyntaxNode): boolean {
    return this.#one.concerns(node);
  }

  run(node: SyntaxNode, paths: Paths): Paths {
    const only = onlyOf(paths);
    if (only === undefined) return gathered(paths.map((state) => this.#one.run(node, state)));
    const after = this.#one.run(node, only);
    return after === only ? paths : [after];
  }

  mayRaise(statement: SyntaxNode, paths: Paths): boolean {
    return paths.some((state) => this.#one.mayRaise(statement, state));
  }

  branch(condition: SyntaxNode, paths: Paths): Branches<Paths> {
    const only = onlyOf(paths);
    if (only !== undefined) {
      const { whenTrue, whenFalse } = this.#one.branch(condition, only);
      return { whenTrue: whenTrue && [whenTrue], whenFalse: whenFalse && [whenFalse] };
    }
    const all = paths.map((state) => this.#one.branch(condition, state));
    const side = (states: readonly (ProgramState | undefined)[]) => {
      const known = states.filter((state) => state !== undefined);
      return known.length === 0 ? undefined : gathered(known);
    };
    return {
      whenTrue: side(all.map(({ whenTrue }) => whenTrue)),
      whenFalse: side(all.map(({ whenFalse }) => whenFalse)),
    };
  }

  elements(source: SyntaxNode): readonly SyntaxNode[] | undefined {
    return this.#one.elements(source);
  }

  exhausted(source: SyntaxNode, done: Paths, again: Paths): Paths {
    const after = again.reduce(joinStates);
    return gathered(done.map((state) => this.#one.exhausted(source, state, after)));
  }

  bind(target: SyntaxNode, source: SyntaxNode | undefined, paths: Paths): Paths {
    return gathered(paths.map((state) => this.#one.bind(target, source, state)));
  }

  leave(how: Leave, node: SyntaxNode, paths: Paths): void {
    for (const state of paths) this.#one.leave(how, node, state);
  }
}

/** Most places are reached by one path: what follows is asked most often of all. */
function onlyOf(paths: Paths): ProgramState | undefined {
  return paths.length === 1 ? paths[0] : undefined;
}

/** One state for each set of answers; all in one where there are too many. */
function gathered(states: Paths): Paths {
  const [first] = states;
  if (first === undefined || states.length === 1) return states;
  if (states.every(({ answers }) => answers === first.answers)) return [states.reduce(joinStates)];
  const byAnswers = new Map<string, ProgramState>();
  for (const state of states) {
    const key = state.answers.signature;
    const known = byAnswers.get(key);
    byAnswers.set(key, known === undefined ? state : joinStates(known, state));
  }
  const all = [...byAnswers.values()];
  return all.length > MAX_PATHS ? [all.reduce(joinStates)] : all;
}
