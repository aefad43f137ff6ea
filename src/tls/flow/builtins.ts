import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { constant } from "../model/constants.ts";
import { isFactory } from "../model/context-life.ts";
import { isEnumeration, isNumeric } from "../model/plain-values.ts";
import {
  contextIds,
  type Given,
  isUnknown,
  onlyReceiver,
  UNKNOWN,
  union,
  type Value,
  type Values,
} from "../model/values.ts";
import { decideFeature, literalText } from "../reach/gates.ts";
import { newest } from "./arithmetic.ts";
import { nameIn } from "./elements.ts";
import { memberByNumber } from "./enumeration-members.ts";
import type { Memory } from "./memory.ts";

/** Builtins that look at a value and do not keep it. */
const LOOKERS = new Set(
  "print repr str int id len type isinstance issubclass bool dir vars hash callable super".split(" "),
);

/** Builtins that give what they are given, or what that holds. */
const HANDERS = new Set(
  "next iter list tuple set frozenset dict sorted reversed enumerate zip filter".split(" "),
);

/** Functions of the standard library that do. */
const QUALIFIED_HANDERS =
  /^(?:contextlib\.(?:closing|nullcontext)|copy\.copy|itertools\.(?:chain|cycle|islice|repeat)|collections\.(?:deque|OrderedDict|defaultdict)|types\.MappingProxyType|typing\.cast|attrs?\.(?:ib|attrib|field)|weakref\.(?:proxy|ref)|contextvars\.ContextVar|asyncio\.(?:gather|wait_for|shield|create_task|ensure_future|run))$/;

/** Methods of containers that put something in, and those that give what is in. */
const PUTTERS = new Set("append appendleft add insert setdefault extend update put put_nowait".split(" "));
const TAKERS = new Set("get pop popleft popitem values items copy setdefault get_nowait result".split(" "));

/** Methods of an `ExitStack` that give what the context manager that they are given gives. */
const ENTERERS = new Set(["enter_context", "enter_async_context"]);
const METHODS = new Set([...PUTTERS, ...TAKERS, ...ENTERERS, "set"]);

/** Whether containers have a method of that name, which contexts have not. */
export function isOfContainers(name: string): boolean {
  return METHODS.has(name);
}

/** Whether a method of a container, or of what will be one, gives what is in it. */
export function takesOut(name: string): boolean {
  return TAKERS.has(name);
}

/** Calls of what Python itself brings. */
export class Builtins {
  readonly #module: PythonModule;
  readonly #memory: Memory;

  constructor(module: PythonModule, memory: Memory) {
    this.#module = module;
    this.#memory = memory;
  }

  /** The result; `undefined` where the call is of something else. */
  call(call: SyntaxNode, callee: SyntaxNode, fn: Value, givens: readonly Given[]): Values | undefined {
    // A context cannot be called: what is called holds it, and gives it.
    if (fn.kind === "context") return givens.length === 0 ? [fn] : undefined;
    const name = fn.kind === "qualified" ? fn.name : this.#nameOf(callee, givens);
    if (callee.text === "object.__setattr__") return this.setattr(call, givens);
    if (name !== undefined) return this.#qualified(name, givens);
    if (callee.type === "attribute") return this.#container(callee, givens, call);
    if (callee.type !== "identifier" || this.#module.scopes.isBound(callee.text, callee)) return undefined;
    switch (callee.text) {
      case "setattr":
        return this.setattr(call, givens);
      case "getattr":
        return this.#getattr(givens);
      case "hasattr": {
        const answer = this.#memory.places.spelled.gate(call) ?? this.#hasNamed(givens);
        return answer === undefined ? UNKNOWN : [{ kind: "boolean", value: answer, isGate: true }];
      }
      case "int":
        return givens.length === 1 ? numbersIn(givens[0]) : UNKNOWN;
      case "max":
        return newest(givens.map((given) => given.values));
      default:
        if (HANDERS.has(callee.text)) return all(givens);
        return LOOKERS.has(callee.text) ? UNKNOWN : undefined;
    }
  }

  /** The qualified name of what is given something that matters. */
  #nameOf(callee: SyntaxNode, givens: readonly Given[]): string | undefined {
    const matters = givens.some(({ values }) =>
      values.some(
        (value) =>
          value.kind === "function" ||
          value.kind === "context" ||
          value.kind === "object" ||
          value.kind === "options" ||
          (value.kind === "qualified" && isFactory(value.name)),
      ),
    );
    return matters ? this.#module.names.qualified(callee) : undefined;
  }

  #qualified(name: string, givens: readonly Given[]): Values | undefined {
    if (QUALIFIED_HANDERS.test(name)) return all(givens);
    if (isEnumeration(name)) return memberByNumber(name, givens);
    if (name !== "functools.partial") return undefined;
    const [first, ...rest] = givens;
    const values = this.#functionOf(first);
    const functions = values.filter((value) => value.kind === "function" || value.kind === "qualified");
    if (functions.length === 0 || functions.length !== values.length) return undefined;
    return functions.map((fn) => ({ ...fn, given: [...(fn.given ?? []), ...rest] }));
  }

  /** What is given, or what this file defines under that name: it may mention nothing that matters else. */
  #functionOf(given: Given | undefined): Values {
    if (given === undefined || !isUnknown(given.values)) return given?.values ?? UNKNOWN;
    const found = this.#memory.places.definition(given.value);
    return found === undefined ? UNKNOWN : [found];
  }

  /** What is put into a container is found again by the container's name. */
  #container(callee: SyntaxNode, givens: readonly Given[], call: SyntaxNode): Values | undefined {
    const method = callee.field("attribute")?.text ?? "";
    const container = callee.field("object");
    if (container === undefined || !METHODS.has(method)) return undefined;
    const inside = this.#memory.held(container);
    if (inside !== undefined && onlyReceiver(inside)?.kind === "object") return undefined;
    const entered = ENTERERS.has(method) ? all(givens) : UNKNOWN;
    if (this.#memory.within(entered).length > 0) return entered;
    const isPut = PUTTERS.has(method) || (method === "set" && this.#isContextVariable(container));
    const put = isPut ? all(givens) : UNKNOWN;
    if (isPut) this.#memory.loosenElements(container, union(put, UNKNOWN));
    const name = nameIn(call);
    const named = name === undefined ? undefined : this.#memory.element(container, name);
    if (named !== undefined) return named;
    if (this.#memory.within(put).length > 0) {
      if (this.#memory.key(container) === undefined) return undefined;
      this.#memory.set(container, union(inside ?? UNKNOWN, put));
      if (container.type !== "identifier") this.#memory.store(put, call);
      return method === "setdefault" ? put : UNKNOWN;
    }
    return TAKERS.has(method) ? this.#taken(method, inside ?? UNKNOWN, givens) : undefined;
  }

  #taken(method: string, inside: Values, [, fallback]: readonly Given[]): Values | undefined {
    if (this.#memory.within(inside).length > 0) return inside;
    return method === "get" || method === "pop" ? orFallback(UNKNOWN, fallback) : undefined;
  }

  /** `NAME = contextvars.ContextVar(…)` */
  #isContextVariable(node: SyntaxNode): boolean {
    if (node.type !== "identifier") return false;
    const bindings = this.#module.scopes.lookup(node.text, node)?.bindings ?? [];
    const value = bindings.length === 1 ? bindings[0]?.value : undefined;
    return value?.type === "call" && this.#module.names.is(value.field("function"), "contextvars.ContextVar");
  }

  #getattr([object, name, fallback]: readonly Given[]): Values {
    const module = this.#module.names.qualified(object?.value);
    const attributes = textsOf(name);
    if (attributes === undefined || module === undefined) {
      const values = this.#attribute(object, attributes?.[0]);
      return orFallback(values, fallback) ?? values;
    }
    return attributes
      .map((attribute): Values => {
        const qualified = `${module}.${attribute}`;
        const value: Value = constant(qualified) ?? { kind: "qualified", name: qualified };
        if (fallback === undefined || (module === "ssl" && this.#has(attribute, value))) return [value];
        // That there may be no such flag says nothing of what is spoken.
        return union([value], isUnknown(fallback.values) ? UNKNOWN : fallback.values);
      })
      .reduce(union);
  }

  /** Whether every Python that the code runs on has a constant of `ssl`. */
  #has(attribute: string, { kind }: Value): boolean {
    return kind !== "qualified" && decideFeature(attribute, this.#module) === true;
  }

  /** `hasattr(ssl, name)`, where it is known what the name may be. */
  #hasNamed([object, name]: readonly Given[]): boolean | undefined {
    const attributes = textsOf(name);
    if (attributes === undefined || !this.#module.names.is(object?.value, "ssl")) return undefined;
    const answers = new Set(attributes.map((attribute) => decideFeature(attribute, this.#module)));
    const [only] = answers;
    return answers.size === 1 ? only : undefined;
  }

  /** `getattr(object, "name")` of an object that is followed. */
  #attribute(object: Given | undefined, name: string | undefined): Values {
    const holder = onlyReceiver(object?.values ?? UNKNOWN);
    if (name === undefined || holder === undefined || holder.kind === "context") return UNKNOWN;
    return this.#memory.attribute(holder, name) ?? UNKNOWN;
  }

  /** `setattr(object, name, value)`. */
  setattr(call: SyntaxNode, [object, name, value]: readonly Given[]): Values {
    const attributes = textsOf(name);
    const attribute = attributes?.length === 1 ? attributes[0] : undefined;
    const holder = onlyReceiver(object?.values ?? UNKNOWN);
    const ids = contextIds(object?.values ?? UNKNOWN);
    const values = value?.values ?? UNKNOWN;
    if (attribute === undefined) this.#memory.forget([...ids, ...contextIds(values)]);
    else if (holder !== undefined && holder.kind !== "context")
      this.#memory.setAttribute(holder, attribute, values);
    else this.#memory.configure(ids, attribute, values, call);
    if (ids.length === 0 && holder === undefined) this.#memory.store(values, call);
    return UNKNOWN;
  }
}

/** What a text may be that is written out, or that a name holds. */
function textsOf(given: Given | undefined): readonly string[] | undefined {
  const written = literalText(given?.value);
  if (written !== undefined) return [written];
  const texts = (given?.values ?? UNKNOWN).map((value) => (value.kind === "text" ? value.text : undefined));
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

/** Flags, versions and modes, as another type of number. */
function numbersIn(given: Given | undefined): Values {
  return given?.values.every(isNumeric) === true ? given.values : UNKNOWN;
}

/**
 * What `options.get(name, fallback)` may give, where the fallback is a version or a protocol: that is what the program
 * does by itself, whatever else the options may hold.
 */
function orFallback(values: Values, fallback: Given | undefined): Values | undefined {
  const known = (fallback?.values ?? []).filter(({ kind }) => kind === "protocol" || kind === "version");
  return known.length === 0 || fallback?.keyword !== undefined ? undefined : union(values, known);
}

/** Everything that the arguments hold. */
function all(givens: readonly Given[]): Values {
  return givens
    .map(({ values }) => values)
    .filter((values) => !isUnknown(values))
    .reduce<Values>(union, UNKNOWN);
}
