import { assignedValue, isComprehension } from "../python/bindings.ts";
import type { PythonModule } from "../python/module.ts";
import type { SyntaxNode } from "../python/node.ts";
import { combineOptions, invertOptions } from "./arithmetic.ts";
import { type CallHost, Calls, type Given } from "./calls.ts";
import { Conditions } from "./conditions.ts";
import { constant } from "./constants.ts";
import { optionsOf } from "./context-state.ts";
import { decideGate } from "./gates.ts";
import type { Memory } from "./memory.ts";
import { hasDecorator } from "./places.ts";
import { joinStates, type ProgramState } from "./program-state.ts";
import type { Relevance } from "./relevance.ts";
import { contextIds, isUnknown, truth, UNKNOWN, union, type Value, type Values } from "./values.ts";

/** How deep expressions are read: a generated table may nest without end. */
const MAX_NESTING = 300;

/** What expressions need of the evaluator that they are a part of. */
export interface ExpressionHost {
  enter: CallHost["enter"];
  /** A lambda or function is met, to be run when what is around it has been. */
  later(node: SyntaxNode): void;
  /** The body that is run gives values to its caller. */
  returns(values: Values, node: SyntaxNode): void;
}

/** What expressions stand for, and what evaluating them does to contexts. */
export class Expressions implements CallHost {
  readonly conditions: Conditions;
  readonly #module: PythonModule;
  readonly #memory: Memory;
  readonly #relevance: Relevance;
  readonly #host: ExpressionHost;
  readonly #calls: Calls;
  #nesting = 0;

  constructor(module: PythonModule, relevance: Relevance, memory: Memory, host: ExpressionHost) {
    this.#module = module;
    this.#memory = memory;
    this.#relevance = relevance;
    this.#host = host;
    this.conditions = new Conditions(module, relevance, memory, (node) => this.evaluate(node));
    this.#calls = new Calls(module, relevance, memory, this);
  }

  enter(call: SyntaxNode, fn: SyntaxNode, givens: readonly Given[], skipped: number): Values | undefined {
    return this.#host.enter(call, fn, givens, skipped);
  }

  evaluate(node: SyntaxNode): Values {
    if (node.type === "none") return [{ kind: "none" }];
    if (node.type === "true" || node.type === "false")
      return [{ kind: "boolean", value: node.type === "true" }];
    return this.#deeper(node, () => this.#expression(node));
  }

  /** The value, and for a literal container everything in it. */
  heldBy(node: SyntaxNode): Values {
    if (!CONTAINERS.has(node.type)) return this.evaluate(node);
    return this.#deeper(node, () => {
      const all = node.named.map((child) => this.heldBy(child));
      const known = all.filter((values) => !isUnknown(values));
      return known.length === 0 ? UNKNOWN : known.reduce(union);
    });
  }

  /** Reads what concerns the analysis, down to some depth. */
  #deeper(node: SyntaxNode, read: () => Values): Values {
    if (!this.#relevance.concerns(node) || this.#nesting > MAX_NESTING) return UNKNOWN;
    this.#nesting++;
    try {
      return read();
    } finally {
      this.#nesting--;
    }
  }

  #expression(node: SyntaxNode): Values {
    switch (node.type) {
      case "identifier":
        return this.#memory.held(node) ?? this.#memory.places.definition(node) ?? this.#qualified(node);
      case "attribute":
        return this.#attribute(node);
      case "call":
        return this.#calls.call(node);
      case "assignment":
        return this.#assignment(node);
      case "augmented_assignment":
        return this.#augmented(node);
      case "named_expression":
        return this.#walrus(node);
      case "conditional_expression":
        return this.#conditional(node);
      case "boolean_operator":
        return this.#eitherSide(node);
      case "binary_operator":
        return this.#binary(node);
      case "unary_operator":
        return this.#unary(node);
      case "comparison_operator":
        return this.#comparison(node);
      case "keyword_argument":
      case "pair":
        return this.evaluate(node.field("value") ?? node);
      case "yield":
        this.#host.returns(node.named.map((child) => this.heldBy(child)).reduce(union, UNKNOWN), node);
        return UNKNOWN;
      case "lambda":
        this.#host.later(node);
        return [{ kind: "function", node }];
      default:
        return this.#composite(node);
    }
  }

  #composite(node: SyntaxNode): Values {
    if (TRANSPARENT.has(node.type))
      return node.named[0] === undefined ? UNKNOWN : this.evaluate(node.named[0]);
    if (CONTAINERS.has(node.type)) return this.heldBy(node);
    if (isComprehension(node)) return this.#comprehension(node);
    for (const child of node.named) this.evaluate(child);
    return UNKNOWN;
  }

  #attribute(node: SyntaxNode): Values {
    const held = this.#memory.held(node);
    if (held !== undefined) return held;
    const object = node.field("object");
    const ids = contextIds(object === undefined ? UNKNOWN : this.evaluate(object));
    const name = node.field("attribute")?.text ?? "";
    if (ids.length === 0) return this.#property(node) ?? this.#qualified(node);
    if (name === "wrap_socket" || name === "wrap_bio") this.#memory.use("connect", node, ids);
    if (name !== "options") return UNKNOWN;
    const all = ids.flatMap((id) =>
      (this.#memory.now.contexts.get(id) ?? []).map((s): Values => [optionsOf(s)]),
    );
    return all.length === 0 ? UNKNOWN : all.reduce(union);
  }

  /** A method of `self`; a property is read by running it. */
  #property(node: SyntaxNode): Values | undefined {
    const member = this.#memory.places.definition(node);
    const [only] = member ?? [];
    if (only?.kind !== "function" || !hasDecorator(only.node, /property$/)) return member;
    return this.#host.enter(node, only.node, [], 1) ?? UNKNOWN;
  }

  #qualified(node: SyntaxNode): Values {
    const names = new Set(this.#module.names.resolve(node).map((resolution) => resolution.name));
    if (names.size === 0) return UNKNOWN;
    return [...names].map((name): Value => constant(name) ?? { kind: "qualified", name });
  }

  #assignment(node: SyntaxNode): Values {
    const value = assignedValue(node);
    if (value === undefined) return UNKNOWN;
    const targets = targetsOf(node);
    const [only] = targets;
    const pairs = targets.length === 1 && only !== undefined ? pairUp(only, value) : undefined;
    if (pairs !== undefined) {
      const all = pairs.map(([target, element]) => [target, this.evaluate(element)] as const);
      for (const [target, values] of all) this.assign(target, values);
      return UNKNOWN;
    }
    const values = this.heldBy(value);
    for (const target of targets) this.assign(target, values);
    return values;
  }

  #walrus(node: SyntaxNode): Values {
    const name = node.field("name");
    const value = node.field("value");
    if (name === undefined || value === undefined) return UNKNOWN;
    const values = this.evaluate(value);
    this.#memory.set(name, values);
    return values;
  }

  /** Gives a target its values: a variable, an attribute, an element, or several of them. */
  assign(target: SyntaxNode, values: Values): void {
    switch (target.type) {
      case "identifier":
        this.#memory.set(target, values);
        return;
      case "attribute":
        this.#assignAttribute(target, values);
        return;
      case "subscript":
        this.#assignElement(target, values);
        return;
      default: {
        const some = isUnknown(values) ? UNKNOWN : union(values, UNKNOWN);
        for (const child of target.named) this.assign(child, some);
      }
    }
  }

  #assignAttribute(target: SyntaxNode, values: Values): void {
    const object = target.field("object");
    const ids = object === undefined ? [] : contextIds(this.evaluate(object));
    const name = target.field("attribute")?.text ?? "";
    if (ids.length > 0)
      this.#memory.configure(
        ids,
        name,
        values,
        target.ancestor("assignment", "augmented_assignment") ?? target,
      );
    else {
      this.#memory.set(target, values);
      this.#memory.store(values, target);
    }
  }

  /** What is put into a container is found again by the container's name. */
  #assignElement(target: SyntaxNode, values: Values): void {
    const container = target.field("value");
    if (container === undefined || isUnknown(values)) return;
    this.#memory.set(container, union(this.evaluate(container), values));
    if (container.type !== "identifier") this.#memory.store(values, target);
  }

  #augmented(node: SyntaxNode): Values {
    const target = node.field("left");
    const right = node.field("right");
    if (target === undefined || right === undefined) return UNKNOWN;
    const operator = node.field("operator")?.text.replace("=", "") ?? "";
    const before = this.evaluate(target);
    this.assign(target, combineOptions(operator, before, this.evaluate(right)));
    return UNKNOWN;
  }

  #binary(node: SyntaxNode): Values {
    const left = node.field("left");
    const right = node.field("right");
    if (left === undefined || right === undefined) return UNKNOWN;
    const a = this.evaluate(left);
    return combineOptions(node.field("operator")?.text ?? "", a, this.evaluate(right));
  }

  #unary(node: SyntaxNode): Values {
    const operand = node.field("argument");
    if (operand === undefined) return UNKNOWN;
    const values = this.evaluate(operand);
    return node.text.startsWith("~") ? invertOptions(values) : UNKNOWN;
  }

  #comparison(node: SyntaxNode): Values {
    const gate = decideGate(node, this.#module);
    if (gate !== undefined) return [{ kind: "boolean", value: gate, isGate: true }];
    for (const child of node.named) this.evaluate(child);
    return UNKNOWN;
  }

  #conditional(node: SyntaxNode): Values {
    const [then, condition, otherwise] = node.named;
    if (then === undefined || condition === undefined || otherwise === undefined) return UNKNOWN;
    const { whenTrue, whenFalse } = this.conditions.branch(condition, this.#memory.now);
    const sides = [this.#under(then, whenTrue), this.#under(otherwise, whenFalse)].filter(
      (s) => s !== undefined,
    );
    this.#memory.now = sides.map((side) => side.state).reduce(joinStates);
    return sides.map((side) => side.values).reduce(union);
  }

  #under(node: SyntaxNode, state: ProgramState | undefined) {
    if (state === undefined) return undefined;
    this.#memory.now = state;
    const values = this.evaluate(node);
    return { values, state: this.#memory.now };
  }

  /** `a or b`, `a and b`: the value of one of them. */
  #eitherSide(node: SyntaxNode): Values {
    const left = node.field("left");
    const right = node.field("right");
    if (left === undefined || right === undefined) return UNKNOWN;
    const first = this.evaluate(left);
    const before = this.#memory.now;
    const second = this.evaluate(right);
    this.#memory.now = joinStates(before, this.#memory.now);
    const isOr = node.field("operator")?.text === "or";
    const kept = first.filter((value) => truth(value) !== !isOr);
    return kept.length === 0 ? second : union(kept, second);
  }

  #comprehension(node: SyntaxNode): Values {
    const body = node.field("body");
    for (const clause of node.named) if (clause !== body) this.evaluate(clause);
    return body === undefined ? UNKNOWN : this.heldBy(body);
  }
}

const CONTAINERS = new Set([
  "tuple",
  "list",
  "set",
  "dictionary",
  "expression_list",
  "pair",
  "list_splat",
  "dictionary_splat",
  "parenthesized_expression",
]);

const TRANSPARENT = new Set(["await", "type"]);

function targetsOf(assignment: SyntaxNode): SyntaxNode[] {
  const targets: SyntaxNode[] = [];
  let node: SyntaxNode | undefined = assignment;
  while (node?.type === "assignment") {
    const left: SyntaxNode | undefined = node.field("left");
    if (left !== undefined) targets.push(left);
    node = node.field("right");
  }
  return targets;
}

/** `a, b = x, y`: each target with its value. */
function pairUp(target: SyntaxNode, value: SyntaxNode): (readonly [SyntaxNode, SyntaxNode])[] | undefined {
  const isList = target.type === "pattern_list" || target.type === "tuple_pattern";
  const isLiteral = value.type === "expression_list" || value.type === "tuple";
  if (!isList || !isLiteral || target.named.length !== value.named.length) return undefined;
  if ([...target.named, ...value.named].some((node) => node.type.includes("splat"))) return undefined;
  return target.named.flatMap((name, i) => {
    const element = value.named[i];
    return element === undefined ? [] : [[name, element] as const];
  });
}
