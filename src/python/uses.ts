import type { Binding } from "./bindings.ts";
import type { PythonModule } from "./module.ts";
import type { SyntaxNode } from "./node.ts";
import { isName } from "./scopes.ts";

/** A place, other than its import, where an expression stands for a qualified name that was asked for. */
export interface Use {
  /** The whole expression: `http.client.HTTPSConnection`, an alias of it, a variable that holds it. */
  readonly node: SyntaxNode;
  /** The name that was asked for. */
  readonly name: string;
  readonly certainty: Certainty;
}

/** Whether an expression stands for the name and nothing else. */
export type Certainty =
  | "sure"
  /** A class of this name is imported from another module too, one of unknown kind. */
  | "other-import"
  /** Another is chosen at run time: `cls = HTTPSConnection if secure else HTTPConnection`. */
  | "other-value";

/** Every use of one of the qualified names, in no particular order; found by text, aliases followed. */
export function* usesOf(module: PythonModule, ...qualified: readonly string[]): Generator<Use> {
  const asked = new Set(qualified);
  const words = [...new Set(qualified.map(lastPart))];
  const seen = new Set<number>();
  for (let word = words.pop(), done = new Set<string>(); word !== undefined; word = words.pop()) {
    if (done.has(word)) continue;
    done.add(word);
    for (const identifier of module.identifiers(word)) {
      const alias = importAlias(identifier);
      if (alias !== undefined) words.push(alias);
      const use = isImported(identifier) ? undefined : useAt(module, identifier, asked);
      if (use === undefined || seen.has(use.node.start)) continue;
      words.push(...namesGivenTo(use.node));
      seen.add(use.node.start);
      yield use;
    }
  }
}

function lastPart(qualified: string): string {
  return qualified.slice(qualified.lastIndexOf(".") + 1);
}

/** The other name that an import gives to what it imports. */
function importAlias(identifier: SyntaxNode): string | undefined {
  const entry = identifier.ancestor("aliased_import", "block", "module");
  return entry?.type === "aliased_import" ? entry.field("alias")?.text : undefined;
}

function isImported(identifier: SyntaxNode): boolean {
  const statement = identifier.ancestor("import_statement", "import_from_statement", "block", "module");
  return statement?.type.startsWith("import") === true;
}

function useAt(module: PythonModule, identifier: SyntaxNode, asked: ReadonlySet<string>): Use | undefined {
  const node = expressionEndingAt(identifier);
  if (node === undefined || isTarget(node)) return undefined;
  const names = module.names.resolve(node).map((resolution) => resolution.name);
  const name = names.find((candidate) => asked.has(candidate));
  if (name !== undefined) {
    return { node, name, certainty: certaintyOf(names, asked) };
  }
  if (names.length > 0 || node.type !== "identifier") return undefined;
  const possible = possibleName(module, node, asked);
  return possible === undefined ? undefined : { node, name: possible, certainty: "other-value" };
}

/** Another import of the same class is another matter than one of another class: `HTTPConnection as Connection`. */
function certaintyOf(names: readonly string[], asked: ReadonlySet<string>): Certainty {
  const others = names.filter((name) => !asked.has(name));
  if (others.length === 0) return "sure";
  const parts = new Set([...asked].map(lastPart));
  return others.every((name) => parts.has(lastPart(name))) ? "other-import" : "other-value";
}

/** The name, or the attribute chain whose last part it is; nothing for keywords and parameters. */
function expressionEndingAt(identifier: SyntaxNode): SyntaxNode | undefined {
  const parent = identifier.parent;
  if (parent?.type === "attribute" && parent.field("attribute") === identifier) return parent;
  return isName(identifier) ? identifier : undefined;
}

/** Whether the expression is bound or deleted here, not read. */
function isTarget(node: SyntaxNode): boolean {
  const parent = node.parent;
  switch (parent?.type) {
    case "assignment":
    case "augmented_assignment":
      return parent.field("left") === node;
    case "function_definition":
    case "class_definition":
      return parent.field("name") === node;
    case "default_parameter":
    case "typed_default_parameter":
      return parent.field("value") !== node;
    case undefined:
      return false;
    default:
      return TARGETS.has(parent?.type ?? "");
  }
}

const TARGETS = new Set([
  "parameters",
  "lambda_parameters",
  "typed_parameter",
  "pattern_list",
  "tuple_pattern",
  "list_pattern",
  "list_splat_pattern",
  "dictionary_splat_pattern",
  "delete_statement",
  "as_pattern_target",
  "global_statement",
  "nonlocal_statement",
]);

/** One of the names, where a binding of the identifier chooses between it and something else. */
function possibleName(
  module: PythonModule,
  identifier: SyntaxNode,
  asked: ReadonlySet<string>,
): string | undefined {
  const bindings: readonly Binding[] = module.scopes.lookup(identifier.text, identifier)?.bindings ?? [];
  for (const { value, kind } of bindings) {
    if (value === undefined || kind === "with") continue;
    for (const choice of choicesOf(value)) {
      const name = module.names.resolve(choice).find((resolution) => asked.has(resolution.name))?.name;
      if (name !== undefined && choice !== identifier) return name;
    }
  }
  return undefined;
}

/** What an expression may evaluate to: the arms of conditionals and of `and` and `or`. */
export function* choicesOf(value: SyntaxNode): Generator<SyntaxNode> {
  if (value.type === "conditional_expression") {
    const [first, , last] = value.named;
    if (first !== undefined) yield* choicesOf(first);
    if (last !== undefined) yield* choicesOf(last);
  } else if (value.type === "boolean_operator" || value.type === "parenthesized_expression") {
    for (const operand of value.named) yield* choicesOf(operand);
  } else yield value;
}

/** The names that an assignment of this value, or of a choice that holds it, gives to it. */
function namesGivenTo(value: SyntaxNode): string[] {
  let node = value;
  while (node.parent !== undefined && CHOICES.has(node.parent.type)) node = node.parent;
  const names: string[] = [];
  for (let at = node.parent; at?.type === "assignment" || at?.type === "named_expression"; at = at.parent) {
    const target = at.field("left") ?? at.field("name");
    if (target?.type === "identifier" && target !== node) names.push(target.text);
  }
  return names;
}

const CHOICES = new Set(["conditional_expression", "boolean_operator", "parenthesized_expression"]);
