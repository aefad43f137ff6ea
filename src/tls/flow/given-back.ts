import { isUnknown, UNKNOWN, union, type Values } from "../model/values.ts";
import { joinStates, type ProgramState } from "./program-state.ts";

/** What the run of one function gives back to its caller. */
export class GivenBack {
  #values: Values | undefined;
  /** The states in which it yields, and how much had happened at the last of them. */
  #yielded: { readonly effects: number; readonly state: ProgramState } | undefined;
  #elements: readonly Values[] | "none" | undefined;

  /** What it returns or yields, at any place; nothing where it never does. */
  get values(): Values | undefined {
    return this.#values;
  }

  /** The elements of the tuples that it returns; none where it returns something else too. */
  get elements(): readonly Values[] | undefined {
    return this.#elements === "none" ? undefined : this.#elements;
  }

  add(values: Values): void {
    this.#values = this.#values === undefined ? values : union(this.#values, values);
  }

  /** It returns no tuple at one place. */
  addOther(): void {
    this.#elements = "none";
  }

  /** It returns a tuple; the values of all its elements together. */
  addTuple(all: readonly Values[]): Values {
    const before = this.#elements ?? all;
    const isAlike = before !== "none" && before.length === all.length;
    this.#elements = isAlike ? all.map((values, i) => union(before[i] ?? UNKNOWN, values)) : "none";
    const known = all.filter((values) => !isUnknown(values));
    return known.length === 0 ? UNKNOWN : known.reduce(union);
  }

  /** A generator is left where it yields: what it is yielded at is what its caller sees. */
  yields(effects: number, now: ProgramState): void {
    const before = this.#yielded?.state;
    this.#yielded = { effects, state: before === undefined ? now : joinStates(before, now) };
  }

  /** What is known where it yields; at its end too, where it did something after that. */
  endOf(end: ProgramState, effects: number): ProgramState {
    if (this.#yielded === undefined) return end;
    const { state } = this.#yielded;
    return effects > this.#yielded.effects ? joinStates(state, end) : state;
  }
}
