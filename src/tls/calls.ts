import { argumentsOf } from "../python/call.ts";
import type { PythonModule } from "../python/module.ts";
import type { SyntaxNode } from "../python/node.ts";
import { newest } from "./arithmetic.ts";
import { constant } from "./constants.ts";
import { type Factory, isFactory } from "./context-life.ts";
import { METHODS } from "./context-state.ts";
import { initialStates } from "./creation.ts";
import { decideGate, literalText } from "./gates.ts";
import type { Memory } from "./memory.ts";
import { isMethod, isTransparent } from "./places.ts";
import type { Relevance } from "./relevance.ts";
import { contextIds, UNKNOWN, union, type Value, type Values } from "./values.ts";

/** What a call gives. */
export interface Given {
  readonly keyword: string | undefined;
  /** `*args` and `**options` stand for any parameter. */
  readonly isSplat: boolean;
  readonly value: SyntaxNode;
  readonly values: Values;
}

/** What calls need of the evaluator that they are a part of. */
export interface CallHost {
  evaluate(node: SyntaxNode): Values;
  heldBy(node: SyntaxNode): Values;
  /** Runs a function of this file at a call; what it returns, or `undefined` where that goes too deep. */
  enter(call: SyntaxNode, fn: SyntaxNode, givens: readonly Given[], skipped: number): Values | undefined;
}

/** Builtins that look at a value and do not keep it. */
const LOOKERS = new Set(
  "print repr str int id len type isinstance issubclass bool dir vars hash callable".split(" "),
);

/** What calls do with contexts. */
export class Calls {
  readonly #module: PythonModule;
  readonly #memory: Memory;
  readonly #relevance: Relevance;
  readonly #host: CallHost;

  constructor(module: PythonModule, relevance: Relevance, memory: Memory, host: CallHost) {
    this.#module = module;
    this.#memory = memory;
    this.#relevance = relevance;
    this.#host = host;
  }

  call(node: SyntaxNode): Values {
    const callee = node.field("function");
    if (callee === undefined) return UNKNOWN;
    const object = callee.type === "attribute" ? callee.field("object") : undefined;
    const ids = object === undefined ? [] : contextIds(this.#host.evaluate(object));
    const name = callee.field("attribute")?.text ?? "";
    const isConfigured = ids.length > 0 && this.#memory.held(callee) === undefined;
    const functions = isConfigured ? UNKNOWN : this.#host.evaluate(callee);
    const givens = this.#givens(node);
    if (isConfigured) return this.#method(node, ids, name, givens);
    return functions.map((fn) => this.#apply(node, callee, fn, givens)).reduce(union);
  }

  #givens(call: SyntaxNode): readonly Given[] {
    const list = call.field("arguments");
    if (list === undefined) return [];
    if (list.type === "generator_expression")
      return [{ keyword: undefined, isSplat: false, value: list, values: this.#host.evaluate(list) }];
    const known = argumentsOf(call);
    return list.named.map((node) => {
      const argument = known.find((one) => one.node === node);
      const value = argument?.value ?? node;
      const values = this.#host.heldBy(value);
      return { keyword: argument?.keyword, isSplat: argument === undefined, value, values };
    });
  }

  #method(call: SyntaxNode, ids: readonly string[], name: string, givens: readonly Given[]): Values {
    if (name === "wrap_socket" || name === "wrap_bio") this.#memory.use("connect", call, ids);
    else if (METHODS.has(name)) this.#memory.call(ids, name, givens[0]?.values ?? UNKNOWN, call);
    return UNKNOWN;
  }

  #apply(call: SyntaxNode, callee: SyntaxNode, fn: Value, givens: readonly Given[]): Values {
    if (fn.kind === "qualified" && isFactory(fn.name)) return this.#make(call, fn.name, givens);
    const own = this.#applyOwn(call, callee, fn, givens) ?? this.#builtin(call, callee, givens);
    if (own !== undefined) return own;
    const passed = givens.flatMap((given) => contextIds(given.values));
    if (passed.length === 0) return UNKNOWN;
    if (fn.kind === "qualified" && fn.name === "OpenSSL.SSL.Connection") {
      this.#memory.use("connect", call, contextIds(givens[0]?.values ?? UNKNOWN));
    } else if (mayConfigure(call, callee, givens)) {
      this.#memory.use("lend", call, passed);
      this.#memory.forget(passed);
    } else this.#memory.use("pass", call, passed);
    return UNKNOWN;
  }

  /** A call of what this file defines; `undefined` where it is none. */
  #applyOwn(call: SyntaxNode, callee: SyntaxNode, fn: Value, givens: readonly Given[]): Values | undefined {
    if (fn.kind === "function" && fn.node.type === "function_definition") {
      if (!isTransparent(fn.node) || !this.#isWorthIt(fn.node, givens)) return undefined;
      const isBound = callee.type === "attribute" && isMethod(fn.node);
      const result = this.#host.enter(call, fn.node, givens, isBound ? 1 : 0);
      if (result === undefined) this.#memory.forget(givens.flatMap((given) => contextIds(given.values)));
      return result ?? UNKNOWN;
    }
    if (fn.kind !== "class") return undefined;
    const [maker] = this.#memory.places.method(fn.node, "__init__") ?? [];
    if (maker?.kind !== "function" || !givens.some(({ values }) => contextIds(values).length > 0))
      return undefined;
    return this.#host.enter(call, maker.node, givens, 1) === undefined ? undefined : UNKNOWN;
  }

  #isWorthIt(fn: SyntaxNode, givens: readonly Given[]): boolean {
    return this.#relevance.mentions(fn) || givens.some(({ values }) => contextIds(values).length > 0);
  }

  #make(call: SyntaxNode, factory: Factory, givens: readonly Given[]): Values {
    const { protocols, states } = initialStates(factory, givens);
    return [this.#memory.make(call, factory, protocols, states)];
  }

  #builtin(call: SyntaxNode, callee: SyntaxNode, givens: readonly Given[]): Values | undefined {
    if (callee.type !== "identifier" || this.#module.scopes.isBound(callee.text, callee)) return undefined;
    switch (callee.text) {
      case "setattr":
        return this.#setattr(call, givens);
      case "getattr":
        return this.#getattr(givens);
      case "hasattr": {
        const answer = decideGate(call, this.#module);
        return answer === undefined ? UNKNOWN : [{ kind: "boolean", value: answer, isGate: true }];
      }
      case "max":
        return newest(givens.map((given) => given.values));
      default:
        return LOOKERS.has(callee.text) ? UNKNOWN : undefined;
    }
  }

  #getattr([object, name, fallback]: readonly Given[]): Values {
    const attribute = literalText(name?.value);
    const module = this.#module.names.qualified(object?.value);
    if (attribute === undefined || module === undefined) return UNKNOWN;
    const qualified = `${module}.${attribute}`;
    const value: Value = constant(qualified) ?? { kind: "qualified", name: qualified };
    return fallback === undefined ? [value] : union([value], fallback.values);
  }

  #setattr(call: SyntaxNode, [object, name, value]: readonly Given[]): Values {
    const attribute = literalText(name?.value);
    const ids = contextIds(object?.values ?? UNKNOWN);
    if (attribute === undefined) this.#memory.forget(ids);
    else this.#memory.configure(ids, attribute, value?.values ?? UNKNOWN, call);
    if (ids.length === 0) this.#memory.store(value?.values ?? UNKNOWN, call);
    return UNKNOWN;
  }
}

/**
 * Whether a function out of view may be there to configure what it is given: a plain function whose result is
 * not used, and which takes the context by position; methods, and parameters by name, take one to use it.
 */
function mayConfigure(call: SyntaxNode, callee: SyntaxNode, givens: readonly Given[]): boolean {
  const statement = call.parent?.type === "await" ? call.parent.parent : call.parent;
  if (statement?.type !== "expression_statement" || callee.type !== "identifier") return false;
  const holding = givens.filter(({ values }) => contextIds(values).length > 0);
  return holding.every((given) => given.keyword === undefined && given.value.type !== "dictionary_splat");
}
