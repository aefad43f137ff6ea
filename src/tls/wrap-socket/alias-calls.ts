import { bindCall } from "../../python/call.ts";
import { functionOf } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { SIGNATURES } from "../../python/signatures.ts";
import type { HelperCall } from "../wrap-helper.ts";

/**
 * The calls of a local name that stands for the function: `wrap = ssl.wrap_socket`, then `wrap(sock)`. None where the
 * name has another value too, or is used otherwise than to be called in the same function.
 */
export function aliasCalls(module: PythonModule, value: SyntaxNode): readonly HelperCall[] {
  const assignment = value.parent;
  const name = assignment?.type === "assignment" ? assignment.field("left") : undefined;
  const owner = functionOf(value);
  if (name?.type !== "identifier" || assignment?.field("right") !== value || owner === undefined) return [];
  const found = module.scopes.lookup(name.text, name);
  if (found === undefined || found.scope.node !== owner || found.bindings.length !== 1) return [];
  const reads = module.scopes.references(name.text, found.scope).filter((node) => node !== name);
  const calls = reads.flatMap((node) => {
    const call = node.parent;
    if (call?.type !== "call" || call.field("function") !== node || functionOf(call) !== owner) return [];
    const bound = bindCall(call, SIGNATURES["ssl.wrap_socket"]);
    return bound === undefined ? [] : [{ call, bound }];
  });
  return calls.length === reads.length ? calls : [];
}
