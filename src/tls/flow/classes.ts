import type { Binding } from "../../python/bindings.ts";
import type { SyntaxNode } from "../../python/node.ts";
import type { Value } from "../model/values.ts";
import type { Key, Keys } from "../program/keys.ts";
import { defined, type Program } from "../program/program.ts";
import { decoratorsOf, hasDecorator } from "./decorators.ts";

const MAX_BASES = 4;

/** The classes of a program: what they inherit from each other. */
export class Classes {
  readonly #program: Program;
  readonly #keys: Keys;
  readonly #keysOf = new Map<SyntaxNode, readonly Key[]>();
  readonly #roots = new Map<SyntaxNode, SyntaxNode>();
  readonly #bases = new Map<SyntaxNode, readonly SyntaxNode[]>();
  #heirs: ReadonlyMap<SyntaxNode, readonly SyntaxNode[]> | undefined;

  constructor(program: Program, keys: Keys) {
    this.#program = program;
    this.#keys = keys;
  }

  /** The key of what is known of the objects of a class, and of those that inherit from it first. */
  key(node: SyntaxNode): Key {
    let root = this.#roots.get(node);
    if (root === undefined) {
      root = node;
      for (let depth = 0; depth < MAX_BASES; depth++) root = this.bases(root)[0] ?? root;
      this.#roots.set(node, root);
    }
    return this.#keys.instances(root);
  }

  /** The keys of a class and of all that it inherits from, without repetition. */
  keys(node: SyntaxNode): readonly Key[] {
    let found = this.#keysOf.get(node);
    if (found === undefined) {
      found = [...new Set(this.order(node).map((one) => this.key(one)))];
      this.#keysOf.set(node, found);
    }
    return found;
  }

  /** A class and its bases in this file, in the order in which they are asked for a name. */
  order(node: SyntaxNode, depth = 0): readonly SyntaxNode[] {
    if (depth > MAX_BASES) return [node];
    const inherited = this.bases(node).flatMap((base) => this.order(base, depth + 1));
    return [...new Set([node, ...inherited])];
  }

  /** The direct bases of a class that this file defines. */
  bases(node: SyntaxNode): readonly SyntaxNode[] {
    let found = this.#bases.get(node);
    if (found === undefined) {
      found = this.baseExpressions(node).flatMap((base) => {
        const value = this.#definition(base);
        return value?.kind === "class" && value.node !== node ? [value.node] : [];
      });
      this.#bases.set(node, found);
    }
    return found;
  }

  /** What stands in the head of a class, keywords left out. */
  baseExpressions(node: SyntaxNode): readonly SyntaxNode[] {
    return (node.field("superclasses")?.named ?? []).filter(({ type }) => type !== "keyword_argument");
  }

  /**
   * Whether what makes the objects of a class is replaced by code of the program which does something that matters: a
   * decorator that sets `__init__`, or a metaclass with `__call__`. That is not followed.
   */
  isMadeOtherwise(node: SyntaxNode): boolean {
    const meta = this.metaclass(node);
    const call = meta === undefined ? undefined : this.method(meta, "__call__");
    if (call?.kind === "function" && this.#program.of(call.node).relevance.mentions(call.node)) return true;
    return this.order(node).some((one) => decoratorsOf(one).some((decorator) => this.#replaces(decorator)));
  }

  #replaces(decorator: SyntaxNode): boolean {
    const found = this.#definition(decorator.field("function") ?? decorator);
    if (found?.kind !== "function" || !this.#program.of(found.node).relevance.mentions(found.node))
      return false;
    return /\.__(?:init|new)__\s*=(?!=)/.test(found.node.text);
  }

  /** What the head of a class, or of one that it inherits from, names as its metaclass, where the program defines it. */
  metaclass(node: SyntaxNode): SyntaxNode | undefined {
    for (const one of this.order(node)) {
      const given = one.field("superclasses")?.named.find((base) => base.field("name")?.text === "metaclass");
      const value = given?.field("value");
      if (value === undefined) continue;
      const found = this.#definition(value);
      return found?.kind === "class" ? found.node : undefined;
    }
    return undefined;
  }

  /** The method `name` of a class, its own or inherited; `after` leaves out what comes before that class. */
  method(owner: SyntaxNode, name: string, after?: SyntaxNode): Value | undefined {
    const all = this.order(owner);
    const from = after === undefined ? 0 : all.indexOf(after) + 1;
    for (const one of all.slice(from)) {
      const own = this.#own(one, name);
      if (own !== undefined) return own;
    }
    return undefined;
  }

  /** The method `name` of a class, and those that take its place in the classes that inherit from it. */
  methods(owner: SyntaxNode, name: string): readonly Value[] {
    const found = [this.method(owner, name), ...this.#heirsOf(owner).map((heir) => this.#own(heir, name))];
    return found.filter((value) => value !== undefined);
  }

  /** What assigning to an attribute of an object runs: the setter of a property, of the class or inherited. */
  setter(owner: SyntaxNode, name: string): SyntaxNode | undefined {
    for (const one of this.order(owner)) {
      const found = this.#bindings(one, name);
      const setter = found.find(({ statement }) => hasDecorator(statement, /\.setter$/));
      if (setter !== undefined || found.length > 0) return setter?.statement;
    }
    return undefined;
  }

  #own(owner: SyntaxNode, name: string): Value | undefined {
    const found = this.#bindings(owner, name);
    // A property stands for its getter, whatever else is defined for it under the same name.
    return defined(found.filter(({ statement }) => !hasDecorator(statement, /\.(?:setter|deleter)$/)));
  }

  #bindings(owner: SyntaxNode, name: string): readonly Binding[] {
    const body = owner.field("body");
    if (body === undefined) return [];
    const scopes = this.#program.scopes(body);
    return scopes.bindings(scopes.at(body), name);
  }

  #definition(node: SyntaxNode): Value | undefined {
    const own =
      node.type === "identifier"
        ? defined(this.#program.scopes(node).lookup(node.text, node)?.bindings ?? [])
        : undefined;
    return own ?? this.#program.definition(node);
  }

  #heirsOf(owner: SyntaxNode): readonly SyntaxNode[] {
    this.#heirs ??= this.#findHeirs();
    const found = new Set<SyntaxNode>();
    const waiting = [owner];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      for (const heir of this.#heirs.get(at) ?? []) {
        if (!found.has(heir)) waiting.push(heir);
        found.add(heir);
      }
    }
    return [...found];
  }

  #findHeirs(): ReadonlyMap<SyntaxNode, readonly SyntaxNode[]> {
    const heirs = new Map<SyntaxNode, SyntaxNode[]>();
    for (const { module } of this.#program.parts) this.#addHeirs(module.root, heirs);
    return heirs;
  }

  #addHeirs(root: SyntaxNode, heirs: Map<SyntaxNode, SyntaxNode[]>): void {
    for (const match of root.text.matchAll(/^[ \t]*class[ \t]/gm)) {
      const end = root.start + match.index + match[0].length - 1;
      const node = root.at(end - "class".length, end).ancestor("class_definition");
      if (node?.start !== end - "class".length) continue;
      for (const base of this.bases(node)) heirs.set(base, [...(heirs.get(base) ?? []), node]);
    }
  }
}

/** The class whose body holds a function. */
export function classAround(fn: SyntaxNode): SyntaxNode | undefined {
  const holder = fn.parent?.type === "decorated_definition" ? fn.parent.parent : fn.parent;
  return holder?.parent?.type === "class_definition" ? holder.parent : undefined;
}

/** The method whose body holds a node, through functions within it. */
export function methodAround(node: SyntaxNode): SyntaxNode | undefined {
  let fn = node.ancestor("function_definition");
  while (fn !== undefined && classAround(fn) === undefined) fn = fn.ancestor("function_definition");
  return fn;
}
