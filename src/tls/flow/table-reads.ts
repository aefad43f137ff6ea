import type { SyntaxNode } from "../../python/node.ts";
import { type Given, isUnknown, UNKNOWN, union, type Values } from "../model/values.ts";
import type { Part } from "../program/parts.ts";
import type { Program } from "../program/program.ts";
import type { Memory } from "./memory.ts";

/** What is read from tables that are written out. */
export class TableReads {
  readonly #program: Program;
  readonly #part: Part;
  readonly #memory: Memory;
  readonly #evaluate: (node: SyntaxNode) => Values;

  constructor(program: Program, part: Part, memory: Memory, evaluate: (node: SyntaxNode) => Values) {
    this.#program = program;
    this.#part = part;
    this.#memory = memory;
    this.#evaluate = evaluate;
  }

  /** Every value that an expression may take from a table; nothing where it takes none, or none that is known. */
  read(node: SyntaxNode): Values | undefined {
    const taken = this.#memory.places.tables.takenBy(node);
    if (taken === undefined) return undefined;
    const all = taken.elements.map((element) => this.element(element));
    if (all.every(isUnknown)) return undefined;
    return [...all, ...(taken.mayBeNothing ? [NOTHING] : [])].reduce(union);
  }

  /** The arguments that `**options` stands for, where the dictionary is written out. */
  options(splat: SyntaxNode): readonly Given[] | undefined {
    return this.#memory.places.tables
      .options(splat)
      ?.map(([keyword, value]) => ({ keyword, isSplat: false, value, values: this.element(value) }));
  }

  /** An element, which may be a function that mentions nothing that matters, and be in another module. */
  element(node: SyntaxNode): Values {
    const part = this.#program.of(node);
    const found = part === this.#part ? this.#evaluate(node) : UNKNOWN;
    if (!isUnknown(found)) return found;
    const held = this.#memory.held(node);
    if (held !== undefined && !isUnknown(held)) return held;
    const defined = this.#memory.places.definition(node);
    return defined === undefined ? this.#memory.places.spelled.qualified(node) : [defined];
  }
}

const NOTHING: Values = [{ kind: "none" }];
