import type { Binding } from "./bindings.ts";
import type { SyntaxNode } from "./node.ts";
import type { Lookup, Scope, Scopes } from "./scopes.ts";

/**
 * Whether one of a name's bindings has run whenever `at` runs: it comes before, and hangs on no condition
 * that `at` is outside of. A function is taken to be called after its module was loaded; one that binds a
 * name of an outer scope (`global`) may not have been called at all, unless `at` stands in it.
 */
export function hasRun(binding: Binding, found: Lookup, at: SyntaxNode, scopes: Scopes): boolean {
  const from = scopes.at(at);
  const owner = scopes.at(binding.statement);
  if (owner !== found.scope && !isWithin(from, owner)) return false;
  const isLoaded = owner.parent === undefined && isDeferred(from, owner);
  if (!isLoaded && binding.statement.end > at.start) return false;
  return isUnconditional(binding.statement, found.bindings, at);
}

const SIMPLE = new Set(["expression_statement", "return_statement", "delete_statement", "assert_statement"]);

/**
 * Whether the statement of `at` itself, or a simple statement that runs before it in its own suite or one around,
 * reads `name`: where `at` runs, the name is bound, however conditional its binding is (`if HAS_SSL: import ssl`).
 */
export function isReadOnTheWay(name: string, found: Lookup, at: SyntaxNode, scopes: Scopes): boolean {
  const isIt = (node: SyntaxNode) => node.text === name && scopes.lookup(name, node)?.scope === found.scope;
  let own = at;
  for (let node = at.parent; node !== undefined && !OWNERS.has(own.type); own = node, node = node.parent) {
    if (node.type !== "block" && node.type !== "module") continue;
    const before = node.named.filter((child) => child.start < own.start && SIMPLE.has(child.type));
    const read = SIMPLE.has(own.type) ? [...before, own] : before;
    if (read.some((statement) => readsAlways(statement, isIt))) return true;
  }
  return false;
}

/** What is evaluated later, or perhaps not at all. */
const MAYBE = new Set([
  "lambda",
  "boolean_operator",
  "conditional_expression",
  "generator_expression",
  "list_comprehension",
  "set_comprehension",
  "dictionary_comprehension",
]);

function readsAlways(statement: SyntaxNode, isIt: (identifier: SyntaxNode) => boolean): boolean {
  const bound = statement.named[0]?.type === "assignment" ? statement.named[0].field("left") : undefined;
  for (const node of statement.walk((inner) => !MAYBE.has(inner.type) && inner !== bound)) {
    if (node === bound || node.type !== "identifier" || !isIt(node)) continue;
    const isKeyword = node.parent?.type === "keyword_argument" && node.parent.field("name") === node;
    const isMember = node.parent?.type === "attribute" && node.parent.field("attribute") === node;
    if (!isKeyword && !isMember) return true;
  }
  return false;
}

function isWithin(inner: Scope, outer: Scope): boolean {
  for (let scope: Scope | undefined = inner; scope !== undefined; scope = scope.parent) {
    if (scope === outer) return true;
  }
  return false;
}

/** Whether code of `from` runs later than the statements of `outer` around it; a lambda may run at once. */
function isDeferred(from: Scope, outer: Scope): boolean {
  for (let scope: Scope | undefined = from; scope !== undefined && scope !== outer; scope = scope.parent) {
    if (scope.node.type === "function_definition") return true;
  }
  return false;
}

const OWNERS = new Set(["function_definition", "module", "class_definition"]);

const BRANCHES = new Set([
  "if_statement",
  "elif_clause",
  "else_clause",
  "try_statement",
  "except_clause",
  "while_statement",
  "for_statement",
  "case_clause",
]);

function isUnconditional(statement: SyntaxNode, all: readonly Binding[], at: SyntaxNode): boolean {
  for (let node = statement.parent; node !== undefined; node = node.parent) {
    if (OWNERS.has(node.type)) return true;
    const branching = node.parent;
    if (node.type !== "block" || branching === undefined || !BRANCHES.has(branching.type)) continue;
    if (holds(node, at)) continue;
    if (branching.type === "try_statement") {
      if (!runsAnyway(branching, node, statement, all, at)) return false;
    } else if (!isInFullChoice(branching, all, at)) return false;
  }
  return true;
}

/** The body of a `try`, where the program cannot go on without it, or binds the name otherwise. */
function runsAnyway(
  attempt: SyntaxNode,
  body: SyntaxNode,
  statement: SyntaxNode,
  all: readonly Binding[],
  at: SyntaxNode,
): boolean {
  const handlers = attempt.named.filter((clause) => clause.type === "except_clause");
  const isAfterFailure = attempt.named.some(
    (clause) => (clause.type === "except_clause" || clause.type === "finally_clause") && holds(clause, at),
  );
  if (isAfterFailure) return false;
  const index = body.named.findIndex((child) => holds(child, statement));
  const isFirstToFail = body.named.slice(0, index).every(isStandardImport);
  return isFirstToFail || handlers.every((handler) => leaves(handler) || bindsIn(handler, all));
}

/** `if` with `else`, each branch of which binds the name; `at` must come after the whole. */
function isInFullChoice(branching: SyntaxNode, all: readonly Binding[], at: SyntaxNode): boolean {
  const choice = branching.type === "if_statement" ? branching : branching.parent;
  if (choice?.type !== "if_statement" || holds(choice, at)) return false;
  const blocks = choice.named.flatMap((part) => {
    if (part.type === "block") return [part];
    return part.type === "elif_clause" || part.type === "else_clause" ? [part] : [];
  });
  return (
    blocks.at(-1)?.type === "else_clause" && blocks.every((block) => leaves(block) || bindsIn(block, all))
  );
}

function bindsIn(part: SyntaxNode, all: readonly Binding[]): boolean {
  const block = part.type === "block" ? part : part.named.find((child) => child.type === "block");
  return all.some((binding) => binding.kind !== "del" && statementOf(binding).parent === block);
}

/** The statement in its block: an assignment stands in an expression statement. */
function statementOf(binding: Binding): SyntaxNode {
  const parent = binding.statement.parent;
  return parent?.type === "expression_statement" ? parent : binding.statement;
}

const LEAVING = new Set(["raise_statement", "return_statement", "continue_statement", "break_statement"]);

function leaves(clause: SyntaxNode): boolean {
  const block = clause.type === "block" ? clause : clause.named.find((child) => child.type === "block");
  return LEAVING.has(block?.named.at(-1)?.type ?? "");
}

/** Modules that every CPython has, so that importing them does not fail. */
const ALWAYS_THERE = new Set(
  "base64 errno hashlib io json logging os re select socket struct sys threading time warnings".split(" "),
);

function isStandardImport(statement: SyntaxNode): boolean {
  if (statement.type === "import_from_statement") {
    return ALWAYS_THERE.has(statement.field("module_name")?.text ?? "");
  }
  if (statement.type !== "import_statement") return false;
  return statement.named.every((entry) => ALWAYS_THERE.has((entry.field("name") ?? entry).text));
}

function holds(outer: SyntaxNode, inner: SyntaxNode): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
