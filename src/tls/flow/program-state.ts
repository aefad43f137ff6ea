import { PersistentMap } from "../../core/persistent-map.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { type ContextStates, sameStates, unite } from "../model/context-state.ts";
import {
  contextIds,
  holdsContext,
  isNothing,
  sameValues,
  UNKNOWN,
  union,
  type Values,
} from "../model/values.ts";
import type { Key } from "../program/keys.ts";
import { Answers } from "./answers.ts";

/** What is known at one point of the program. Never changed: each step makes the next one. */
export interface ProgramState {
  /** What variables and attributes hold, by the number of their key. */
  readonly names: PersistentMap<Values>;
  /** What contexts may be like, by the number of where they are made. */
  readonly contexts: PersistentMap<ContextStates>;
  /** Contexts that left for a place that other code reads, and the node that put them there. */
  readonly stored: PersistentMap<SyntaxNode>;
  /** How the questions that are asked again were answered on the way here. */
  readonly answers: Answers;
}

export const NOTHING_KNOWN: ProgramState = {
  names: PersistentMap.empty(),
  contexts: PersistentMap.empty(),
  stored: PersistentMap.empty(),
  answers: Answers.NONE,
};

/** What is known where two paths meet. */
export function joinStates(a: ProgramState, b: ProgramState): ProgramState {
  if (a === b) return a;
  const names = a.names.merge(b.names, union, maybeUnknown);
  const contexts = a.contexts.merge(b.contexts, unite, itself);
  const stored = a.stored.merge(b.stored, itself, itself);
  const answers = a.answers.common(b.answers);
  const isFirst =
    names === a.names && contexts === a.contexts && stored === a.stored && answers === a.answers;
  return isFirst ? a : { names, contexts, stored, answers };
}

const maybeUnknown = (values: Values): Values => union(values, UNKNOWN);
const itself = <V>(value: V): V => value;

export function isSameState(a: ProgramState, b: ProgramState): boolean {
  if (a === b) return true;
  return (
    a.names.equals(b.names, sameValues) &&
    a.contexts.equals(b.contexts, sameStates) &&
    a.stored.equals(b.stored, () => true) &&
    a.answers.isSame(b.answers)
  );
}

/** The state after a name was given values; what was known of its attributes, and of what it alone held, is forgotten. */
export function withName(state: ProgramState, key: Key, values: Values): ProgramState {
  const before = state.names.get(key.id);
  const names = key.hasAttributes ? withoutAttributes(state.names, key) : state.names;
  // What is not in the table is not known.
  const isNews = !isNothing(values) || before !== undefined || names !== state.names;
  if (!isNews) return state;
  return withNames(state, names.set(key.id, values), before);
}

/** The state where a name was found to hold only some of its values. */
export function withOnly(state: ProgramState, key: Key, values: Values): ProgramState {
  return withNames(state, state.names.set(key.id, values), state.names.get(key.id));
}

/** The state where nothing is known of the attributes of an object any more. */
export function withoutObject(state: ProgramState, object: Key): ProgramState {
  const names = withoutAttributes(state.names, object);
  return names === state.names ? state : { ...state, names };
}

function withoutAttributes(names: PersistentMap<Values>, key: Key): PersistentMap<Values> {
  let known = names;
  for (const attribute of key.attributes) known = withoutAttributes(known.delete(attribute.id), attribute);
  return known;
}

/** Contexts that nothing holds any more are not there: on another path they may be, and be otherwise. */
function withNames(
  state: ProgramState,
  names: PersistentMap<Values>,
  before: Values | undefined,
): ProgramState {
  if (names === state.names) return state;
  let { contexts } = state;
  for (const id of before === undefined ? [] : contextIds(before)) {
    if (state.stored.has(id) || names.some((values) => holdsContext(values, id))) continue;
    contexts = contexts.delete(id);
  }
  return { names, contexts, stored: state.stored, answers: state.answers };
}

/** The state where a question was answered. */
export function withAnswer(state: ProgramState, key: string, answer: boolean): ProgramState {
  return { ...state, answers: state.answers.with(key, answer) };
}

export function withContext(state: ProgramState, id: number, states: ContextStates): ProgramState {
  const contexts = state.contexts.set(id, states);
  return contexts === state.contexts ? state : { ...state, contexts };
}

export function withStored(state: ProgramState, ids: readonly number[], place: SyntaxNode): ProgramState {
  if (ids.length === 0) return state;
  let { stored } = state;
  for (const id of ids) stored = stored.set(id, place);
  return { ...state, stored };
}
