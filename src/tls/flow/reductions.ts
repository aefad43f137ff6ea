import { isComprehension } from "../../python/bindings.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { type Given, isUnknown, UNKNOWN, type Values } from "../model/values.ts";
import { combineOptions } from "./arithmetic.ts";
import type { Memory } from "./memory.ts";
import type { TableReads } from "./table-reads.ts";

/** What `sum`, `functools.reduce` and the functions of `operator` make of flags. */
export class Reductions {
  readonly #module: PythonModule;
  readonly #memory: Memory;
  readonly #tables: TableReads;
  readonly #evaluate: (node: SyntaxNode) => Values;

  constructor(
    module: PythonModule,
    memory: Memory,
    tables: TableReads,
    evaluate: (node: SyntaxNode) => Values,
  ) {
    this.#module = module;
    this.#memory = memory;
    this.#tables = tables;
    this.#evaluate = evaluate;
  }

  /** The result; nothing where a call is none of these, or is not given flags that are all in view. */
  call(callee: SyntaxNode, givens: readonly Given[]): Values | undefined {
    if (!/^(?:\w+\.)*(?:sum|reduce|or_|and_|ior|iand|add)$/.test(callee.text)) return undefined;
    const [first, second, third] = givens;
    if (first === undefined || givens.some(({ isSplat }) => isSplat)) return undefined;
    const name = this.#nameOf(callee);
    if (name === "sum") return this.#fold("+", first.value, second?.values);
    const operator = OPERATORS.get(name);
    if (second === undefined) return undefined;
    if (operator !== undefined) return known(combineOptions(operator, first.values, second.values));
    if (name !== "functools.reduce" && name !== "reduce") return undefined;
    const folded = this.#operatorOf(first.value);
    return folded === undefined ? undefined : this.#fold(folded, second.value, third?.values);
  }

  /** The qualified name; a builtin has none. */
  #nameOf(callee: SyntaxNode): string {
    const isBound = callee.type !== "identifier" || this.#module.scopes.isBound(callee.text, callee);
    return isBound ? (this.#module.names.qualified(callee) ?? "") : callee.text;
  }

  /** `operator.or_`, `lambda a, b: a | b`. */
  #operatorOf(fn: SyntaxNode): string | undefined {
    if (fn.type !== "lambda") return OPERATORS.get(this.#module.names.qualified(fn) ?? "");
    const names = fn.field("parameters")?.named.map(({ text }) => text) ?? [];
    const body = fn.field("body");
    const operands = [body?.field("left")?.text, body?.field("right")?.text];
    const isPlain = body?.type === "binary_operator" && names.length === 2 && new Set(names).size === 2;
    return isPlain && names.every((name) => operands.includes(name))
      ? body.field("operator")?.text
      : undefined;
  }

  #fold(operator: string, source: SyntaxNode, start: Values | undefined): Values | undefined {
    const elements = this.#elementsOf(source);
    if (elements === undefined) return undefined;
    const all = start === undefined ? elements : [start, ...elements];
    const [first, ...others] = all;
    return first === undefined
      ? undefined
      : known(others.reduce((sum, one) => combineOptions(operator, sum, one), first));
  }

  #elementsOf(source: SyntaxNode): readonly Values[] | undefined {
    if (isComprehension(source)) return this.#comprehended(source);
    return this.#memory.places.tables.elementsOfLoop(source)?.map((element) => this.#tables.element(element));
  }

  /** `getattr(ssl, name) for name in names`: with each of the names, where they are written out. */
  #comprehended(node: SyntaxNode): readonly Values[] | undefined {
    const body = node.field("body");
    const [clause, ...others] = node.named.filter((child) => child !== body);
    const target = clause?.type === "for_in_clause" ? clause.field("left") : undefined;
    const source = clause?.field("right");
    if (body === undefined || target?.type !== "identifier" || source === undefined || others.length > 0)
      return undefined;
    return this.#memory.places.tables.elementsOfLoop(source)?.map((element) => {
      this.#memory.setFollowed(target, this.#tables.element(element));
      return this.#evaluate(body);
    });
  }
}

const OPERATORS: ReadonlyMap<string, string> = new Map([
  ["operator.or_", "|"],
  ["operator.ior", "|"],
  ["operator.and_", "&"],
  ["operator.iand", "&"],
  ["operator.add", "+"],
]);

function known(values: Values): Values {
  return isUnknown(values) ? UNKNOWN : values;
}
