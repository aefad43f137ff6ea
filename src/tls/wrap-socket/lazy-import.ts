import type { Remedy } from "../../core/fix.ts";
import { importStatement } from "../../python/import-places.ts";
import { isFirstOnLine, lineStart, newlineOf } from "../../python/layout.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";

/**
 * A remedy of a use of a name that a function imports (`from ssl import wrap_socket`): what it needs of `ssl` is
 * imported there, since the program loads that only where it is used.
 */
export function importingLazily(module: PythonModule, name: SyntaxNode, remedy: Remedy): Remedy {
  if (remedy.kind !== "fix") return remedy;
  const statement = importInFunction(module, name);
  const need = remedy.imports.find((one) => /(?:^|\.)ssl$/.test(one.module) && one.instead === undefined);
  if (statement === undefined || need === undefined || isNamedAround(module, need.name, statement))
    return remedy;
  const start = lineStart(module.text, statement.start);
  const indentation = module.text.slice(start, statement.start);
  const line = `${indentation}${importStatement(need)}${newlineOf(module.text)}`;
  const edit = { start, end: start, text: line };
  const imports = remedy.imports.filter((one) => one.module !== need.module || one.name !== need.name);
  return { ...remedy, edits: [edit, ...remedy.edits], imports };
}

/** Whether the function says the name already: it would be another one there. */
function isNamedAround(module: PythonModule, name: string, statement: SyntaxNode): boolean {
  const { node } = module.scopes.at(statement);
  return module.scopes.mentions(name, node).next().done !== true;
}

/** The statement of a function by which alone the name is bound, on a line of its own. */
function importInFunction(module: PythonModule, name: SyntaxNode): SyntaxNode | undefined {
  const found = name.type === "identifier" ? module.scopes.lookup(name.text, name) : undefined;
  const [binding, ...others] = found?.bindings ?? [];
  if (found?.scope.node.type !== "function_definition" || others.length > 0) return undefined;
  const statement = binding?.import === undefined ? undefined : binding.statement;
  return statement !== undefined && isFirstOnLine(module.text, statement.start) ? statement : undefined;
}
