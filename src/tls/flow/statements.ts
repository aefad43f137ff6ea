import type { SyntaxNode } from "../../python/node.ts";
import { UNKNOWN, type Values } from "../model/values.ts";
import type { Program } from "../program/program.ts";
import type { Expressions } from "./expressions.ts";
import type { GivenBack } from "./given-back.ts";
import type { Memory } from "./memory.ts";

/** What statements need of the evaluator that they are a part of. */
export interface StatementHost {
  /** What evaluates the expressions of the module that a node is in. */
  expressionsAt(node: SyntaxNode): Expressions;
  /** What the function that is run gives back. */
  readonly given: GivenBack;
  returns(values: Values, node: SyntaxNode): void;
  runClass(node: SyntaxNode, body: SyntaxNode): void;
  /** Each call of a function that does something that matters does, too. */
  callsMatter(owner: SyntaxNode): void;
  later(node: SyntaxNode): void;
}

/** What statements do to contexts; those that hold other statements only where they define something. */
export class Statements {
  readonly #program: Program;
  readonly #memory: Memory;
  readonly #host: StatementHost;

  constructor(program: Program, memory: Memory, host: StatementHost) {
    this.#program = program;
    this.#memory = memory;
    this.#host = host;
  }

  run(node: SyntaxNode): void {
    switch (node.type) {
      case "expression_statement":
      case "decorator":
        for (const child of node.named) this.#at(child).evaluate(child);
        return;
      case "return_statement":
        this.#return(node);
        return;
      case "function_definition":
        if (this.#program.of(node).relevance.mentions(node)) this.#define(node);
        return;
      case "class_definition":
        if (this.#program.of(node).relevance.mentions(node)) this.#class(node);
        return;
      case "decorated_definition":
        for (const child of node.named) this.run(child);
        return;
      case "delete_statement":
        for (const child of node.named) this.#at(child).assignments.assign(child, UNKNOWN);
        return;
      default:
        if (!SILENT.has(node.type)) this.#at(node).evaluate(node);
    }
  }

  #at(node: SyntaxNode): Expressions {
    return this.#host.expressionsAt(node);
  }

  #return(node: SyntaxNode): void {
    const { given } = this.#host;
    const value = node.named[0];
    const isTuple = value?.type === "expression_list" || value?.type === "tuple";
    if (value === undefined || !isTuple || value.named.some(({ type }) => type.endsWith("splat"))) {
      this.#host.returns(value === undefined ? NONE : this.#at(node).heldBy(value), node);
      given.addOther();
      return;
    }
    const all = value.named.map((element) => this.#at(node).heldBy(element));
    this.#host.returns(given.addTuple(all), node);
  }

  #define(node: SyntaxNode): void {
    for (const parameter of node.field("parameters")?.named ?? []) {
      const initial = parameter.field("value");
      if (initial !== undefined) this.#memory.store(this.#at(initial).evaluate(initial), initial);
    }
    const name = node.field("name");
    if (name !== undefined) this.#memory.set(name, UNKNOWN);
    // What is run only when it is called is not known to do nothing.
    if (!this.#program.mayUseMain(node)) this.#host.callsMatter(node);
    this.#host.later(node);
  }

  #class(node: SyntaxNode): void {
    const { relevance } = this.#program.of(node);
    const bases = node.field("superclasses");
    for (const base of bases?.named ?? []) this.#at(base).evaluate(base);
    const name = node.field("name");
    const body = node.field("body");
    if (name !== undefined) this.#memory.set(name, UNKNOWN);
    if (body === undefined) return;
    const { effects } = this.#memory;
    this.#host.runClass(node, body);
    this.#at(node).passClass({ kind: "class", node });
    const isHeir = bases !== undefined && relevance.mentions(bases);
    if (name !== undefined && (isHeir || this.#memory.effects > effects)) relevance.add(name.text);
  }
}

/** Whether a node is a statement, and no part of one. */
export function isStatement({ type }: SyntaxNode): boolean {
  return type.endsWith("_statement") || DEFINITIONS.has(type);
}

const NONE: Values = [{ kind: "none" }];
const DEFINITIONS = new Set(["function_definition", "class_definition", "decorated_definition"]);
const SILENT = new Set([
  "import_statement",
  "import_from_statement",
  "future_import_statement",
  "global_statement",
  "nonlocal_statement",
  "pass_statement",
]);
