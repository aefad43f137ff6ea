import { remembered } from "../../core/remembered.ts";
import type { Binding } from "../../python/bindings.ts";
import type { SyntaxNode } from "../../python/node.ts";
import type { Scopes } from "../../python/scopes.ts";
import type { Value } from "../model/values.ts";
import type { Key } from "./keys.ts";
import { type Imported, linked, type Part } from "./parts.ts";
import { usersIn } from "./users.ts";

/** Whether a module may use what another has: it is that one, or imports it, directly or through others. */
function mayUse(part: Part, other: Part, seen = new Set<Part>()): boolean {
  if (part === other) return true;
  if (seen.has(part)) return false;
  seen.add(part);
  for (const imported of part.imports.values()) if (mayUse(imported, other, seen)) return true;
  return false;
}

const MAX_REEXPORTS = 4;

/** The modules that are run together: the one that is checked, with those of its project that it has to do with. */
export class Program {
  /** In the order in which they are run: what is imported first. */
  readonly parts: readonly Part[];
  readonly #byTree: ReadonlyMap<number, Part>;
  readonly #main: Part;
  /** The modules that may use what the one that is checked makes, and the statements of each that may. */
  readonly #users: ReadonlySet<Part>;
  readonly #userStatements = new Map<Part, ReadonlySet<SyntaxNode>>();
  readonly #imported = new Map<SyntaxNode, Imported | undefined>();

  constructor(parts: readonly Part[], main: Part) {
    this.#users = new Set(parts.filter((part) => mayUse(part, main)));
    this.parts = parts;
    this.#main = main;
    this.#byTree = new Map(parts.map((part) => [part.module.root.tree, part]));
  }

  /** The module that a node belongs to. */
  of(node: SyntaxNode): Part {
    return this.#byTree.get(node.tree) ?? this.#main;
  }

  /** Whether a node may do something with what the module that is checked makes, without being called from there. */
  mayUseMain(node: SyntaxNode): boolean {
    const part = this.of(node);
    if (part === this.#main || !this.#users.has(part)) return part === this.#main;
    let statements = this.#userStatements.get(part);
    if (statements === undefined) {
      statements = usersIn(part, this.#users);
      this.#userStatements.set(part, statements);
    }
    let top = node;
    while (top.parent !== undefined && top.parent.type !== "module") top = top.parent;
    return statements.has(top);
  }

  scopes(node: SyntaxNode): Scopes {
    return this.of(node).module.scopes;
  }

  /** Adds the name of a key to the words from the next round on, where its owner reads it; everywhere, where any may. */
  addWord({ name, tree }: Key): void {
    const own = tree === undefined ? undefined : this.#byTree.get(tree);
    for (const { relevance } of own === undefined ? this.parts : [own]) relevance.add(name);
  }

  /** What a name that another module of the program has stands for, as `node` spells it. */
  imported(node: SyntaxNode): Imported | undefined {
    const part = this.of(node);
    if (part.imports.size === 0) return undefined;
    return remembered(this.#imported, node, () => this.#findImported(part, node));
  }

  #findImported(part: Part, node: SyntaxNode): Imported | undefined {
    for (const { written } of part.module.names.resolve(node)) {
      const found = linked(part, written);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The function or class that an imported name is. */
  definition(node: SyntaxNode): Value | undefined {
    const found = this.imported(node);
    const [name, ...more] = found?.path ?? [];
    if (found === undefined || name === undefined || more.length > 0) return undefined;
    return this.exported(found.part, name)?.value;
  }

  /** Where a name of a module comes from: the module that binds it, and what it defines there. */
  exported(
    part: Part,
    name: string,
    depth = 0,
  ): { readonly part: Part; readonly name: string; readonly value: Value | undefined } | undefined {
    const { scopes, names } = part.module;
    const bindings = scopes.bindings(scopes.module, name);
    const [only] = bindings;
    if (only === undefined || depth > MAX_REEXPORTS) return undefined;
    if (only.import === undefined) return { part, name, value: defined(bindings) };
    for (const { written } of names.ofBindings(bindings)) {
      const found = linked(part, written);
      const [first, ...more] = found?.path ?? [];
      if (found !== undefined && first !== undefined && more.length === 0)
        return this.exported(found.part, first, depth + 1);
    }
    return undefined;
  }
}

/** The function or class that these bindings define, where nothing else is bound to the name. */
export function defined(bindings: readonly Binding[]): Value | undefined {
  const [only] = bindings;
  if (bindings.length !== 1 || only === undefined) return undefined;
  if (only.kind !== "function" && only.kind !== "class") return undefined;
  return { kind: only.kind, node: only.statement };
}
