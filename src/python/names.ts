import type { ImportNeed } from "../core/fix.ts";
import type { Binding } from "./bindings.ts";
import { hidingImports } from "./hiding-imports.ts";
import { importedByExpression } from "./importers.ts";
import { canonical, joined } from "./modules.ts";
import type { SyntaxNode } from "./node.ts";
import { hasRun, isReadOnTheWay } from "./reach.ts";
import { ResolvedNames } from "./resolved-names.ts";
import type { Lookup, Scope, Scopes } from "./scopes.ts";

/** How a qualified name is spelt at a place, and the import without which it is not. */
export interface Spelling {
  readonly text: string;
  readonly need?: ImportNeed;
}

/** Which qualified name an expression has in this module, and how to spell a qualified name in it. */
export class Names extends ResolvedNames {
  readonly #imports = new Map<Scope, readonly Binding[]>();

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
