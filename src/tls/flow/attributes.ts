import type { SyntaxNode } from "../../python/node.ts";
import { optionsOf } from "../model/context-state.ts";
import { isNumeric } from "../model/plain-values.ts";
import {
  type ClassValue,
  contextIds,
  type ObjectValue,
  type Receiver,
  UNKNOWN,
  union,
  type Value,
  type Values,
} from "../model/values.ts";
import type { CallHost } from "./call-host.ts";
import { classAround, methodAround } from "./classes.ts";
import { hasDecorator } from "./decorators.ts";
import type { Memory } from "./memory.ts";
import { isClassMethod, isMethod, keepsResult } from "./places.ts";

/** What reading an attribute gives, and does. */
export class Attributes {
  readonly #memory: Memory;
  readonly #host: Pick<CallHost, "evaluate" | "enter">;
  readonly #qualified: (node: SyntaxNode) => Values;

  constructor(
    memory: Memory,
    host: Pick<CallHost, "evaluate" | "enter">,
    qualified: (node: SyntaxNode) => Values,
  ) {
    this.#memory = memory;
    this.#host = host;
    this.#qualified = qualified;
  }

  read(node: SyntaxNode): Values {
    const held = this.#memory.held(node);
    if (held !== undefined) return this.#described(node, held);
    const object = node.field("object");
    const name = node.field("attribute")?.text ?? "";
    if (object === undefined) return UNKNOWN;
    if (isSuper(object)) return this.#inherited(object, name) ?? UNKNOWN;
    const values = this.#host.evaluate(object);
    const ids = contextIds(values);
    if (ids.length > 0) return this.#ofContext(node, name, ids);
    if (name === "value" && values.every(isNumeric)) return values;
    const holders = values.filter(isHolder);
    const all = holders.map(
      (holder) => this.#memory.attribute(holder, name) ?? this.#member(node, holder, name),
    );
    const known = all.filter((some) => some !== undefined);
    if (known.length > 0) return this.#described(node, known.reduce(union));
    return this.#ofSelf(node, object, name) ?? this.#qualified(node);
  }

  /** An attribute that is an object of the program's own with `__get__` gives what that does. */
  #described(node: SyntaxNode, held: Values): Values {
    if (!held.some(({ kind }) => kind === "object")) return held;
    return held
      .map((value): Values => {
        const getter =
          value.kind === "object" ? this.#memory.places.classes.method(value.node, "__get__") : undefined;
        if (value.kind !== "object" || getter?.kind !== "function") return [value];
        const object = node.field("object") ?? node;
        const given = {
          keyword: undefined,
          isSplat: false,
          value: object,
          values: this.#memory.held(object) ?? UNKNOWN,
        };
        return (
          this.#host.enter(node, { fn: getter.node, givens: [given], receiver: value, isBound: true }) ??
          UNKNOWN
        );
      })
      .reduce(union);
  }

  #ofContext(node: SyntaxNode, name: string, ids: readonly number[]): Values {
    if (name === "wrap_socket" || name === "wrap_bio") this.#memory.use("connect", node, ids);
    if (name !== "options") return UNKNOWN;
    const all = ids.flatMap((id) =>
      (this.#memory.now.contexts.get(id) ?? []).map((s): Values => [optionsOf(s)]),
    );
    return all.length === 0 ? UNKNOWN : all.reduce(union);
  }

  /** A method of an object or a class that is told from others; a property is read by running it. */
  #member(node: SyntaxNode, holder: ObjectValue | ClassValue, name: string): Values | undefined {
    const found = this.#memory.places.classes.method(holder.node, name);
    return found === undefined ? undefined : this.#bound(node, found, holder);
  }

  /** A method of `self`, where it is not known which object that is. */
  #ofSelf(node: SyntaxNode, object: SyntaxNode, name: string): Values | undefined {
    const members = this.#memory.places.members(object, name);
    return members.length === 0
      ? undefined
      : members.map((one) => this.#bound(node, one, undefined)).reduce(union);
  }

  /** `super().name`. */
  #inherited(call: SyntaxNode, name: string): Values | undefined {
    const method = methodAround(call);
    const owner = method === undefined ? undefined : classAround(method);
    const self = method?.field("parameters")?.named[0];
    if (owner === undefined || self === undefined) return undefined;
    const receiver = this.#memory.receiver(self);
    const { classes } = this.#memory.places;
    const from = receiver === undefined || receiver.kind === "context" ? owner : receiver.node;
    const found = classes.method(from, name, owner);
    return found === undefined ? undefined : this.#bound(call.parent ?? call, found, receiver);
  }

  /** A property that keeps its result puts it on the object; one that is not told from others is its class. */
  #keep(property: SyntaxNode, holder: Receiver | undefined, values: Values): void {
    const owner = classAround(property);
    const object = holder ?? (owner === undefined ? undefined : ({ kind: "class", node: owner } as const));
    const name = property.field("name")?.text;
    if (object === undefined || object.kind === "context" || name === undefined) return;
    if (contextIds(values).length > 0) this.#memory.setAttribute(object, name, values);
  }

  #bound(node: SyntaxNode, member: Value, holder: Receiver | undefined): Values {
    if (member.kind !== "function" || !isMethod(member.node)) return [member];
    if (holder?.kind === "class" && !isClassMethod(member.node)) return [member];
    if (hasDecorator(member.node, /property$/)) {
      const entry = { fn: member.node, givens: [], receiver: holder, isBound: true };
      const values = this.#host.enter(node, entry) ?? UNKNOWN;
      if (keepsResult(member.node)) this.#keep(member.node, holder, values);
      return values;
    }
    return [holder === undefined ? member : { ...member, receiver: holder }];
  }
}

function isHolder(value: Value): value is ObjectValue | ClassValue {
  return value.kind === "object" || value.kind === "class";
}

function isSuper(node: SyntaxNode): boolean {
  return node.type === "call" && node.field("function")?.text === "super";
}
