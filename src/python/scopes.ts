import { type Binding, isComprehension, opensScope, type ScopeFacts, typeParametersOf } from "./bindings.ts";
import { collectFacts } from "./collect-bindings.ts";
import { Identifiers } from "./identifiers.ts";
import type { SyntaxNode } from "./node.ts";
import { quotedMentions } from "./quoted.ts";

/** A region of the program with names of its own, as Python's symbol table has them. */
export interface Scope {
  /** The node that opens it: module, class, function, lambda, comprehension or list of type parameters. */
  readonly node: SyntaxNode;
  readonly parent: Scope | undefined;
}

/** Where a name is bound, and by what. */
export interface Lookup {
  readonly scope: Scope;
  readonly bindings: readonly Binding[];
}

const NO_BINDINGS: readonly Binding[] = [];
const NO_NODES: readonly SyntaxNode[] = [];

/** Where a name stands in a module, by the scope that it is bound in. */
interface Standing {
  readonly references: ReadonlyMap<Scope, readonly SyntaxNode[]>;
  /** In strings that name it. */
  readonly quoted: ReadonlyMap<Scope, readonly SyntaxNode[]>;
}

/**
 * The scopes of one module; each is read when something is first looked up in it. Private names (`__x` in a
 * class) are not mangled; what `exec`, `locals()` or a star import binds is not seen.
 */
export class Scopes {
  readonly module: Scope;
  readonly #source: string;
  readonly #identifiers: Identifiers;
  readonly #scopes = new Map<SyntaxNode, Scope>();
  readonly #facts = new Map<Scope, ScopeFacts>();
  #inner: ReadonlyMap<Scope, readonly Binding[]> | undefined;
  readonly #standings = new Map<string, Standing>();
  readonly #uses = new Map<Scope, Map<string, readonly SyntaxNode[]>>();
  readonly #bindings = new Map<Scope, Map<string, Binding[]>>();
  #declared:
    | readonly { readonly scope: Scope; readonly name: string; readonly isGlobal: boolean }[]
    | undefined;

  constructor(root: SyntaxNode, source: string, identifiers = new Identifiers(root, source)) {
    this.#source = source;
    this.#identifiers = identifiers;
    this.module = { node: root, parent: undefined };
    this.#scopes.set(root, this.module);
  }

  /** The scope in which the names of an expression or statement are looked up. */
  at(node: SyntaxNode): Scope {
    return this.#opened(ownerOf(node));
  }

  #opened(owner: SyntaxNode): Scope {
    const known = this.#scopes.get(owner);
    if (known !== undefined) return known;
    const scope: Scope = { node: owner, parent: this.#around(owner) };
    this.#scopes.set(owner, scope);
    return scope;
  }

  #around(owner: SyntaxNode): Scope {
    if (owner.type === "type_parameter") return this.at(owner.ancestor(...HAS_TYPE_PARAMETERS) ?? owner);
    const types = typeParametersOf(owner);
    return types === undefined ? this.at(owner) : this.#opened(types);
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
    let seesClass = true;
    while (scope !== undefined) {
      const visible: boolean = seesClass || scope.node.type !== "class_definition";
      if (visible) {
        const facts = this.facts(scope);
        if (facts.globals.has(name)) return this.#found(this.module, name);
        if (!facts.nonlocals.has(name)) {
          const found = this.#found(scope, name);
          if (found !== undefined) return found;
        }
      }
      // Every method has its class as `__class__`.
      if (name === "__class__" && scope !== from && !visible) return undefined;
      // Type parameters see the names of a class that they stand in (PEP 695).
      seesClass &&= scope.node.type === "type_parameter";
      scope = scope.parent;
    }
    return undefined;
  }

  /** Whether a name means something at `node` in this module. */
  isBound(name: string, node: SyntaxNode): boolean {
    return this.lookup(name, node) !== undefined;
  }

  /** Every identifier of the module that reads or binds `name` as it is bound in `scope`. */
  references(name: string, scope: Scope): readonly SyntaxNode[] {
    return this.#standing(name).references.get(scope) ?? NO_NODES;
  }

  /** Where a name stands, by the scopes that it is bound in: many of them may bind it. */
  #standing(name: string): Standing {
    let standing = this.#standings.get(name);
    if (standing === undefined) {
      const quoted = quotedMentions(name, this.module.node, this.#source);
      standing = {
        references: this.#byScope(name, this.mentions(name)),
        quoted: this.#byScope(name, quoted),
      };
      this.#standings.set(name, standing);
    }
    return standing;
  }

  #byScope(name: string, nodes: Iterable<SyntaxNode>): ReadonlyMap<Scope, readonly SyntaxNode[]> {
    const groups = new Map<Scope, SyntaxNode[]>();
    for (const node of nodes) {
      const scope = this.lookup(name, node)?.scope;
      if (scope === undefined) continue;
      const group = groups.get(scope);
      if (group === undefined) groups.set(scope, [node]);
      else group.push(node);
    }
    return groups;
  }

  /**
   * Where `name`, as it is bound in `scope`, is used: references that do more than bind it, and the strings
   * that name it (`__all__`, quoted annotations). An import without any is unused.
   */
  uses(name: string, scope: Scope): readonly SyntaxNode[] {
    const known = this.#uses.get(scope) ?? new Map<string, readonly SyntaxNode[]>();
    this.#uses.set(scope, known);
    const uses = known.get(name) ?? this.#findUses(name, scope);
    known.set(name, uses);
    return uses;
  }

  #findUses(name: string, scope: Scope): readonly SyntaxNode[] {
    const bound = new Set<number>();
    for (const { kind, node } of this.bindings(scope, name)) {
      if (kind !== "del" && kind !== "augmented") bound.add(node.start);
    }
    const { references, quoted } = this.#standing(name);
    const read = (references.get(scope) ?? NO_NODES).filter((node) => !bound.has(node.start));
    return [...read, ...(quoted.get(scope) ?? NO_NODES)];
  }

  /** Every identifier spelt `name` that stands for a name, within `range`; attributes and keywords do not. */
  *mentions(name: string, range: SyntaxNode = this.module.node): Generator<SyntaxNode> {
    for (const node of this.#identifiers.named(name, range)) if (isName(node)) yield node;
  }

  /**
   * Whether the module may bind a name that no statement of it binds: `globals()[name] = …`, with the name in a string,
   * and `lazy_import(globals(), """import name""")`.
   */
  setsByText(name: string): boolean {
    const isHandedOn = /\(\s*globals\(\)\s*,/.test(this.#source);
    if (isHandedOn && new RegExp(`^[ \\t]*import ${name}[ \\t]*$`, "m").test(this.#source)) return true;
    if (!/\bglobals\(\)\s*(?:\[|\.update\b|\.setdefault\b)/.test(this.#source)) return false;
    return this.#source.includes(`"${name}"`) || this.#source.includes(`'${name}'`);
  }

  /** Every attribute of that name, of whatever object: `self.name`, `other.name`. */
  *attributes(name: string): Generator<SyntaxNode> {
    for (const node of this.#identifiers.named(name)) {
      const parent = node.parent;
      if (parent?.type === "attribute" && parent.field("attribute") === node) yield parent;
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
      for (const inner of this.#fromInside().get(scope) ?? NO_BINDINGS) push(table, inner);
    }
    return table;
  }

  /** What `global` and `nonlocal` let inner scopes bind, by the scope that it is bound in. */
  #fromInside(): ReadonlyMap<Scope, readonly Binding[]> {
    if (this.#inner !== undefined) return this.#inner;
    const found = new Map<Scope, Binding[]>();
    for (const { scope: inner, name, isGlobal } of this.#declarations()) {
      const target = isGlobal ? this.module : this.#nonlocalTarget(inner, name);
      if (target === undefined || target === inner) continue;
      const list = found.get(target) ?? [];
      found.set(target, list);
      for (const binding of this.facts(inner).bindings) if (binding.name === name) list.push(binding);
    }
    this.#inner = found;
    return found;
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

/**
 * Whether an identifier stands for a name. As an attribute, a keyword of a call or of a class pattern, or
 * a part of an import that binds nothing (`ssl` of `from ssl import x`), it does not.
 */
export function isName(node: SyntaxNode): boolean {
  const parent = node.parent;
  switch (parent?.type) {
    case "attribute":
      return parent.field("object") === node;
    case "keyword_argument":
      return parent.field("name") !== node;
    case "keyword_pattern":
    case "member_type":
      return (parent.named[0] === node) === (parent.type === "member_type");
    case "dotted_name":
      return parent.named[0] === node && isBoundOrRead(parent);
    case "keyword_identifier":
      return isName(parent);
    default:
      return true;
  }
}

/** Whether the head of a dotted name is a name: as the module that is imported from it is none. */
function isBoundOrRead(dotted: SyntaxNode): boolean {
  const parent = dotted.parent;
  if (parent?.type === "aliased_import") return parent.field("name") !== dotted;
  if (parent?.type === "import_from_statement") return parent.field("module_name") !== dotted;
  return parent?.type !== "relative_import";
}

function push(table: Map<string, Binding[]>, binding: Binding): void {
  const list = table.get(binding.name);
  if (list === undefined) table.set(binding.name, [binding]);
  else list.push(binding);
}

const HAS_TYPE_PARAMETERS = ["function_definition", "class_definition", "type_alias_statement"] as const;

/** Which part of a definition an expression stands in, where it is not evaluated by the body. */
type Outside = "default" | "annotation" | undefined;

/** The node whose scope holds `node`: defaults, annotations, decorators and base classes belong outside. */
function ownerOf(start: SyntaxNode): SyntaxNode {
  let below: SyntaxNode | undefined;
  let child = start;
  let outside: Outside;
  for (let node = start.parent; node !== undefined; node = node.parent) {
    if (node.type === "module") return node;
    outside ??= outsideOf(node, child);
    if (opensScope(node) || node.type === "type_alias_statement") {
      if (outside === undefined && belongsInside(node, child, below)) return node;
      const types = typeParametersOf(node);
      if (types !== undefined && outside !== "default" && node.field("name") !== child) {
        if (node.type !== "type_alias_statement" || !isAliasName(child, start)) return types;
      }
      outside = undefined;
    }
    below = child;
    child = node;
  }
  return child;
}

/** `X` of `type X[T] = …` is bound outside of the scope of `T`. */
function isAliasName(left: SyntaxNode, name: SyntaxNode): boolean {
  return name.type === "identifier" && name.start === left.start;
}

function outsideOf(parameter: SyntaxNode, child: SyntaxNode): Outside {
  if (!parameter.type.endsWith("_parameter")) return undefined;
  if (parameter.field("value") === child) return "default";
  return parameter.field("type") === child ? "annotation" : undefined;
}

function belongsInside(owner: SyntaxNode, child: SyntaxNode, below: SyntaxNode | undefined): boolean {
  if (owner.type === "type_alias_statement") return false;
  if (isComprehension(owner)) {
    const first = owner.named.find((clause) => clause.type === "for_in_clause");
    return child !== first || below !== first.field("right");
  }
  return owner.field("body") === child || owner.field("parameters") === child;
}
