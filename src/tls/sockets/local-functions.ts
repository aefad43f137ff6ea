import { classOf, functionOf } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";

const MAX_BASES = 8;

/** The function of this file that a call runs: by its name, or a method of the same class, or of a base class of it. */
export function localFunction(module: PythonModule, call: SyntaxNode): SyntaxNode | undefined {
  const callee = call.field("function");
  if (callee?.type === "identifier") {
    const bindings = module.scopes.lookup(callee.text, callee)?.bindings ?? [];
    const only = bindings.length === 1 ? bindings[0] : undefined;
    return only?.kind === "function" ? only.statement : undefined;
  }
  const object = callee?.type === "attribute" ? callee.field("object") : undefined;
  const isSuper = object?.type === "call" && object.field("function")?.text === "super";
  if (object?.text !== "self" && !isSuper) return undefined;
  const around = functionOf(call);
  const owner = around === undefined ? undefined : classOf(around);
  const name = callee?.field("attribute")?.text ?? "";
  if (owner === undefined) return undefined;
  return isSuper ? inherited(module, owner, name, 0) : methodOf(module, owner, name, 0);
}

/** The only definition of a method, in the class itself or in the first base class of the file that has one. */
function methodOf(
  module: PythonModule,
  owner: SyntaxNode,
  name: string,
  depth: number,
): SyntaxNode | undefined {
  const scope = module.scopes.at(owner.field("body")?.named[0] ?? owner);
  const bindings = module.scopes.bindings(scope, name);
  if (bindings.length === 0) return inherited(module, owner, name, depth);
  const only = bindings.length === 1 ? bindings[0] : undefined;
  return only?.kind === "function" ? only.statement : undefined;
}

function inherited(
  module: PythonModule,
  owner: SyntaxNode,
  name: string,
  depth: number,
): SyntaxNode | undefined {
  if (depth >= MAX_BASES) return undefined;
  for (const base of owner.field("superclasses")?.named ?? []) {
    const local = localClass(module, base);
    const found =
      local === undefined || local === owner ? undefined : methodOf(module, local, name, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The class of this file that an expression names. */
export function localClass(module: PythonModule, expression: SyntaxNode): SyntaxNode | undefined {
  if (expression.type !== "identifier") return undefined;
  const bindings = module.scopes.lookup(expression.text, expression)?.bindings ?? [];
  const only = bindings.length === 1 ? bindings[0] : undefined;
  return only?.kind === "class" ? only.statement : undefined;
}
