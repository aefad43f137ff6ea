import type { SyntaxNode } from "../python/node.ts";
import { type ContextStates, sameStates, unite } from "./context-state.ts";
import { contextIds, isUnknown, sameValues, UNKNOWN, union, type Values } from "./values.ts";

/** What is known at one point of the program. Never changed: each step makes the next one. */
export interface ProgramState {
  /** What variables and attributes hold, by their key. */
  readonly names: ReadonlyMap<string, Values>;
  readonly contexts: ReadonlyMap<string, ContextStates>;
  /** Contexts that left for a place that other code reads, and the node that put them there. */
  readonly stored: ReadonlyMap<string, SyntaxNode>;
  /** How the questions that are asked again were answered on the way here. */
  readonly answers: Answers;
}

export type Answers = ReadonlyMap<string, boolean>;

export const NO_ANSWERS: Answers = new Map();

export const NOTHING_KNOWN: ProgramState = {
  names: new Map(),
  contexts: new Map(),
  stored: new Map(),
  answers: NO_ANSWERS,
};

/** What is known where two paths meet. */
export function joinStates(a: ProgramState, b: ProgramState): ProgramState {
  if (a === b) return a;
  return {
    names: merge(a.names, b.names, (x, y) => union(x ?? UNKNOWN, y ?? UNKNOWN)),
    contexts: merge(a.contexts, b.contexts, (x, y) => unite(x ?? [], y ?? [])),
    stored: merge(a.stored, b.stored, (x, y) => x ?? y),
    answers: merge(a.answers, b.answers, (x, y) => (x === y ? x : undefined)),
  };
}

export function isSameState(a: ProgramState, b: ProgramState): boolean {
  if (a === b) return true;
  return (
    equal(a.names, b.names, sameValues) &&
    equal(a.contexts, b.contexts, sameStates) &&
    equal(a.stored, b.stored, () => true) &&
    equal(a.answers, b.answers, (x, y) => x === y)
  );
}

/** The state after a name was given values; what was known of its attributes, and of what it alone held, is forgotten. */
export function withName(state: ProgramState, key: string, values: Values): ProgramState {
  const attributes: string[] = [];
  for (const other of state.names.keys()) if (other.startsWith(`${key}.`)) attributes.push(other);
  // What is not in the table is not known.
  const isNews = !isUnknown(values) || state.names.has(key) || attributes.length > 0;
  if (!isNews) return state;
  const names = new Map(state.names);
  for (const attribute of attributes) names.delete(attribute);
  names.set(key, values);
  return withoutUnheld({ ...state, names }, contextIds(state.names.get(key) ?? UNKNOWN));
}

/** The state where a name was found to hold only some of its values. */
export function withOnly(state: ProgramState, key: string, values: Values): ProgramState {
  const names = new Map(state.names).set(key, values);
  return withoutUnheld({ ...state, names }, contextIds(state.names.get(key) ?? UNKNOWN));
}

/** Contexts that nothing holds any more are not there: on another path they may be, and be otherwise. */
function withoutUnheld(state: ProgramState, ids: readonly string[]): ProgramState {
  const suspects = ids.filter((id) => !state.stored.has(id));
  if (suspects.length === 0) return state;
  const held = new Set<string>();
  for (const values of state.names.values()) for (const id of contextIds(values)) held.add(id);
  const gone = suspects.filter((id) => !held.has(id));
  if (gone.length === 0) return state;
  const contexts = new Map(state.contexts);
  for (const id of gone) contexts.delete(id);
  return { ...state, contexts };
}

/** The state where a question was answered. */
export function withAnswer(state: ProgramState, key: string, answer: boolean): ProgramState {
  return { ...state, answers: new Map(state.answers).set(key, answer) };
}

export function withContext(state: ProgramState, id: string, states: ContextStates): ProgramState {
  return { ...state, contexts: new Map(state.contexts).set(id, states) };
}

export function withStored(state: ProgramState, ids: readonly string[], place: SyntaxNode): ProgramState {
  if (ids.length === 0) return state;
  const stored = new Map(state.stored);
  for (const id of ids) stored.set(id, place);
  return { ...state, stored };
}

function merge<V>(
  a: ReadonlyMap<string, V>,
  b: ReadonlyMap<string, V>,
  both: (a: V | undefined, b: V | undefined) => V | undefined,
): ReadonlyMap<string, V> {
  if (a === b) return a;
  const merged = new Map<string, V>();
  for (const key of new Set([...a.keys(), ...b.keys()])) {
    const value = both(a.get(key), b.get(key));
    if (value !== undefined) merged.set(key, value);
  }
  return merged;
}

function equal<V>(
  a: ReadonlyMap<string, V>,
  b: ReadonlyMap<string, V>,
  same: (a: V, b: V) => boolean,
): boolean {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  for (const [key, value] of a) {
    const other = b.get(key);
    if (other === undefined || !same(value, other)) return false;
  }
  return true;
}
