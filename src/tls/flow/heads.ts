import type { SyntaxNode } from "../../python/node.ts";
import { contextIds, isUnknown, UNKNOWN, union, type Values } from "../model/values.ts";
import type { Program } from "../program/program.ts";
import type { CallHost } from "./call-host.ts";
import type { Expressions } from "./expressions.ts";
import type { Memory } from "./memory.ts";
import { type ProgramState, withContext } from "./program-state.ts";
import { elementsOfLoop } from "./tables.ts";

/** What the heads of `for` and `with` statements give, and to which names. */
export class Heads {
  readonly #program: Program;
  readonly #memory: Memory;
  readonly #host: Pick<CallHost, "enter">;
  readonly #sources = new Map<SyntaxNode, Values>();

  constructor(program: Program, memory: Memory, host: Pick<CallHost, "enter">) {
    this.#program = program;
    this.#memory = memory;
    this.#host = host;
  }

  /** Evaluates what a head goes through or enters, or one element of it. */
  run(node: SyntaxNode, expressions: Expressions): void {
    this.#sources.set(node, this.#entered(node, this.#valuesOf(node, expressions)));
  }

  /** `for target in source`, `with source as target`. */
  bind(target: SyntaxNode, source: SyntaxNode | undefined): void {
    const values = (source === undefined ? undefined : this.#sources.get(source)) ?? UNKNOWN;
    for (const name of target.walk()) if (name.type === "identifier") this.#bindName(name, values);
  }

  /** Each context of a container that is gone through as a whole is as the body of the loop leaves it. */
  exhausted(source: SyntaxNode, done: ProgramState, again: ProgramState): ProgramState {
    if (!isWhole(source)) return done;
    let state = done;
    for (const id of contextIds(this.#sources.get(source) ?? UNKNOWN)) {
      const states = again.contexts.get(id);
      if (states !== undefined && done.contexts.has(id)) state = withContext(state, id, states);
    }
    return state;
  }

  /** A class that a loop goes through is looked at wherever its name stands. */
  #bindName(name: SyntaxNode, values: Values): void {
    this.#memory.set(name, values);
    const key = values.some(({ kind }) => kind === "class") ? this.#memory.key(name) : undefined;
    if (key !== undefined) this.#program.addWord(key);
  }

  /** The elements of a literal that is gone through, where all are written down and few. */
  elements(source: SyntaxNode): readonly SyntaxNode[] | undefined {
    if (!LITERALS.has(source.type)) return elementsOfLoop(source, this.#program);
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

const LITERALS = new Set(["tuple", "list", "set", "expression_list"]);
const MAX_ELEMENTS = 8;

/** `contexts`, `self.contexts`, `contexts.values()`: all that a container holds. */
function isWhole(source: SyntaxNode): boolean {
  if (source.type === "identifier" || source.type === "attribute") return true;
  return source.type === "call" && source.field("function")?.field("attribute")?.text === "values";
}
