import type { Binding } from "./bindings.ts";
import { isFirstOnLine } from "./layout.ts";
import type { SyntaxNode } from "./node.ts";
import type { Scope, Scopes } from "./scopes.ts";

/**
 * Where a function imports a module that it hides by that from `at`, which comes before: `import ssl` in a handler or
 * farther down. The starts of these imports, where one at module level can take their place; else none.
 */
export function hidingImports(module: string, at: SyntaxNode, scopes: Scopes): number[] {
  const found = scopes.lookup(module, at);
  const owner = found?.scope;
  if (owner?.node.type !== "function_definition" || owner.parent === undefined) return [];
  const { bindings } = found ?? { bindings: [] };
  const isOuterFree = isModuleLevel(owner.parent, module, scopes);
  const text = scopes.module.node.text;
  const canGo = (binding: Binding): boolean =>
    isPlainImport(binding, module) && !isProbe(binding, owner.node) && !isExplained(binding.statement, text);
  const isPlain = bindings.every(canGo);
  // `nonlocal ssl` in a function of it needs the name to be one of this function.
  const isNeeded = /\bnonlocal\b/.test(owner.node.text);
  return isOuterFree && isPlain && !isNeeded ? bindings.map(({ statement }) => statement.start) : [];
}

/** Whether no function around binds the name. */
function isModuleLevel(from: Scope, name: string, scopes: Scopes): boolean {
  const found = scopes.lookupFrom(name, from);
  return found === undefined || found.scope.parent === undefined;
}

/** Whether a comment speaks of a statement: on its own line, or alone on the line above. */
function isExplained({ previous, next, start, end }: SyntaxNode, text: string): boolean {
  const isAbove = previous?.type === "comment" && isFirstOnLine(text, previous.start);
  const isBeside = next?.type === "comment" && !text.slice(end, next.start).includes("\n");
  return isBeside || (isAbove && /^[ \t]*\r?\n[ \t]*$/.test(text.slice(previous.end, start)));
}

/** `import ssl`, alone in its statement. */
function isPlainImport({ statement, import: target }: Binding, module: string): boolean {
  return (
    statement.type === "import_statement" &&
    statement.named.length === 1 &&
    target?.entry.type === "dotted_name" &&
    target.entry.text === module
  );
}

/** Whether the failure of an import is handled, or it is all that a suite does. */
function isProbe({ statement }: Binding, owner: SyntaxNode): boolean {
  if (statement.parent?.named.length === 1) return true;
  for (let node = statement.parent; node !== undefined && node !== owner; node = node.parent) {
    if (node.type === "block" && node.parent?.type === "try_statement") return true;
  }
  return false;
}
