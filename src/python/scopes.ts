import { type Binding, collectFacts, isComprehension, opensScope, type ScopeFacts } from "./bindings.ts";
import type { SyntaxNode } from "./node.ts";

/** A region of the program with names of its own, as Python's symbol table has them. */
export interface Scope {
  /** The node that opens it: module, class, function, lambda or comprehension. */
  readonly node: SyntaxNode;
  readonly parent: Scope | undefined;
}

/** Where a name is bound, and by what. */
export interface Lookup {
  readonly scope: Scope;
  readonly bindings: readonly Binding[];
}

const NO_BINDINGS: readonly Binding[] = [];

/** The scopes of one module; each is read when something is first looked up in it. */
export class Scopes {
  readonly module: Scope;
  readonly #source: string;
  readonly #scopes = new Map<SyntaxNode, Scope>();
  readonly #facts = new Map<Scope, ScopeFacts>();
  readonly #bindings = new Map<Scope, Map<string, Binding[]>>();
  #declared:
    | readonly { readonly scope: Scope; readonly name: string; readonly isGlobal: boolean }[]
    | undefined;

  constructor(root: SyntaxNode, source: string) {
    this.#source = source;
    this.module = { node: root, parent: undefined };
    this.#scopes.set(root, this.module);
  }

  /** The scope in which the names of an expression or statement are looked up. */
  at(node: SyntaxNode): Scope {
    const owner = ownerOf(node);
    const known = this.#scopes.get(owner);
    if (known !== undefined) return known;
    const scope: Scope = { node: owner, parent: this.at(owner) };
    this.#scopes.set(owner, scope);
    return scope;
  }

  /** What the scope's own statements bind and declare. */
  facts(scope: Scope): ScopeFacts {
    let facts = this.#facts.get(scope);
    if (facts === undefined) {
      facts = collectFacts(scope.node);
      this.#facts.set(scope, facts);
    }
    return facts;
  }

  /** Every binding of a name that lives in this scope, those made by inner `global` and `nonlocal` included. */
  bindings(scope: Scope, name: string): readonly Binding[] {
    return this.#table(scope).get(name) ?? NO_BINDINGS;
  }

  /** Where a name that stands at `node` is bound, by Python's rules; nothing for builtins and unknown names. */
  lookup(name: string, node: SyntaxNode): Lookup | undefined {
    return this.lookupFrom(name, this.at(node));
  }

  lookupFrom(name: string, from: Scope): Lookup | undefined {
    let scope: Scope | undefined = from;
    while (scope !== undefined) {
      const visible: boolean = scope === from || scope.node.type !== "class_definition";
      if (visible) {
        const facts = this.facts(scope);
        if (facts.globals.has(name)) return this.#found(this.module, name);
        if (!facts.nonlocals.has(name)) {
          const found = this.#found(scope, name);
          if (found !== undefined) return found;
        }
      }
      scope = scope.parent;
    }
    return undefined;
  }

  /** Whether a name means something at `node` in this module. */
  isBound(name: string, node: SyntaxNode): boolean {
    return this.lookup(name, node) !== undefined;
  }

  /** Every identifier of the module that reads or binds `name` as it is bound in `scope`. */
  references(name: string, scope: Scope): SyntaxNode[] {
    const found: SyntaxNode[] = [];
    for (const node of this.mentions(name)) {
      if (this.lookup(name, node)?.scope === scope) found.push(node);
    }
    return found;
  }

  /** Every identifier spelt `name` that stands for a name, within `range`; attributes and keywords do not. */
  *mentions(name: string, range: SyntaxNode = this.module.node): Generator<SyntaxNode> {
    for (let at = this.#source.indexOf(name, range.start); at >= 0; at = this.#source.indexOf(name, at + 1)) {
      if (at + name.length > range.end) return;
      const node = range.at(at, at + name.length);
      if (node.type === "identifier" && node.start === at && node.end === at + name.length && isName(node))
        yield node;
    }
  }

  #found(scope: Scope, name: string): Lookup | undefined {
    const bindings = this.bindings(scope, name);
    return bindings.length === 0 ? undefined : { scope, bindings };
  }

  #table(scope: Scope): Map<string, Binding[]> {
    let table = this.#bindings.get(scope);
    if (table === undefined) {
      table = new Map();
      this.#bindings.set(scope, table);
      const { bindings, globals, nonlocals } = this.facts(scope);
      for (const binding of bindings) {
        if (!globals.has(binding.name) && !nonlocals.has(binding.name)) push(table, binding);
      }
      for (const inner of this.#boundFromInside(scope)) push(table, inner);
    }
    return table;
  }

  *#boundFromInside(scope: Scope): Generator<Binding> {
    for (const { scope: inner, name, isGlobal } of this.#declarations()) {
      const target = isGlobal ? this.module : this.#nonlocalTarget(inner, name);
      if (target !== scope || inner === scope) continue;
      for (const binding of this.facts(inner).bindings) if (binding.name === name) yield binding;
    }
  }

  #nonlocalTarget(inner: Scope, name: string): Scope | undefined {
    for (let scope = inner.parent; scope !== undefined; scope = scope.parent) {
      if (scope.node.type === "class_definition") continue;
      const { bindings, nonlocals } = this.facts(scope);
      if (!nonlocals.has(name) && bindings.some((binding) => binding.name === name)) return scope;
    }
    return undefined;
  }

  /** All `global` and `nonlocal` statements; found by text, since few files have any. */
  #declarations() {
    if (this.#declared === undefined) {
      const declared: { scope: Scope; name: string; isGlobal: boolean }[] = [];
      for (const match of this.#source.matchAll(/\b(?:global|nonlocal)\b/g)) {
        const keyword = this.module.node.at(match.index, match.index + match[0].length);
        const statement = keyword.type.endsWith("_statement") ? keyword : keyword.parent;
        if (statement?.type !== "global_statement" && statement?.type !== "nonlocal_statement") continue;
        const isGlobal = statement.type === "global_statement";
        const scope = this.at(statement);
        for (const name of statement.named) declared.push({ scope, name: name.text, isGlobal });
      }
      this.#declared = declared;
    }
    return this.#declared;
  }
}

/** Whether an identifier stands for a name; as an attribute or a keyword of a call it does not. */
export function isName(node: SyntaxNode): boolean {
  const parent = node.parent;
  if (parent === undefined) return true;
  if (parent.type === "attribute") return parent.field("object") === node;
  if (parent.type === "keyword_argument") return parent.field("name") !== node;
  return true;
}

function push(table: Map<string, Binding[]>, binding: Binding): void {
  const list = table.get(binding.name);
  if (list === undefined) table.set(binding.name, [binding]);
  else list.push(binding);
}

/** The node whose scope holds `node`: defaults, annotations, decorators and base classes belong outside. */
function ownerOf(start: SyntaxNode): SyntaxNode {
  let below: SyntaxNode | undefined;
  let child = start;
  let node = start.parent;
  let isEvaluatedOutside = false;
  while (node !== undefined) {
    if (isDefaultOrType(node, child)) isEvaluatedOutside = true;
    if (opensScope(node)) {
      if (node.type === "module" || (!isEvaluatedOutside && belongsInside(node, child, below))) return node;
      isEvaluatedOutside = false;
    }
    below = child;
    child = node;
    node = node.parent;
  }
  return child;
}

function isDefaultOrType(parameter: SyntaxNode, child: SyntaxNode): boolean {
  if (!parameter.type.endsWith("_parameter")) return false;
  return parameter.field("value") === child || parameter.field("type") === child;
}

function belongsInside(owner: SyntaxNode, child: SyntaxNode, below: SyntaxNode | undefined): boolean {
  if (isComprehension(owner)) {
    const first = owner.named.find((clause) => clause.type === "for_in_clause");
    return child !== first || below !== first.field("right");
  }
  return owner.field("body") === child || owner.field("parameters") === child;
}
