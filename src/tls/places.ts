import type { Binding } from "../python/bindings.ts";
import type { SyntaxNode } from "../python/node.ts";
import type { Scopes } from "../python/scopes.ts";
import type { Values } from "./values.ts";

const MAX_BASES = 4;

/** Where values live: variables, attributes, and what the file defines under a name. */
export class Places {
  readonly #scopes: Scopes;
  readonly #roots = new Map<SyntaxNode, SyntaxNode>();

  constructor(scopes: Scopes) {
    this.#scopes = scopes;
  }

  /** The key of a variable, or of an attribute of one; instances of one class are one object. */
  key(node: SyntaxNode | undefined): string | undefined {
    if (node?.type === "parenthesized_expression") return this.key(node.named[0]);
    if (node?.type === "attribute") {
      const base = this.key(node.field("object"));
      return base === undefined ? undefined : `${base}.${node.field("attribute")?.text ?? ""}`;
    }
    if (node?.type !== "identifier") return undefined;
    const found = this.#scopes.lookup(node.text, node);
    if (found === undefined || found.bindings.some((binding) => binding.import !== undefined))
      return undefined;
    const { node: owner } = found.scope;
    if (owner.type === "class_definition") return `${this.#classKey(owner)}.${node.text}`;
    const own = found.bindings.some(isParameter) ? methodClass(owner, node.text) : undefined;
    return own === undefined ? `${owner.start}:${owner.end}:${node.text}` : this.#classKey(own);
  }

  /** The function or class that a name, or an attribute of `self`, stands for. */
  definition(node: SyntaxNode): Values | undefined {
    if (node.type === "attribute") return this.#member(node);
    return node.type === "identifier"
      ? defined(this.#scopes.lookup(node.text, node)?.bindings ?? [])
      : undefined;
  }

  /** The method `name` of a class, its own or of a base in this file. */
  method(owner: SyntaxNode, name: string): Values | undefined {
    let at: SyntaxNode | undefined = owner;
    for (let depth = 0; at !== undefined && depth <= MAX_BASES; depth++) {
      const body: SyntaxNode | undefined = at.field("body");
      const own: Values | undefined =
        body === undefined ? undefined : defined(this.#scopes.bindings(this.#scopes.at(body), name));
      if (own !== undefined) return own;
      at = this.#baseOf(at);
    }
    return undefined;
  }

  #member(node: SyntaxNode): Values | undefined {
    const object = node.field("object");
    if (object?.type !== "identifier") return undefined;
    const found = this.#scopes.lookup(object.text, object);
    const owner = found === undefined ? undefined : methodClass(found.scope.node, object.text);
    return owner === undefined ? undefined : this.method(owner, node.field("attribute")?.text ?? "");
  }

  #classKey(node: SyntaxNode): string {
    let root = this.#roots.get(node);
    if (root === undefined) {
      root = node;
      for (let depth = 0; depth < MAX_BASES; depth++) root = this.#baseOf(root) ?? root;
      this.#roots.set(node, root);
    }
    return `class ${root.start}`;
  }

  /** The first base of a class, where this file defines it. */
  #baseOf(node: SyntaxNode): SyntaxNode | undefined {
    const base = node.field("superclasses")?.named[0];
    const [value] = base?.type === "identifier" ? (this.definition(base) ?? []) : [];
    return value?.kind === "class" && value.node !== node ? value.node : undefined;
  }
}

/** Whether a key is that of `self`: what is known of its attributes outlives the binding of the name. */
export function isInstance(key: string): boolean {
  return /^class \d+$/.test(key);
}

/** Whether a key is an attribute of `self`. */
export function isAttributeOfInstance(key: string): boolean {
  return key.startsWith("class ");
}

const SET_UP = new Set(["__init__", "__new__", "setUp", "setUpClass", "asyncSetUp", "__post_init__"]);

/** Whether a method runs before the others of its class. */
export function isSetUp(node: SyntaxNode): boolean {
  return isMethod(node) && SET_UP.has(node.field("name")?.text ?? "");
}

/** Whether a function takes the object or the class that it is read from as its first parameter. */
export function isMethod(fn: SyntaxNode): boolean {
  return classAround(fn) !== undefined && !hasDecorator(fn, /^staticmethod$/);
}

/** Whether one of the decorators of a function reads like `pattern`. */
export function hasDecorator(fn: SyntaxNode, pattern: RegExp): boolean {
  if (fn.parent?.type !== "decorated_definition") return false;
  return fn.parent.named.some((node) => node.type === "decorator" && pattern.test(node.named[0]?.text ?? ""));
}

const TRANSPARENT =
  /^(?:staticmethod|classmethod|(?:contextlib\.)?(?:async)?contextmanager|(?:functools\.)?(?:lru_cache|cache|wraps)\b.*|(?:functools\.)?cached_property|property|override|typing\.override)$/;

/** Whether calling a function runs its body, whatever decorates it. */
export function isTransparent(fn: SyntaxNode): boolean {
  if (fn.parent?.type !== "decorated_definition") return true;
  return fn.parent.named.every(
    (node) => node.type !== "decorator" || TRANSPARENT.test(node.named[0]?.text ?? ""),
  );
}

function classAround(fn: SyntaxNode): SyntaxNode | undefined {
  const holder = fn.parent?.type === "decorated_definition" ? fn.parent.parent : fn.parent;
  return holder?.parent?.type === "class_definition" ? holder.parent : undefined;
}

/** The class of a method whose first parameter has this name. */
function methodClass(fn: SyntaxNode, name: string): SyntaxNode | undefined {
  if (fn.type !== "function_definition" || fn.field("parameters")?.named[0]?.text !== name) return undefined;
  return isMethod(fn) ? classAround(fn) : undefined;
}

function isParameter(binding: Binding): boolean {
  return binding.kind === "parameter";
}

/** The function or class that these bindings define, where nothing else is bound to the name. */
function defined(bindings: readonly Binding[]): Values | undefined {
  const [only] = bindings;
  if (bindings.length !== 1 || only === undefined) return undefined;
  if (only.kind !== "function" && only.kind !== "class") return undefined;
  return [{ kind: only.kind, node: only.statement }];
}
