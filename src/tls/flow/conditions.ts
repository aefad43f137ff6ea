import type { SyntaxNode } from "../../python/node.ts";
import type { Branches } from "../../python/semantics.ts";
import { asVersion } from "../model/plain-values.ts";
import { contextIds, truth, UNKNOWN, type Value, type Values } from "../model/values.ts";
import type { Relevance } from "../program/relevance.ts";
import { atLeast, limitTest } from "./limit-tests.ts";
import type { Memory } from "./memory.ts";
import { joinStates, type ProgramState, withAnswer, withContext, withOnly } from "./program-state.ts";

type Evaluate = (node: SyntaxNode) => Values;

/** Which way a condition goes, and what that says of the names in it. */
export class Conditions {
  readonly #relevance: Relevance;
  readonly #memory: Memory;
  readonly #evaluate: Evaluate;

  constructor(relevance: Relevance, memory: Memory, evaluate: Evaluate) {
    this.#relevance = relevance;
    this.#memory = memory;
    this.#evaluate = evaluate;
  }

  branch(condition: SyntaxNode, state: ProgramState): Branches<ProgramState> {
    switch (condition.type) {
      case "parenthesized_expression":
        if (condition.named.length === 1 && condition.named[0]) return this.branch(condition.named[0], state);
        break;
      case "not_operator": {
        const operand = condition.field("argument");
        if (operand === undefined) break;
        const { whenTrue, whenFalse } = this.branch(operand, state);
        return { whenTrue: whenFalse, whenFalse: whenTrue };
      }
      case "boolean_operator":
        return this.#shortCircuit(condition, state);
      case "true":
        return decided(true, state);
      case "false":
      case "none":
        return decided(false, state);
      case "integer":
        return decided(Number(condition.text) !== 0, state);
    }
    return this.#answered(condition, state);
  }

  /** A question that was answered before is answered the same again. */
  #answered(condition: SyntaxNode, state: ProgramState): Branches<ProgramState> {
    const question = this.#memory.places.correlations.questionOf(condition);
    if (question === undefined) return this.#simple(condition, state);
    const { key, isNegated } = question;
    const answer = state.answers.get(key);
    if (answer !== undefined) return decided(answer !== isNegated, state);
    const { whenTrue, whenFalse } = this.#simple(condition, state);
    const told = (side: ProgramState | undefined, isTrue: boolean) =>
      side === undefined ? undefined : withAnswer(side, key, isTrue !== isNegated);
    return { whenTrue: told(whenTrue, true), whenFalse: told(whenFalse, false) };
  }

  #simple(condition: SyntaxNode, state: ProgramState): Branches<ProgramState> {
    if (!this.#relevance.mentions(condition)) return { whenTrue: state, whenFalse: state };
    const gate = this.#memory.places.spelled.gate(condition);
    if (gate !== undefined) return decided(gate, state);
    this.#memory.now = state;
    const values = this.#evaluate(condition);
    return this.#limited(condition, this.#narrow(condition, values, this.#memory.now));
  }

  /** What `context.minimum_version < ssl.TLSVersion.TLSv1_2` says of the context. */
  #limited(condition: SyntaxNode, branches: Branches<ProgramState>): Branches<ProgramState> {
    const test = limitTest(condition);
    if (test === undefined) return branches;
    const [limit] = this.#evaluate(test.limit);
    const known = limit === undefined ? undefined : asVersion(limit);
    const version = known?.kind === "version" ? known.version : undefined;
    const ids = contextIds(this.#evaluate(test.context));
    const side = test.isMetWhen ? "whenTrue" : "whenFalse";
    const told = ids.reduce((state: ProgramState | undefined, id) => {
      const states = state?.contexts.get(id);
      return state === undefined || states === undefined
        ? state
        : withContext(state, id, atLeast(states, version));
    }, branches[side]);
    return { ...branches, [side]: told };
  }

  #shortCircuit(condition: SyntaxNode, state: ProgramState): Branches<ProgramState> {
    const left = condition.field("left");
    const right = condition.field("right");
    if (left === undefined || right === undefined) return { whenTrue: state, whenFalse: state };
    const isAnd = condition.field("operator")?.text === "and";
    const first = this.branch(left, state);
    const through = isAnd ? first.whenTrue : first.whenFalse;
    const second = through === undefined ? undefined : this.branch(right, through);
    return isAnd
      ? { whenTrue: second?.whenTrue, whenFalse: either(first.whenFalse, second?.whenFalse) }
      : { whenTrue: either(first.whenTrue, second?.whenTrue), whenFalse: second?.whenFalse };
  }

  /** What `x`, `x is None` and `x is not None` say of what `x` holds. */
  #narrow(condition: SyntaxNode, values: Values, state: ProgramState): Branches<ProgramState> {
    const test = noneTest(condition);
    const subject = test?.subject ?? condition;
    this.#memory.now = state;
    const key = this.#memory.key(subject);
    const held =
      key === undefined ? (test === undefined ? values : UNKNOWN) : (this.#memory.valuesAt(key) ?? UNKNOWN);
    const holds = (value: Value) => (test === undefined ? truth(value) : isNone(value, test.isNegated));
    const side = (some: Values) => {
      if (some.length === 0) return undefined;
      return key === undefined || some.length === held.length ? state : withOnly(state, key, some);
    };
    return {
      whenTrue: side(held.filter((value) => holds(value) !== false)),
      whenFalse: side(held.filter((value) => holds(value) !== true)),
    };
  }
}

function decided(answer: boolean, state: ProgramState): Branches<ProgramState> {
  return { whenTrue: answer ? state : undefined, whenFalse: answer ? undefined : state };
}

function either(a: ProgramState | undefined, b: ProgramState | undefined): ProgramState | undefined {
  if (a === undefined) return b;
  return b === undefined ? a : joinStates(a, b);
}

function noneTest(condition: SyntaxNode) {
  const [subject, none] = condition.named;
  if (condition.type !== "comparison_operator" || none?.type !== "none" || subject === undefined)
    return undefined;
  const isNegated = /(?:\bis\s+not|!=)\s*None$/.test(condition.text);
  return { subject, isNegated };
}

function isNone(value: Value, isNegated: boolean): boolean | undefined {
  return value.kind === "unknown" ? undefined : (value.kind === "none") !== isNegated;
}
