import type { ImportNeed } from "../core/fix.ts";
import type { Binding } from "./bindings.ts";
import {
  attributeSources,
  callSources,
  parameterSources,
  propertySources,
  type Sources,
} from "./held-modules.ts";
import { hidingImports } from "./hiding-imports.ts";
import { importedByExpression } from "./importers.ts";
import { canonical, isKnownModule, starExports } from "./modules.ts";
import type { SyntaxNode } from "./node.ts";
import { hasRun, isReadOnTheWay } from "./reach.ts";
import type { Lookup, Scope, Scopes } from "./scopes.ts";

/** What an expression may name. */
export interface Resolution {
  /** The canonical qualified name: `http.client.HTTPSConnection`, however it was imported. */
  readonly name: string;
  /** The qualified name by the imports of this file: `httplib.HTTPSConnection`, `eventlet.green.ssl.SSLError`. */
  readonly written: string;
}

/** How a qualified name is spelt at a place, and the import without which it is not. */
export interface Spelling {
  readonly text: string;
  readonly need?: ImportNeed;
}

const MAX_ALIASES = 12;

/** What took the place of `ssl` in Python 2.5; where it is an alternative, every Python since has the other. */
const GONE: ReadonlySet<string> = new Set(["socket.ssl", "socket.sslerror"]);

/** Which qualified name an expression has in this module, and how to spell a qualified name in it. */
export class Names {
  readonly scopes: Scopes;
  readonly #imports = new Map<Scope, readonly Binding[]>();
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

  /**
   * How to write `module.member` at `at`. `like` is an expression of the same module whose own spelling is
   * preferred (`ssl.wrap_socket`: then `ssl.`), so that a green or aliased module stays itself.
   */
  spell(module: string, member: string, at: SyntaxNode, like?: SyntaxNode): Spelling {
    const base = like === undefined ? undefined : this.#baseOf(like, module, at);
    if (base !== undefined) return { text: `${base}.${member}` };
    const home = like === undefined ? module : (this.#homeOf(like, module) ?? module);
    const bound = this.#boundAs(home, module, at);
    if (bound !== undefined) return { text: `${bound}.${member}` };
    // Constants are many: with one of them imported, and the others by their module, a reader would wonder.
    const imported = isConstant(member) ? undefined : this.#importedMember(`${home}.${member}`, at);
    if (imported !== undefined) return { text: imported };
    const instead = hidingImports(home, at, this.scopes);
    const name = this.#freeImportName(home, at, instead.length > 0);
    const need = { module: home, name };
    return {
      text: `${name}.${member}`,
      need: name === home && instead.length > 0 ? { ...need, instead } : need,
    };
  }

  /** The module, as this file imports it, that `like` is a member of. */
  #homeOf(like: SyntaxNode, module: string): string | undefined {
    const written = this.resolve(like)[0]?.written ?? "";
    const home = written.slice(0, Math.max(0, written.lastIndexOf(".")));
    return canonical(home) === module ? home : undefined;
  }

  #baseOf(like: SyntaxNode, module: string, at: SyntaxNode): string | undefined {
    if (like.type !== "attribute") return undefined;
    const object = like.field("object");
    if (object?.type !== "identifier" && object?.type !== "attribute") return undefined;
    if (this.qualified(object) !== canonical(module) || /[\\#]/.test(object.text)) return undefined;
    const text = object.text.replace(/\s+/g, "");
    const head = /^(?:type\()?(\w+)/.exec(text)?.[1] ?? "";
    const here = this.scopes.lookup(head, at);
    if (here?.scope !== this.scopes.lookup(head, like)?.scope) return undefined;
    if (here === undefined) return object.type === "identifier" ? text : undefined;
    const isEarlier = at.end <= like.start;
    return !isEarlier || this.#isThere(here, at) ? text : undefined;
  }

  #isThere(found: Lookup, at: SyntaxNode): boolean {
    if (found.bindings.some((binding) => binding.kind === "del")) return false;
    const { scopes } = this;
    return found.bindings.some(
      (binding) => moduleIn(binding, scopes) !== undefined && hasRun(binding, found, at, scopes),
    );
  }

  /** A name that no statement takes away, and that the program itself reads on the way to `at`. */
  #isReadThere(found: Lookup, name: string, at: SyntaxNode): boolean {
    return found.bindings.every(({ kind }) => kind !== "del") && isReadOnTheWay(name, found, at, this.scopes);
  }

  /** A name to which exactly this module is bound where `at` can see it, whenever `at` runs. */
  #boundAs(home: string, module: string, at: SyntaxNode): string | undefined {
    for (let scope: Scope | undefined = this.scopes.at(at); scope !== undefined; scope = scope.parent) {
      for (const binding of this.#importsOf(scope)) {
        const text: string | undefined = spelledBy(binding, home, module, this.scopes);
        const found: Lookup | undefined =
          text === undefined ? undefined : this.scopes.lookup(binding.name, at);
        if (text === undefined || found?.scope !== scope) continue;
        if (!this.#isThere(found, at) && !this.#isReadThere(found, binding.name, at)) continue;
        const expected = text === binding.name ? canonical(module) : binding.name;
        const names = this.ofBindings(found.bindings);
        if (names.length > 0 && names.every(({ name }) => name === expected)) return text;
      }
    }
    return undefined;
  }

  /** A name under which this member, and nothing else, was imported where `at` can see it: `from ssl import SSLContext`. */
  #importedMember(written: string, at: SyntaxNode): string | undefined {
    for (let scope: Scope | undefined = this.scopes.at(at); scope !== undefined; scope = scope.parent) {
      for (const binding of this.scopes.facts(scope).bindings) {
        const { module, attribute } = binding.import ?? {};
        if (module === undefined || attribute === undefined || joined(module, attribute) !== written)
          continue;
        const found = this.scopes.lookup(binding.name, at);
        const isOnly = found?.scope === scope && found.bindings.length === 1;
        if (isOnly && hasRun(binding, found, at, this.scopes)) return binding.name;
      }
    }
    return undefined;
  }

  #importsOf(scope: Scope): readonly Binding[] {
    const known = this.#imports.get(scope);
    if (known !== undefined) return known;
    const { bindings } = this.scopes.facts(scope);
    const imports = bindings.filter((binding) => moduleIn(binding, this.scopes) !== undefined);
    this.#imports.set(scope, imports);
    return imports;
  }

  #freeImportName(module: string, at: SyntaxNode, isHidden: boolean): string {
    const last = module.slice(module.lastIndexOf(".") + 1);
    const names = module.includes(".") ? [] : [last];
    names.push(`_${last}`, `${last}_module`);
    const free = names.find(
      (name) => !this.#isTaken(name, module, isHidden && name === module ? undefined : at),
    );
    if (free !== undefined) return free;
    for (let n = 2; ; n++) if (!this.#isTaken(`_${last}_${n}`, module, at)) return `_${last}_${n}`;
  }

  /** Whether a name at module level is, or may by a star import be, something else than the module; at `at` also one nearer. */
  #isTaken(name: string, module: string, at: SyntaxNode | undefined): boolean {
    const scopes = this.scopes;
    if (scopes.bindings(scopes.module, name).some((binding) => importedName(binding) !== module)) return true;
    if (at !== undefined && scopes.lookup(name, at)?.scope.parent !== undefined) return true;
    if (scopes.facts(scopes.module).stars.length === 0) return false;
    for (const node of scopes.mentions(name)) if (!scopes.isBound(name, node)) return true;
    return false;
  }

  /**
   * A name free to be bound at `at`: nothing in the function (or, at module level, in the file) is called
   * so, the functions nested in it included, whose reads of an outer name it would capture. In a class body
   * attributes count as well, since what is bound there is one. What only `locals()`, `exec` or another
   * module names is not seen. The first of `wishes` that is free, else the last one with a number.
   */
  fresh(at: SyntaxNode, ...wishes: readonly string[]): string {
    const owner = ownFunction(this.scopes.at(at));
    const isFree = (name: string) =>
      this.scopes.mentions(name, owner.node).next().done === true &&
      (owner.node.type !== "class_definition" || !hasAttribute(owner.node, name));
    const last = wishes.at(-1) ?? "value";
    const free = wishes.find(isFree);
    if (free !== undefined) return free;
    for (let n = 2; ; n++) if (isFree(`${last}_${n}`)) return `${last}_${n}`;
  }
}

function hasAttribute(owner: SyntaxNode, name: string): boolean {
  return new RegExp(`\\.\\s*${name}\\b`).test(owner.text);
}

function isConstant(member: string): boolean {
  return /^[A-Z]+_/.test(member);
}

/** How an import spells the module that it binds: `import http.client` binds `http`, and both are there. */
function spelledBy(binding: Binding, home: string, module: string, scopes: Scopes): string | undefined {
  const written = moduleIn(binding, scopes) ?? "";
  if (written === home || (home === module && canonical(written) === module)) return binding.name;
  const entry = binding.import?.entry;
  const isWhole = entry?.type === "dotted_name" && binding.import?.attribute === undefined;
  return isWhole && entry.text === home ? home : undefined;
}

/** The function, lambda, class or module whose names statements written at this scope would bind. */
function ownFunction(scope: Scope): Scope {
  let own = scope;
  while (
    own.parent !== undefined &&
    own.node.type !== "function_definition" &&
    own.node.type !== "class_definition"
  ) {
    own = own.parent;
  }
  return own;
}

/** What an import binds, or `ssl = importlib.import_module("ssl")`. */
function moduleIn(binding: Binding, scopes: Scopes): string | undefined {
  if (binding.import !== undefined) return importedName(binding);
  const { kind, value } = binding;
  return kind === "assignment" && value !== undefined ? importedByExpression(value, scopes) : undefined;
}

/** The qualified name that an import binds, as written. */
function importedName(binding: Binding): string | undefined {
  if (binding.import === undefined) return undefined;
  const { module, attribute } = binding.import;
  return attribute === undefined ? module : joined(module, attribute);
}

function joined(module: string, attribute: string): string {
  return module.endsWith(".") ? module + attribute : `${module}.${attribute}`;
}

function extend(heads: readonly Resolution[], path: readonly string[]): readonly Resolution[] {
  if (path.length === 0) return heads;
  const tail = path.join(".");
  return heads.map((head) => ({
    name: canonical(`${head.name}.${tail}`),
    written: `${head.written}.${tail}`,
  }));
}
