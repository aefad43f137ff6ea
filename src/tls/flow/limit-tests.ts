import type { SyntaxNode } from "../../python/node.ts";
import { type ContextState, type ContextStates, distinct } from "../model/context-state.ts";
import { from, OBSOLETE, type Version } from "../model/versions.ts";

/** `context.minimum_version < limit`: what it compares, and on which side the minimum is no lower than the limit. */
export interface LimitTest {
  readonly context: SyntaxNode;
  readonly limit: SyntaxNode;
  readonly isMetWhen: boolean;
}

/** The operators after which the minimum is at least the limit, by the answer that says so. */
const MET: ReadonlyMap<string, boolean> = new Map([
  ["<", false],
  [">=", true],
  [">", true],
  ["==", true],
]);

/** The test of a minimum that a condition is, if it is one. */
export function limitTest(condition: SyntaxNode): LimitTest | undefined {
  if (condition.type !== "comparison_operator" || condition.named.length !== 2) return undefined;
  const [left, limit] = condition.named;
  const context = left?.type === "attribute" ? left.field("object") : undefined;
  if (context === undefined || left === undefined || limit === undefined) return undefined;
  if (left.field("attribute")?.text !== "minimum_version") return undefined;
  const isMetWhen = MET.get(
    condition.text.slice(left.end - condition.start, limit.start - condition.start).trim(),
  );
  return isMetWhen === undefined ? undefined : { context, limit, isMetWhen };
}

/** The states of a context of which is known that its minimum is at least `version`, or one that is not known. */
export function atLeast(states: ContextStates, version: Version | undefined): ContextStates {
  if (version !== undefined && (from(version) & OBSOLETE) !== 0) return states;
  return distinct(states.map((state) => raised(state, version)));
}

function raised(state: ContextState, version: Version | undefined): ContextState {
  if (version === undefined) return { ...state, minimum: { kind: "unknown" } };
  const known = state.minimum.kind === "set" ? state.minimum.allowed & from(version) : from(version);
  return { ...state, minimum: { kind: "set", allowed: known } };
}
