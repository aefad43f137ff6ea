import type { SyntaxNode } from "../../python/node.ts";
import { type Factory, isFactory } from "../model/context-life.ts";
import {
  type ClassValue,
  type FunctionValue,
  type Given,
  onlyReceiver,
  type Receiver,
  UNKNOWN,
  type Values,
} from "../model/values.ts";
import type { Program } from "../program/program.ts";
import type { CallHost } from "./call-host.ts";
import { classAround, methodAround } from "./classes.ts";
import { initialStates } from "./creation.ts";
import { hasDecorator } from "./decorators.ts";
import type { Memory } from "./memory.ts";
import { isTransparent } from "./places.ts";

/** Calls what the decorators of a function make of it; nothing where they are not all in view. */
type CallDecorated = (call: SyntaxNode, fn: FunctionValue, givens: readonly Given[]) => Values | undefined;

/** What the classes of a file make: contexts of their own kind, and objects that hold contexts. */
export class Constructors {
  readonly #program: Program;
  readonly #memory: Memory;
  readonly #host: CallHost;
  readonly #decorated: CallDecorated;

  constructor(program: Program, memory: Memory, host: CallHost, decorated: CallDecorated) {
    this.#decorated = decorated;
    this.#program = program;
    this.#memory = memory;
    this.#host = host;
  }

  /** `Class(…)`; `undefined` where it is nothing that matters. */
  construct(call: SyntaxNode, made: ClassValue, givens: readonly Given[]): Values | undefined {
    const factory = this.#factoryOf(made.node);
    return factory === undefined
      ? this.#object(call, made, givens)
      : this.#context(call, made, factory, givens);
  }

  /** What the metaclass of a class does with it once it is made; what it did before may have configured what it holds. */
  passToMetaclass(made: ClassValue): void {
    const { classes } = this.#memory.places;
    const meta = classes.metaclass(made.node);
    if (meta === undefined || !this.#program.of(meta).relevance.mentions(meta)) return;
    const [maker, set] = ["__new__", "__init__"].map((name) => classes.method(meta, name));
    if (maker?.kind === "function" && this.#program.of(maker.node).relevance.mentions(maker.node)) {
      const keys = classes.keys(made.node).flatMap((key) => [...key.attributes]);
      this.#memory.forget(keys.flatMap((key) => this.#memory.within(this.#memory.valuesAt(key) ?? UNKNOWN)));
    }
    if (set?.kind === "function")
      this.#host.enter(made.node, { fn: set.node, givens: [], receiver: made, isBound: true });
  }

  /** The method that a class of this file gives the contexts that are of it. */
  method(id: number, name: string): SyntaxNode | undefined {
    const owner = this.#memory.classOf(id);
    const found = owner === undefined ? undefined : this.#memory.places.classes.method(owner, name);
    return found?.kind === "function" ? found.node : undefined;
  }

  /** The context that `super()` stands for in a method of a class of contexts, where the library has the method. */
  contextAbove(object: SyntaxNode, name: string): number | undefined {
    if (object.type !== "call" || object.field("function")?.text !== "super") return undefined;
    const method = methodAround(object);
    const self = method?.field("parameters")?.named[0];
    const receiver = self === undefined ? undefined : this.#memory.receiver(self);
    if (receiver?.kind !== "context" || method === undefined) return undefined;
    const owner = this.#memory.classOf(receiver.id);
    const own = owner && this.#memory.places.classes.method(owner, name, classAround(method));
    return own === undefined ? receiver.id : undefined;
  }

  /** `super().__new__(cls, …)` in a class of contexts: it makes the context. */
  inherited(call: SyntaxNode, callee: SyntaxNode, givens: readonly Given[]): Values | undefined {
    if (callee.type !== "attribute" || callee.field("attribute")?.text !== "__new__") return undefined;
    const owner = call.ancestor("class_definition");
    const factory = owner === undefined ? undefined : this.#factoryOf(owner);
    if (owner === undefined || factory === undefined || this.#memory.calls.length === 0) return undefined;
    const { protocols, states } = initialStates(factory, givens.slice(1));
    return [this.#memory.make(call, factory, protocols, states, owner)];
  }

  #context(call: SyntaxNode, { node }: ClassValue, factory: Factory, givens: readonly Given[]): Values {
    const receiver: ClassValue = { kind: "class", node };
    const { classes } = this.#memory.places;
    const maker = classes.method(node, "__new__");
    const made =
      maker?.kind === "function"
        ? this.#host.enter(call, { fn: maker.node, givens, receiver, isBound: true })
        : [this.#plain(call, node, factory, givens)];
    const context = onlyReceiver(made ?? UNKNOWN);
    const set = classes.method(node, "__init__");
    if (context?.kind === "context" && set?.kind === "function")
      this.#host.enter(call, { fn: set.node, givens, receiver: context, isBound: true });
    return made ?? UNKNOWN;
  }

  #plain(call: SyntaxNode, owner: SyntaxNode, factory: Factory, givens: readonly Given[]): Receiver {
    const { protocols, states } = initialStates(factory, givens);
    return this.#memory.make(call, factory, protocols, states, owner);
  }

  /** The factory of the library that a class of this file inherits from. */
  #factoryOf(node: SyntaxNode): Factory | undefined {
    const { classes } = this.#memory.places;
    for (const one of classes.order(node)) {
      for (const base of classes.baseExpressions(one)) {
        const name = this.#program.of(base).module.names.qualified(base);
        if (name !== undefined && isFactory(name) && name.endsWith("Context")) return name;
      }
    }
    return undefined;
  }

  #object(call: SyntaxNode, made: ClassValue, givens: readonly Given[]): Values | undefined {
    const { classes } = this.#memory.places;
    const holding = givens.filter(({ values }) => this.#memory.within(values).length > 0);
    const isWorthIt = classes.order(made.node).some((one) => this.#program.of(one).relevance.mentions(one));
    if (!isWorthIt && holding.length === 0) return undefined;
    const object = this.#memory.makeObject(call, made.node);
    const set = classes.method(made.node, "__init__");
    if (set?.kind === "function") {
      const entry = { fn: set.node, givens, receiver: object, isBound: true };
      const wrapped = isTransparent(set.node)
        ? undefined
        : this.#decorated(call, { ...set, receiver: object }, givens);
      if (wrapped === undefined && this.#host.enter(call, entry) === undefined)
        this.#memory.forget(holding.flatMap(({ values }) => this.#memory.within(values)));
      return [object];
    }
    if (isRecord(made.node)) {
      this.#fill(object, givens);
      const after =
        classes.method(made.node, "__post_init__") ?? classes.method(made.node, "__attrs_post_init__");
      if (after?.kind === "function")
        this.#host.enter(call, { fn: after.node, givens: [], receiver: object, isBound: true });
    } else if (holding.length > 0)
      this.#memory.use(
        "pass",
        call,
        holding.flatMap(({ values }) => this.#memory.within(values)),
      );
    return [object];
  }

  /** A data class keeps what it is given under the names of its fields. */
  #fill(object: ReturnType<Memory["makeObject"]>, givens: readonly Given[]): void {
    const fields = (object.node.field("body")?.named ?? []).flatMap((statement) => {
      const field = statement.named[0];
      const name = field?.type === "assignment" && field.field("type") ? field.field("left") : undefined;
      return name?.type === "identifier" ? [name.text] : [];
    });
    const positional = givens.filter((given) => given.keyword === undefined && !given.isSplat);
    fields.forEach((name, i) => {
      const given = givens.find(({ keyword }) => keyword === name) ?? positional[i];
      if (given !== undefined) this.#memory.setAttribute(object, name, given.values);
    });
  }
}

/** Whether Python writes the constructor from the fields. */
function isRecord(node: SyntaxNode): boolean {
  return (
    hasDecorator(node, /^(?:dataclasses\.)?dataclass\b|^attrs?\.|^define\b/) ||
    /\bNamedTuple\b/.test(node.field("superclasses")?.text ?? "")
  );
}
