import type { Binding } from "../../python/bindings.ts";
import { type BoundCall, bindCall } from "../../python/call.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { SIGNATURES } from "../../python/signatures.ts";
import { takenByName } from "./named-by-string.ts";
import { isQuestion } from "./probed-import.ts";

/** One use of `ssl.wrap_socket`. */
export type WrapUse =
  /** It is called. */
  | {
      readonly kind: "call";
      readonly node: SyntaxNode;
      readonly function: SyntaxNode;
      readonly bound: BoundCall;
    }
  /** It is passed on, stored or decorated. */
  | { readonly kind: "value"; readonly node: SyntaxNode; readonly function: SyntaxNode }
  /** The program replaces it: `ssl.wrap_socket = …`. */
  | { readonly kind: "patch"; readonly node: SyntaxNode; readonly function: SyntaxNode }
  /** `from ssl import wrap_socket` that nothing in the file uses. */
  | {
      readonly kind: "import";
      readonly node: SyntaxNode;
      readonly function: SyntaxNode;
      readonly binding: Binding;
    };

const NAME = "ssl.wrap_socket";

/** Every use of `ssl.wrap_socket` in the module, in the order of the text. */
export function wrapUses(module: PythonModule): WrapUse[] {
  const uses = new Map<SyntaxNode, WrapUse>();
  for (const identifier of module.identifiers("wrap_socket")) {
    for (const node of expressionsAt(module, identifier)) {
      const use = useOf(module, node);
      if (use !== undefined) uses.set(use.function, use);
    }
  }
  for (const node of takenByName(module)) uses.set(node, { kind: "value", node, function: node });
  for (const binding of unusedImports(module)) {
    uses.set(binding.node, { kind: "import", node: binding.statement, function: binding.node, binding });
  }
  return withoutPatchOperands([...uses.values()].sort((a, b) => a.function.start - b.function.start));
}

/** Whether an expression names the function, or else that of a module which is imported in the place of Python's. */
function isFunction(module: PythonModule, expression: SyntaxNode): boolean {
  const names = module.names.resolve(expression).map(({ name }) => name);
  return names.includes(NAME) && names.every((name) => name === NAME || name.endsWith(`.${NAME}`));
}

/** The module whose function may be in the place of Python's: `try: from backports import ssl`. */
export function substituteFor(module: PythonModule, { function: node }: WrapUse): string | undefined {
  const other = module.names.resolve(node).find(({ name }) => name.endsWith(`.${NAME}`));
  return other?.written.slice(0, other.written.lastIndexOf("."));
}

/** The expressions that name the function where the word stands: itself, or the uses of the name it is imported as. */
function expressionsAt(module: PythonModule, identifier: SyntaxNode): SyntaxNode[] {
  const parent = identifier.parent;
  if (parent?.type === "attribute" && parent.field("attribute") === identifier) {
    return isFunction(module, parent) ? [parent] : [];
  }
  const statement = identifier.ancestor("import_from_statement");
  if (statement !== undefined) return importedUses(module, statement, identifier);
  if (identifier.ancestor("import_statement") !== undefined) return [];
  const fromStar = module.scopes.lookup("wrap_socket", identifier) === undefined;
  return fromStar && module.names.is(identifier, NAME) ? [identifier] : [];
}

function importedUses(module: PythonModule, statement: SyntaxNode, identifier: SyntaxNode): SyntaxNode[] {
  const binding = bindingOf(module, statement, identifier);
  if (binding === undefined) return [];
  const scope = module.scopes.lookup(binding.name, statement)?.scope;
  if (scope === undefined) return [];
  return module.scopes
    .references(binding.name, scope)
    .filter((node) => !isInImport(node) && isFunction(module, node) && !isBound(node));
}

function bindingOf(module: PythonModule, statement: SyntaxNode, identifier: SyntaxNode): Binding | undefined {
  const scope = module.scopes.at(statement);
  return module.scopes
    .facts(scope)
    .bindings.find((binding) => binding.statement === statement && covers(binding.import?.entry, identifier));
}

function covers(entry: SyntaxNode | undefined, node: SyntaxNode): boolean {
  if (entry === undefined || entry.start > node.start || node.end > entry.end) return false;
  const name = entry.type === "aliased_import" ? entry.field("name") : entry;
  return name?.text === "wrap_socket";
}

function isInImport(node: SyntaxNode): boolean {
  return (
    node
      .ancestor("import_from_statement", "import_statement", "block", "module")
      ?.type.startsWith("import") === true
  );
}

/** Whether the identifier is bound there rather than read. */
function isBound(node: SyntaxNode): boolean {
  const parent = node.parent;
  return parent?.type === "assignment" && parent.field("left") === node;
}

function useOf(module: PythonModule, node: SyntaxNode): WrapUse | undefined {
  const parent = node.parent;
  if (parent?.type === "call" && parent.field("function") === node) {
    const bound = bindCall(parent, SIGNATURES[NAME]);
    return bound === undefined ? undefined : { kind: "call", node: parent, function: node, bound };
  }
  if (isProbed(module, node)) return undefined;
  if (isTarget(node)) return { kind: "patch", node, function: node };
  return { kind: "value", node, function: node };
}

/** `if wrap_socket is None:`, of a name that an import in a `try` may leave unbound: it goes with the calls. */
function isProbed(module: PythonModule, node: SyntaxNode): boolean {
  if (node.type !== "identifier" || !isQuestion(node)) return false;
  const bindings = module.scopes.lookup(node.text, node)?.bindings ?? [];
  return bindings.length > 1 && bindings.some(({ statement }) => statement.ancestor("try_statement"));
}

/** Whether an expression is given something else, or taken away. */
export function isTarget(node: SyntaxNode): boolean {
  const parent = node.parent;
  if (parent === undefined) return false;
  if (parent.type === "assignment" || parent.type === "augmented_assignment")
    return parent.field("left") === node;
  return parent.type === "delete_statement" || parent.type === "pattern_list";
}

/** `ssl.wrap_socket = patched(ssl.wrap_socket)` is one finding. */
function withoutPatchOperands(uses: readonly WrapUse[]): WrapUse[] {
  const patches = uses.filter((use) => use.kind === "patch").map((use) => use.node.parent);
  return uses.filter(
    (use) => use.kind === "patch" || !patches.some((patch) => patch !== undefined && within(use.node, patch)),
  );
}

function within(node: SyntaxNode, outer: SyntaxNode): boolean {
  return outer.start <= node.start && node.end <= outer.end;
}

/** Imports of the name at module level that nothing refers to, handlers for its absence apart. */
function unusedImports(module: PythonModule): Binding[] {
  const found: Binding[] = [];
  for (const identifier of module.identifiers("wrap_socket")) {
    const statement = identifier.ancestor("import_from_statement");
    if (statement === undefined) continue;
    const binding = bindingOf(module, statement, identifier);
    if (binding?.import?.module !== "ssl" || statement.ancestor("try_statement") !== undefined) continue;
    const lookup = module.scopes.lookup(binding.name, statement);
    if (lookup === undefined || lookup.bindings.length !== 1) continue;
    const uses = module.scopes.references(binding.name, lookup.scope).filter((node) => !isInImport(node));
    if (uses.length === 0) found.push(binding);
  }
  return found;
}
