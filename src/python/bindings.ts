import type { SyntaxNode } from "./node.ts";

/** How a name comes to be bound in a scope. */
export type BindingKind =
  | "import"
  | "assignment"
  | "augmented"
  | "annotation"
  | "parameter"
  | "function"
  | "class"
  | "for"
  | "with"
  | "except"
  | "walrus"
  | "match"
  | "type"
  | "del";

/** What an import binds: `import a.b` binds `a`, `from a import b as c` binds `a.b` to `c`. */
export interface ImportTarget {
  /** The dotted module as written, with the dots of a relative import in front. */
  readonly module: string;
  /** The name taken from the module; absent where the module itself is bound. */
  readonly attribute?: string;
  /** The part of the import statement that stands for this name alone. */
  readonly entry: SyntaxNode;
}

/** One place where a scope binds a name. */
export interface Binding {
  readonly name: string;
  readonly kind: BindingKind;
  /** The identifier that is bound (for an import without alias, the dotted name). */
  readonly node: SyntaxNode;
  /** The statement, clause or parameter that binds. */
  readonly statement: SyntaxNode;
  /** The whole value of `name = value`, of a walrus or of a `with` item; not given for unpacking. */
  readonly value?: SyntaxNode;
  readonly import?: ImportTarget;
}

/** What the statements of one scope say about names, nested scopes left out. */
export interface ScopeFacts {
  readonly bindings: readonly Binding[];
  readonly globals: ReadonlySet<string>;
  readonly nonlocals: ReadonlySet<string>;
  /** The modules of `from module import *`, as written. */
  readonly stars: readonly string[];
}

const COMPREHENSIONS = new Set([
  "list_comprehension",
  "set_comprehension",
  "dictionary_comprehension",
  "generator_expression",
]);

/** Whether a node is a comprehension or a generator expression. */
export function isComprehension(node: SyntaxNode): boolean {
  return COMPREHENSIONS.has(node.type);
}

const OPENS_SCOPE = new Set(["function_definition", "class_definition", "lambda", ...COMPREHENSIONS]);

/**
 * The type parameters (PEP 695) of a function, a class or a type alias. They live in a scope of their own
 * around it, whose node this is.
 */
export function typeParametersOf(owner: SyntaxNode): SyntaxNode | undefined {
  if (owner.type === "function_definition" || owner.type === "class_definition") {
    return owner.field("type_parameters");
  }
  if (owner.type !== "type_alias_statement") return undefined;
  const name = owner.field("left")?.named[0];
  return name?.type === "generic_type" ? name.named.find((n) => n.type === "type_parameter") : undefined;
}

/** Whether a node opens a scope of its own. */
export function opensScope(node: SyntaxNode): boolean {
  return node.type === "module" || OPENS_SCOPE.has(node.type);
}

/** The value of an assignment, through chained targets (`a = b = value`); none for a bare annotation. */
export function assignedValue(assignment: SyntaxNode): SyntaxNode | undefined {
  let value = assignment.field("right");
  while (value?.type === "assignment") value = value.field("right");
  return value;
}
