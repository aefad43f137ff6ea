import { bindCall } from "../../python/call.ts";
import { functionOf } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { SIGNATURES } from "../../python/signatures.ts";
import { aliasOf, readsOf, standsFor } from "./function-aliases.ts";
import type { HelperCall } from "./wrap-helper.ts";

/**
 * The calls of what stands for the function: `wrap = ssl.wrap_socket`, then `wrap(sock)`; `self._wrap`. None where it
 * has another value too, or is used otherwise than to be called.
 */
export function aliasCalls(module: PythonModule, value: SyntaxNode): readonly HelperCall[] {
  const alias = aliasOf(value);
  if (alias === undefined) return [];
  const reads = readsOf(module, alias);
  const isLocal = alias.target.type === "identifier" && functionOf(alias.target) !== undefined;
  const calls = reads.flatMap((node) => {
    const call = node.parent;
    if (call?.type !== "call" || call.field("function") !== node) return [];
    if (isLocal && functionOf(call) !== functionOf(alias.target)) return [];
    if (!standsFor(module, node, (one) => module.names.is(one, "ssl.wrap_socket"))) return [];
    const bound = bindCall(call, SIGNATURES["ssl.wrap_socket"]);
    return bound === undefined ? [] : [{ call, bound }];
  });
  return calls.length === reads.length ? calls : [];
}
