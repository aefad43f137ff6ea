import type { SyntaxNode } from "../../python/node.ts";
import { isOutOfView } from "../model/context-state.ts";
import {
  contextIds,
  isNothing,
  isUnknown,
  UNKNOWN,
  union,
  type Value,
  type Values,
} from "../model/values.ts";
import type { CallHost } from "./call-host.ts";
import type { Expressions } from "./expressions.ts";
import type { Memory } from "./memory.ts";
import { type ProgramState, withContext, withOnly } from "./program-state.ts";

/** What the heads of `for` and `with` statements give, and to which names. */
export class Heads {
  readonly #memory: Memory;
  readonly #host: Pick<CallHost, "enter">;
  readonly #sources = new Map<SyntaxNode, Values>();

  constructor(memory: Memory, host: Pick<CallHost, "enter">) {
    this.#memory = memory;
    this.#host = host;
  }

  /** Evaluates what a head goes through or enters, or one element of it. */
  run(node: SyntaxNode, expressions: Expressions): void {
    this.#sources.set(node, this.#entered(node, this.#valuesOf(node, expressions)));
  }

  /** `for target in source`, `with source as target`. */
  bind(target: SyntaxNode, source: SyntaxNode | undefined): void {
    const found = (source === undefined ? undefined : this.#sources.get(source)) ?? UNKNOWN;
    const values = source === undefined || !isGoneThrough(source) ? found : found.map(oneOfMany);
    if (target.type === "case_pattern") this.#match(target, values);
    else
      for (const name of target.walk())
        if (name.type === "identifier") this.#memory.setFollowed(name, values);
  }

  /** `case name`, `case Class() as name`: what is matched; a name further in may be given that, or what it holds. */
  #match(pattern: SyntaxNode, values: Values): void {
    const parts = isUnknown(values) ? UNKNOWN : union(values, UNKNOWN);
    for (const name of pattern.walk()) {
      if (name.type !== "identifier" || !isCaptured(name)) continue;
      const holder = name.parent?.type === "dotted_name" ? name.parent.parent : name.parent;
      const isAll = holder === pattern || (holder?.type === "as_pattern" && holder.parent === pattern);
      this.#memory.setFollowed(name, isAll ? values : parts);
    }
  }

  /** Each context of a container that is gone through as a whole is as the body of the loop leaves it. */
  exhausted(source: SyntaxNode, done: ProgramState, again: ProgramState): ProgramState {
    let state = this.#configured(done, again);
    if (!isWhole(source)) return state;
    for (const id of contextIds(this.#sources.get(source) ?? UNKNOWN)) {
      const states = again.contexts.get(id);
      if (states !== undefined && done.contexts.has(id)) state = withContext(state, id, states);
    }
    return state;
  }

  /** A loop that configures a context by what is not in view does so, as far as is known. */
  #configured(done: ProgramState, again: ProgramState): ProgramState {
    let state = done;
    for (const { key, value } of done.contexts.changes(again.contexts)) {
      const before = done.contexts.get(key);
      if (before !== undefined && value?.every(isOutOfView) === true && !before.every(isOutOfView))
        state = withContext(state, key, value);
    }
    for (const { key, value } of done.names.changes(again.names)) {
      const name = this.#memory.places.keys.at(key);
      const before = done.names.get(key);
      if (name !== undefined && before !== undefined && value !== undefined && isGathered(before, value))
        state = withOnly(state, name, value);
    }
    return state;
  }

  /** The elements of a literal that is gone through, where all are written down and few. */
  elements(source: SyntaxNode): readonly SyntaxNode[] | undefined {
    if (!LITERALS.has(source.type)) return this.#memory.places.tables.elementsOfLoop(source);
    if (source.named.length > MAX_ELEMENTS) return undefined;
    return source.named.some(({ type }) => type.includes("splat")) ? undefined : source.named;
  }

  /** What the head of a `for` or `with` statement gives, or one element of what is gone through. */
  #valuesOf(node: SyntaxNode, expressions: Expressions): Values {
    const values = expressions.heldBy(node);
    return isUnknown(values) && node.type === "identifier" ? expressions.tables.element(node) : values;
  }

  /** What `with` gives: the result of `__enter__`, where the object's class is one of this file. */
  #entered(node: SyntaxNode, values: Values): Values {
    const isWithItem = node.parent?.type === "with_item" || node.parent?.parent?.type === "with_item";
    if (!isWithItem) return values;
    return values
      .map((value): Values => {
        if (value.kind !== "object") return [value];
        const { classes } = this.#memory.places;
        const method = classes.method(value.node, "__enter__") ?? classes.method(value.node, "__aenter__");
        if (method?.kind !== "function") return [value];
        const entry = { fn: method.node, givens: [], receiver: value, isBound: true };
        return this.#host.enter(node, entry) ?? UNKNOWN;
      })
      .reduce(union);
  }
}

/** Whether a loop goes through a container that is not written out, or changed after that. */
function isGoneThrough(source: SyntaxNode): boolean {
  return source.parent?.type === "for_statement" && source.parent.field("right") === source;
}

/** What a loop gives where some flags of many are known: all of them in turn, and which these are is not known. */
function oneOfMany(value: Value): Value {
  return value.kind === "options" ? { kind: "unknown" } : value;
}

/** Whether a number, to which a loop adds flags that are not in view, has them after it, as far as is known. */
function isGathered(before: Values, after: Values): boolean {
  return (
    isUnknown(before) &&
    !isNothing(before) &&
    after.some(({ kind }) => kind === "unknown" || kind === "options")
  );
}

/** Whether a name in a pattern is given something: it is neither that of a class, nor of an attribute, nor a value. */
function isCaptured(name: SyntaxNode): boolean {
  const parent = name.parent;
  if (parent?.type === "keyword_pattern") return parent.named[0] !== name;
  return (
    parent?.type !== "dotted_name" || (parent.named.length === 1 && parent.parent?.type !== "class_pattern")
  );
}

const LITERALS = new Set(["tuple", "list", "set", "expression_list"]);
const MAX_ELEMENTS = 8;

/** `contexts`, `self.contexts`, `contexts.values()`: all that a container holds. */
function isWhole(source: SyntaxNode): boolean {
  if (source.type === "identifier" || source.type === "attribute") return true;
  return source.type === "call" && source.field("function")?.field("attribute")?.text === "values";
}
