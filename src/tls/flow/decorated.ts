import type { SyntaxNode } from "../../python/node.ts";
import {
  type ClassValue,
  type FunctionValue,
  type Given,
  isUnknown,
  UNKNOWN,
  type Value,
  type Values,
} from "../model/values.ts";
import type { Program } from "../program/program.ts";
import type { CallHost } from "./call-host.ts";
import { decoratorsOf } from "./decorators.ts";
import type { Memory } from "./memory.ts";
import { isTransparent, isTransparentDecorator } from "./places.ts";

/** Calls a decorator with the function that it stands above. */
type Apply = (
  call: SyntaxNode,
  callee: SyntaxNode,
  fn: Values,
  givens: readonly Given[],
) => Values | undefined;

/** What the decorators of a function make of it, where the program defines them. */
export class Decorated {
  readonly #program: Program;
  readonly #memory: Memory;
  readonly #host: CallHost;
  readonly #apply: Apply;

  constructor(program: Program, memory: Memory, host: CallHost, apply: Apply) {
    this.#program = program;
    this.#memory = memory;
    this.#host = host;
    this.#apply = apply;
  }

  /** What a decorated function's name stands for; nothing where one of its decorators is out of view. */
  of(fn: FunctionValue): Values | undefined {
    return this.#host.apart(() => this.#of(fn));
  }

  #of(fn: FunctionValue): Values | undefined {
    let made: Values = [{ ...fn, isBare: true }];
    for (const expression of decoratorsOf(fn.node).toReversed()) {
      if (isTransparentDecorator(expression)) continue;
      const given = { keyword: undefined, isSplat: false, value: expression, values: made };
      const result = this.#apply(expression, expression, this.#decoratorOf(expression), [given]);
      if (result === undefined || !result.every(isCallable)) return undefined;
      made = result;
    }
    return made;
  }

  /** Gives a class to its decorators, of which those that the program defines may configure what it holds. */
  passClass(made: ClassValue): void {
    for (const expression of decoratorsOf(made.node).toReversed()) {
      if (!this.#mayMatter(expression)) continue;
      const given = { keyword: undefined, isSplat: false, value: expression, values: [made] };
      this.#apply(expression, expression, this.#decoratorOf(expression), [given]);
    }
  }

  /** Whether a decorator is one of the program that does something which matters. */
  #mayMatter(expression: SyntaxNode): boolean {
    const found = this.#memory.places.definition(expression.field("function") ?? expression);
    const isInView = found?.kind === "function" || found?.kind === "class";
    return isInView && this.#program.of(found.node).relevance.mentions(found.node);
  }

  /** The function or class that a decorator is, or that a call with its settings gives. */
  #decoratorOf(expression: SyntaxNode): Values {
    const values = this.#host.evaluate(expression);
    if (!isUnknown(values)) {
      for (const value of values) this.#follow(value);
      return values;
    }
    const callee = expression.field("function");
    const found = this.#memory.places.definition(callee ?? expression);
    if (found === undefined) return UNKNOWN;
    this.#follow(found);
    if (callee === undefined) return [found];
    if (found.kind !== "function") return this.#apply(expression, callee, [found], []) ?? UNKNOWN;
    const entry = { fn: found.node, givens: [], receiver: undefined, isBound: false };
    return isTransparent(found.node) ? (this.#host.enter(expression, entry) ?? UNKNOWN) : UNKNOWN;
  }

  /** The functions in a decorator, which are what it gives, are looked at wherever their names stand. */
  #follow(decorator: Value): void {
    if (decorator.kind !== "function") return;
    const { relevance } = this.#program.of(decorator.node);
    for (const node of decorator.node.field("body")?.walk() ?? [])
      if (node.type === "function_definition") relevance.add(node.field("name")?.text ?? "");
  }
}

function isCallable({ kind }: Value): boolean {
  return kind === "function" || kind === "object";
}
