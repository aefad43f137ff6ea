import type { Binding } from "./bindings.ts";
import {
  attributeSources,
  callSources,
  parameterSources,
  propertySources,
  type Sources,
} from "./held-modules.ts";
import { importedByExpression } from "./importers.ts";
import { canonical, isKnownModule, joined, starExports } from "./modules.ts";
import type { SyntaxNode } from "./node.ts";
import type { Lookup, Scope, Scopes } from "./scopes.ts";

/** What an expression may name. */
export interface Resolution {
  /** The canonical qualified name: `http.client.HTTPSConnection`, however it was imported. */
  readonly name: string;
  /** The qualified name by the imports of this file: `httplib.HTTPSConnection`, `eventlet.green.ssl.SSLError`. */
  readonly written: string;
}

const MAX_ALIASES = 12;

/** What took the place of `ssl` in Python 2.5; where it is an alternative, every Python since has the other. */
const GONE: ReadonlySet<string> = new Set(["socket.ssl", "socket.sslerror"]);

/** Which qualified name an expression has in this module. */
export class ResolvedNames {
  readonly scopes: Scopes;
  readonly #resolving = new Set<Binding>();
  readonly #resolved = new Map<Lookup["bindings"], readonly Resolution[]>();
  readonly #holding = new Set<SyntaxNode>();
  readonly #held = new Map<SyntaxNode, readonly Resolution[]>();

  constructor(scopes: Scopes) {
    this.scopes = scopes;
  }

  /**
   * All qualified names that an expression may have: several where alternatives are imported
   * (`try: import httplib` … `except ImportError: import http.client as httplib`), none where anything
   * else may be bound to one of its names.
   */
  resolve(expression: SyntaxNode | undefined): readonly Resolution[] {
    const chain: SyntaxNode[] = [];
    let node = expression;
    while (node !== undefined) {
      if (node.type === "attribute") {
        chain.unshift(node);
        node = node.field("object");
      } else if (node.type === "parenthesized_expression") {
        node = node.named[0];
      } else break;
    }
    if (node === undefined || chain.length > MAX_ALIASES) return [];
    const path = chain.map((attribute) => attribute.field("attribute")?.text ?? "");
    const heads = this.#head(node);
    if (heads.length > 0) return extend(heads, path);
    const at = path[0] === "__class__" ? 1 : 0;
    const held = chain[at];
    return held === undefined ? [] : extend(this.#heldBy(held), path.slice(at + 1));
  }

  /** The module that an attribute of the own class holds: `self._ssl` of `self._ssl.wrap_socket`. */
  #heldBy(attribute: SyntaxNode): readonly Resolution[] {
    const known = this.#held.get(attribute);
    if (known !== undefined) return known;
    if (this.#holding.has(attribute) || this.#holding.size > MAX_ALIASES) return [];
    this.#holding.add(attribute);
    const found = this.#modulesOf(attributeSources(attribute, this.scopes));
    this.#holding.delete(attribute);
    if (this.#holding.size === 0 && this.#resolving.size === 0) this.#held.set(attribute, found);
    return found;
  }

  /** What all of these sources may give, where that is modules and nothing else. */
  #modulesOf(sources: Sources): readonly Resolution[] {
    const all: Resolution[] = [];
    for (const source of sources ?? []) {
      const some = "kind" in source ? this.#heldByBinding(source) : this.#value(source);
      if (some === undefined || !some.every(({ name }) => isKnownModule(name))) return [];
      all.push(...some);
    }
    return all;
  }

  #heldByBinding(binding: Binding): readonly Resolution[] | undefined {
    const returned = propertySources(binding);
    if (returned === undefined) return this.#binding(binding);
    const modules = this.#modulesOf(returned);
    return modules.length === 0 ? undefined : modules;
  }

  /** `undefined`: something else than a qualified name. Empty: nothing (`None` where the import failed). */
  #value(value: SyntaxNode): readonly Resolution[] | undefined {
    if (value.type === "none" || value.type === "false") return [];
    const names = this.resolve(value);
    if (names.length > 0 && names.every(({ name }) => GONE.has(name))) return [];
    return names.length === 0 ? undefined : names;
  }

  /** The qualified name, where the expression can have but one. */
  qualified(expression: SyntaxNode | undefined): string | undefined {
    const names = new Set(this.resolve(expression).map((resolution) => resolution.name));
    return names.size === 1 ? [...names][0] : undefined;
  }

  /** Whether the expression names `qualified`, whichever import it comes from. */
  is(expression: SyntaxNode | undefined, ...qualified: readonly string[]): boolean {
    const name = this.qualified(expression);
    return name !== undefined && qualified.includes(name);
  }

  /** What an identifier, or a call that imports, names. */
  #head(node: SyntaxNode): readonly Resolution[] {
    if (node.type === "identifier") return this.#identifier(node.text, this.scopes.at(node));
    const imported = importedByExpression(node, this.scopes);
    if (imported !== undefined) return [{ name: canonical(imported), written: imported }];
    return node.type === "call" ? this.#modulesOf(callSources(node, this.scopes)) : [];
  }

  #identifier(name: string, from: Scope): readonly Resolution[] {
    const found = this.scopes.lookupFrom(name, from);
    if (found === undefined) return this.#fromStar(name, from);
    return this.ofBindings(found.bindings);
  }

  /** What a name with these bindings may stand for; nothing where one of them is not understood. */
  ofBindings(bindings: Lookup["bindings"]): readonly Resolution[] {
    const known = this.#resolved.get(bindings);
    if (known !== undefined) return known;
    const all: Resolution[] = [];
    for (const binding of bindings) {
      const some = this.#binding(binding);
      if (some === undefined) return this.#remember(bindings, []);
      all.push(...some);
    }
    return this.#remember(bindings, all);
  }

  #remember(bindings: Lookup["bindings"], resolution: readonly Resolution[]): readonly Resolution[] {
    if (this.#resolving.size === 0) this.#resolved.set(bindings, resolution);
    return resolution;
  }

  /** `undefined`: something else than a qualified name. Empty: nothing (`None` where the import failed). */
  #binding(binding: Binding): readonly Resolution[] | undefined {
    if (binding.kind === "annotation" || binding.kind === "del") return [];
    if (binding.import !== undefined) {
      const { module, attribute } = binding.import;
      const qualified = attribute === undefined ? module : joined(module, attribute);
      if (GONE.has(qualified)) return [];
      return [{ name: canonical(qualified), written: qualified }];
    }
    const isParameter = binding.kind === "parameter";
    if (!isParameter && binding.kind !== "assignment" && binding.kind !== "walrus") return undefined;
    if (this.#resolving.has(binding) || this.#resolving.size > MAX_ALIASES) return undefined;
    this.#resolving.add(binding);
    try {
      if (!isParameter) return binding.value === undefined ? undefined : this.#value(binding.value);
      const modules = this.#modulesOf(parameterSources(binding, this.scopes));
      return modules.length === 0 ? undefined : modules;
    } finally {
      this.#resolving.delete(binding);
    }
  }

  #fromStar(name: string, from: Scope): readonly Resolution[] {
    for (let scope: Scope | undefined = from; scope !== undefined; scope = scope.parent) {
      for (const module of this.scopes.facts(scope).stars) {
        const written = `${module}.${name}`;
        if (starExports(module, name)) return [{ name: canonical(written), written }];
      }
    }
    return this.#fromUnknownStar(name);
  }

  /** A module's usual name that only `from ._compat import *` or `globals()["ssl"]` can have brought is that module. */
  #fromUnknownStar(name: string): readonly Resolution[] {
    if (name !== "ssl") return [];
    const stars = this.scopes.facts(this.scopes.module).stars;
    return stars.length > 0 || this.scopes.setsByText(name) ? [{ name, written: name }] : [];
  }
}

function extend(heads: readonly Resolution[], path: readonly string[]): readonly Resolution[] {
  if (path.length === 0) return heads;
  const tail = path.join(".");
  return heads.map((head) => ({
    name: canonical(`${head.name}.${tail}`),
    written: `${head.written}.${tail}`,
  }));
}
