import { isNone, literalString } from "./expressions.ts";
import type { SyntaxNode } from "./node.ts";
import type { Scopes } from "./scopes.ts";

/** The names of functions that import what they are given: Python's own, and those that projects have for it. */
const IMPORTERS = /(?:^|\.)(?:__import__|import_module|safe_import|try_import|optional_import|importorskip)$/;

/** The module that an expression gives by its name, as it would be written in an import. */
export function importedByExpression(node: SyntaxNode, scopes: Scopes): string | undefined {
  if (node.type === "call") return importedByCall(node, scopes);
  return node.type === "subscript" ? loadedModule(node) : undefined;
}

/** `sys.modules["ssl"]`. */
function loadedModule(subscript: SyntaxNode): string | undefined {
  const name = subscript.field("subscript");
  if (subscript.field("value")?.text !== "sys.modules" || name === undefined) return undefined;
  const module = literalString(name);
  return module !== undefined && /^[\w.]+$/.test(module) ? module : undefined;
}

/** `__import__("ssl")`, `importlib.import_module("ssl")`. */
function importedByCall(call: SyntaxNode, scopes: Scopes): string | undefined {
  const callee = call.field("function");
  const first = call.field("arguments")?.named[0];
  if (callee === undefined || first?.type !== "string") return undefined;
  if (!IMPORTERS.test(callee.text) && !isLocalImporter(callee, scopes)) return undefined;
  const module = first.text.replace(/^["']|["']$/g, "");
  if (!/^[\w.]+$/.test(module)) return undefined;
  return callee.text === "__import__" ? module.split(".")[0] : module;
}

/** A function of the file that returns what `import_module` gives for its first parameter, or `None`. */
function isLocalImporter(callee: SyntaxNode, scopes: Scopes): boolean {
  if (callee.type !== "identifier") return false;
  const bindings = scopes.lookup(callee.text, callee)?.bindings ?? [];
  const definition =
    bindings.length === 1 && bindings[0]?.kind === "function" ? bindings[0].statement : undefined;
  const parameter = definition?.field("parameters")?.named[0]?.text;
  const body = definition?.field("body");
  if (body === undefined || parameter === undefined) return false;
  let imports = 0;
  for (const node of body.walk((n) => n.type !== "function_definition" && n.type !== "lambda")) {
    if (node.type === "yield" || (node.type === "assignment" && node.field("left")?.text === parameter))
      return false;
    const value = node.type === "return_statement" ? node.named[0] : undefined;
    if (value === undefined || isNone(value)) continue;
    if (!isImportOf(value, parameter)) return false;
    imports += 1;
  }
  return imports > 0;
}

function isImportOf(value: SyntaxNode, parameter: string): boolean {
  const callee = value.type === "call" ? (value.field("function")?.text ?? "") : "";
  return (
    /^(?:__import__|(?:importlib\.)?import_module)$/.test(callee) &&
    value.field("arguments")?.named[0]?.text === parameter
  );
}
