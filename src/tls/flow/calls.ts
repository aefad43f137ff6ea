import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { isFactory } from "../model/context-life.ts";
import { METHODS } from "../model/context-state.ts";
import {
  contextIds,
  type FunctionValue,
  type Given,
  isUnknown,
  type ObjectValue,
  onlyReceiver,
  type Receiver,
  UNKNOWN,
  union,
  type Value,
  type Values,
} from "../model/values.ts";
import type { Program } from "../program/program.ts";
import { Builtins, isOfContainers, takesOut } from "./builtins.ts";
import type { CallHost, Entry } from "./call-host.ts";
import { classAround } from "./classes.ts";
import { Constructors } from "./constructors.ts";
import { initialStates } from "./creation.ts";
import { Decorated } from "./decorated.ts";
import { type HandedOver, handedOver } from "./handed-over.ts";
import type { Memory } from "./memory.ts";
import { leaveView } from "./out-of-view.ts";
import { isMethod, isTransparent, keepsResult } from "./places.ts";
import { joinStates } from "./program-state.ts";
import { Reductions } from "./reductions.ts";
import type { WrittenArgument } from "./spelled.ts";
import type { TableReads } from "./table-reads.ts";

/** What calls do with contexts. */
export class Calls {
  readonly #memory: Memory;
  readonly #program: Program;
  readonly #host: CallHost;
  readonly #builtins: Builtins;
  readonly constructors: Constructors;
  readonly #reductions: Reductions;
  readonly #tables: TableReads;
  readonly decorated: Decorated;

  constructor(program: Program, module: PythonModule, memory: Memory, host: CallHost, tables: TableReads) {
    this.#tables = tables;
    this.#memory = memory;
    this.#program = program;
    this.#host = host;
    this.#builtins = new Builtins(module, memory);
    this.#reductions = new Reductions(module, memory, tables, (node) => host.evaluate(node));
    this.constructors = new Constructors(program, memory, host, (call, fn, givens) =>
      this.#applyDecorated(call, call, fn, givens),
    );
    this.decorated = new Decorated(program, memory, host, (call, callee, functions, givens) => {
      const results = functions.map((fn) => this.#applyOwn(call, callee, fn, givens));
      return results.every((values) => values !== undefined) ? results.reduce(union) : undefined;
    });
  }

  call(node: SyntaxNode): Values {
    const written = this.#memory.places.spelled.call(node);
    if (written === undefined) return UNKNOWN;
    const taken = this.#tables.read(node);
    if (taken !== undefined) return taken;
    const { callee, object, name } = written;
    const held =
      object === undefined || this.#memory.held(callee) !== undefined ? UNKNOWN : this.#host.evaluate(object);
    const ids = contextIds(held);
    const above = object === undefined ? undefined : this.constructors.contextAbove(object, name);
    if (above !== undefined) return this.#ofLibrary(node, [above], name, this.#givens(node));
    const isOwn = (id: number) => this.constructors.method(id, name) !== undefined;
    if (ids.length > 0 && (!isOfContainers(name) || ids.some(isOwn)))
      return this.#method(node, ids, name, this.#givens(node));
    // What a call gave holds them, and gives them: `pool.submit(make).result()`.
    if (ids.length > 0 && object?.type === "call" && takesOut(name)) {
      this.#givens(node);
      return held;
    }
    const evaluated = this.#host.evaluate(callee);
    const givens = this.#givens(node);
    const functions = isUnknown(evaluated) ? this.#definition(callee, held, givens) : evaluated;
    const own = this.constructors.inherited(node, callee, givens);
    if (own !== undefined) return own;
    const [self, ...rest] = givens;
    const explicit = self?.keyword === undefined ? contextIds(self?.values ?? UNKNOWN) : [];
    if (explicit.length > 0 && functions.some((fn) => isOfLibraryClass(fn, name)))
      return this.#ofLibrary(node, explicit, name, rest);
    return this.#eitherOf(functions, (fn) => this.#apply(node, callee, fn, givens));
  }

  /** One of several functions runs: each by itself, and what is known after it is what all of them leave. */
  #eitherOf(functions: Values, run: (fn: Value) => Values): Values {
    const [only, ...others] = functions;
    if (only === undefined || others.length === 0) return only === undefined ? UNKNOWN : run(only);
    const before = this.#memory.now;
    const results = functions.map((fn) => {
      this.#memory.now = before;
      return { values: run(fn), state: this.#memory.now };
    });
    this.#memory.now = results.map(({ state }) => state).reduce(joinStates);
    this.#memory.given = undefined;
    return results.map(({ values }) => values).reduce(union);
  }

  /** What this file defines under the name, where it is given what matters: it may mention nothing that does else. */
  #definition(callee: SyntaxNode, held: Values, givens: readonly Given[]): Values {
    if (!givens.some((given) => this.#mayMatter(given))) return UNKNOWN;
    const found = this.#memory.places.definition(callee);
    if (found === undefined) {
      const taken = this.#tables.read(callee);
      if (taken !== undefined) return taken;
    }
    return found === undefined ? this.#member(callee, held) : [found];
  }

  /** The method that `self.name`, `Class.name` or that of an object stands for. */
  #member(callee: SyntaxNode, held: Values): Values {
    const object = callee.type === "attribute" ? callee.field("object") : undefined;
    const name = callee.field("attribute")?.text;
    if (object === undefined || name === undefined) return UNKNOWN;
    const { places } = this.#memory;
    const holder = onlyReceiver(held) ?? places.definition(object);
    if (holder?.kind !== "object" && holder?.kind !== "class") {
      const members = places.members(object, name);
      return members.length === 0 ? UNKNOWN : members;
    }
    const found = places.classes.method(holder.node, name);
    if (found === undefined) return UNKNOWN;
    const isBound = found.kind === "function" && isMethod(found.node) && holder.kind === "object";
    return [isBound ? { ...found, receiver: holder } : found];
  }

  #givens(call: SyntaxNode): readonly Given[] {
    const written = this.#memory.places.spelled.call(call)?.arguments ?? [];
    const given = ({ value, keyword, isSplat }: WrittenArgument): Given => ({
      keyword,
      isSplat,
      value,
      values: this.#host.heldBy(value),
    });
    if (!written.some(({ isSplat }) => isSplat)) return written.map(given);
    return written.flatMap(
      (one) => (one.isSplat ? this.#tables.options(one.value) : undefined) ?? [given(one)],
    );
  }

  /** A method of a context: of the class that the library has, or of one of this file. */
  #method(call: SyntaxNode, ids: readonly number[], name: string, givens: readonly Given[]): Values {
    const [own] = ids.flatMap((id) => this.constructors.method(id, name) ?? []);
    const [only] = ids;
    const receiver: Receiver | undefined =
      only === undefined || ids.length > 1 ? undefined : { kind: "context", id: only };
    if (own !== undefined && receiver !== undefined && isTransparent(own)) {
      const result = this.#host.enter(call, { fn: own, givens, receiver, isBound: true });
      if (result === undefined) this.#memory.forget(ids);
      return result ?? UNKNOWN;
    }
    return this.#ofLibrary(call, ids, name, givens);
  }

  #ofLibrary(call: SyntaxNode, ids: readonly number[], name: string, givens: readonly Given[]): Values {
    if (name === "wrap_socket" || (name === "wrap_bio" && !isDropped(call)))
      this.#memory.use("connect", call, ids);
    else if (name === "__setattr__")
      ids.forEach((id) => {
        this.#builtins.setattr(call, [
          { ...SELF, value: call, values: [{ kind: "context", id }] },
          ...givens,
        ]);
      });
    else if (METHODS.has(name)) this.#memory.call(ids, name, givens[0]?.values ?? UNKNOWN, call);
    return UNKNOWN;
  }

  #apply(call: SyntaxNode, callee: SyntaxNode, fn: Value, givens: readonly Given[]): Values {
    if (fn.kind === "qualified" && isFactory(fn.name)) {
      const { protocols, states } = initialStates(fn.name, [...(fn.given ?? []), ...givens]);
      return [this.#memory.make(call, fn.name, protocols, states)];
    }
    const own =
      this.#applyOwn(call, callee, fn, givens) ??
      this.#handedOver(call, callee, fn, givens) ??
      this.#reductions.call(callee, givens) ??
      this.#builtins.call(call, callee, fn, givens);
    return own ?? leaveView(this.#memory, { call, callee, fn, givens });
  }

  /** A call of what this file defines; `undefined` where it is none. */
  #applyOwn(call: SyntaxNode, callee: SyntaxNode, fn: Value, givens: readonly Given[]): Values | undefined {
    if (fn.kind === "class") return this.constructors.construct(call, fn, givens);
    if (fn.kind === "object") return this.#applyObject(call, callee, fn, givens);
    if (fn.kind !== "function") return undefined;
    const receiver = fn.receiver;
    const isGivenSelf = fn.isBare === true && receiver !== undefined && givens[0]?.isSplat === false;
    const all = [...(fn.given ?? []), ...(isGivenSelf ? givens.slice(1) : givens)];
    if (fn.isBare !== true && !isTransparent(fn.node)) return this.#applyDecorated(call, callee, fn, all);
    if (!this.#isWorthIt(fn.node, all, receiver)) return undefined;
    const isBound = receiver !== undefined || (isMethod(fn.node) && this.#isReadFromObject(callee));
    const entry = { fn: fn.node, givens: all, receiver, isBound };
    const own = isBound || !isMethod(fn.node) ? undefined : this.#explicitSelf(fn.node, all);
    const result = this.#kept(fn, all, () =>
      this.#host.enter(call, own === undefined ? entry : { ...entry, ...own }),
    );
    if (result === undefined) this.#memory.forget(all.flatMap((given) => this.#memory.within(given.values)));
    return result ?? UNKNOWN;
  }

  /** What a function that keeps its result, and is given nothing to tell calls by, gave before; else what it gives now. */
  #kept(fn: FunctionValue, givens: readonly Given[], enter: () => Values | undefined): Values | undefined {
    const name = fn.node.field("name");
    if (name === undefined || givens.length > 0 || isMethod(fn.node) || !keepsResult(fn.node)) return enter();
    const key = this.#memory.places.keys.variable(fn.node, name.text);
    const before = this.#memory.valuesAt(key);
    if (before !== undefined) return before;
    const values = enter();
    if (values !== undefined && contextIds(values).length > 0) this.#memory.keep(key, values);
    return values;
  }

  /** A call of an object, whose class says what that does. */
  #applyObject(call: SyntaxNode, callee: SyntaxNode, object: ObjectValue, givens: readonly Given[]) {
    const found = this.#memory.places.classes.method(object.node, "__call__");
    if (found?.kind !== "function") return undefined;
    return this.#applyOwn(call, callee, { ...found, receiver: object }, givens);
  }

  /** A call of what the decorators of a function make of it. */
  #applyDecorated(call: SyntaxNode, callee: SyntaxNode, fn: FunctionValue, givens: readonly Given[]) {
    const made = this.#isWorthIt(fn.node, givens, fn.receiver) ? this.#host.decorated(fn) : undefined;
    if (made === undefined) return undefined;
    const isRead = fn.receiver !== undefined || (isMethod(fn.node) && this.#isReadFromObject(callee));
    const all = [...(isRead ? selfOf(fn, callee) : []), ...givens];
    return this.#eitherOf(made, (one) => this.#applyOwn(call, callee, one, all) ?? UNKNOWN);
  }

  /** A call that will be made by what is handed the function, as if it were made here. */
  #handedOver(call: SyntaxNode, callee: SyntaxNode, fn: Value, givens: readonly Given[]): Values | undefined {
    if (fn.kind !== "unknown" && fn.kind !== "qualified") return undefined;
    const handed = handedOver(callee, givens, (node) => this.#host.heldBy(node));
    if (handed === undefined) return undefined;
    const defined = isUnknown(handed.fn.values) ? this.#memory.places.definition(handed.fn.value) : undefined;
    const functions = defined === undefined ? handed.fn.values : [defined];
    const results = functions.map((one) =>
      one.kind === "function"
        ? this.#applyOwn(call, handed.fn.value, one, handed.givens)
        : this.#madeThere(handed, one),
    );
    return results.every((values) => values !== undefined) ? results.reduce(union) : undefined;
  }

  /** What a function of the library makes for what is handed it: `field(default_factory=ssl.create_default_context)`. */
  #madeThere({ fn: { value }, givens }: HandedOver, fn: Value): Values | undefined {
    const isNamed = value.type === "attribute" || value.type === "identifier";
    if (fn.kind !== "qualified" || !isFactory(fn.name) || !isNamed) return undefined;
    if (givens.length > 0 || fn.given !== undefined) return undefined;
    const { protocols, states } = initialStates(fn.name, []);
    return [this.#memory.make(value, fn.name, protocols, states)];
  }

  /** `self.method(…)`, but not `Class.method(self, …)`. */
  #isReadFromObject(callee: SyntaxNode): boolean {
    const object = callee.type === "attribute" ? callee.field("object") : undefined;
    return object !== undefined && this.#memory.places.definition(object)?.kind !== "class";
  }

  /** `Class.method(self, …)`: what the first parameter is given, as if the method were read from it. */
  #explicitSelf(fn: SyntaxNode, givens: readonly Given[]): Partial<Entry> | undefined {
    const name = fn.field("parameters")?.named[0]?.text;
    const given = givens.find(({ keyword, isSplat }) => !isSplat && (keyword ?? name) === name);
    const receiver = given === undefined ? undefined : this.#receiverOf(given);
    if (receiver === undefined) return undefined;
    return { receiver, isBound: true, givens: givens.filter((one) => one !== given) };
  }

  /** An object or a context; an object that is not told from others of its class is that class. */
  #receiverOf({ value, values }: Given): Receiver | undefined {
    const known = onlyReceiver(values);
    if (known !== undefined) return known;
    const owner = this.#memory.places.methodOfSelf(value)?.ancestor("class_definition");
    return owner === undefined ? undefined : { kind: "class", node: owner };
  }

  #isWorthIt(fn: SyntaxNode, givens: readonly Given[], receiver: Receiver | undefined): boolean {
    if (this.#program.of(fn).relevance.mentions(fn)) return true;
    return receiver?.kind === "context" || givens.some((given) => this.#mayMatter(given));
  }

  /** Whether what is given is or holds a context, or is a function, which may make one. */
  #mayMatter({ values }: Given): boolean {
    return this.#memory.within(values).length > 0 || values.some(({ kind }) => kind === "function");
  }
}

/** What a method is given first by what it is read from; an object that is not told from others is its class. */
export function selfOf(fn: FunctionValue, value: SyntaxNode): readonly Given[] {
  const owner = isMethod(fn.node) ? classAround(fn.node) : undefined;
  if (owner === undefined) return [];
  return [
    { keyword: undefined, isSplat: false, value, values: [fn.receiver ?? { kind: "class", node: owner }] },
  ];
}

/** Whether nothing takes what a call gives: a TLS object on buffers says nothing before it is asked to (measured, 3.6 to 3.13). */
function isDropped(call: SyntaxNode): boolean {
  return call.parent?.type === "expression_statement";
}

/** `SSLContext.wrap_socket`, read from the class of the library. */
function isOfLibraryClass(fn: Value, name: string): boolean {
  return fn.kind === "qualified" && LIBRARY_CLASSES.some((owner) => fn.name === `${owner}.${name}`);
}

const LIBRARY_CLASSES = ["ssl.SSLContext", "OpenSSL.SSL.Context"];

const SELF = { keyword: undefined, isSplat: false } as const;
