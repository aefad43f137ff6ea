import type { SyntaxNode } from "../../python/node.ts";
import { isUnknown, onlyReceiver, UNKNOWN, type Values } from "../model/values.ts";
import type { Program } from "../program/program.ts";
import type { Memory } from "./memory.ts";

/** What the names of other modules of the program stand for. */
export class Imports {
  readonly #program: Program;
  readonly #memory: Memory;

  constructor(program: Program, memory: Memory) {
    this.#program = program;
    this.#memory = memory;
  }

  /** The values of an imported name, or of an attribute on the way from it; `undefined` where it is none. */
  read(node: SyntaxNode): Values | undefined {
    const found = this.#program.imported(node);
    if (found === undefined) return undefined;
    const [name, ...more] = found.path;
    if (name === undefined) return UNKNOWN;
    const origin = this.#program.exported(found.part, name);
    if (origin === undefined) return UNKNOWN;
    const key = this.#memory.places.keys.variable(origin.part.module.root, origin.name);
    const held = this.#memory.valuesAt(key);
    const known = held === undefined || isUnknown(held) ? undefined : held;
    let values: Values = known ?? (origin.value === undefined ? UNKNOWN : [origin.value]);
    for (const attribute of more) values = this.#attribute(values, attribute);
    return values;
  }

  #attribute(values: Values, name: string): Values {
    const holder = onlyReceiver(values);
    if (holder === undefined || holder.kind === "context") return UNKNOWN;
    const held = this.#memory.attribute(holder, name);
    if (held !== undefined) return held;
    const method = this.#memory.places.classes.method(holder.node, name);
    if (method === undefined) return UNKNOWN;
    const isBound = method.kind === "function" && holder.kind === "object";
    return [isBound ? { ...method, receiver: holder } : method];
  }
}
