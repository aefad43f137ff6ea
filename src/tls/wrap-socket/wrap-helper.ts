import { type BoundCall, bindCall } from "../../python/call.ts";
import { isNone } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { SIGNATURES } from "../../python/signatures.ts";
import { parameterNames } from "../sockets/socket-callers.ts";
import { aliasOf, readsOf, standsFor } from "./function-aliases.ts";

/** A call of the private function by which `wrap-socket` stands in for `ssl.wrap_socket`. */
export interface HelperCall {
  readonly call: SyntaxNode;
  readonly bound: BoundCall;
}

/** The file's stand-in for `ssl.wrap_socket`, where it has one. */
export function helperIn(module: PythonModule): SyntaxNode | undefined {
  return module.root.named.find((node) => node.type === "function_definition" && isHelper(node));
}

/** The parameter by which calls hand over the module that they hold: `ssl_module=self._ssl`. */
export const MODULE_PARAMETER = "ssl_module";

/** Whether the stand-in takes the module from its callers. */
export function takesModule(helper: SyntaxNode): boolean {
  return parameterNames(helper).at(-1) === MODULE_PARAMETER;
}

/** The expression of the module that the stand-in uses, where its callers hand over none. */
export function moduleOf(helper: SyntaxNode): SyntaxNode | undefined {
  const isDefault = takesModule(helper);
  for (const node of helper.walk()) {
    if (isDefault && node.type === "boolean_operator" && node.field("left")?.text === MODULE_PARAMETER)
      return node.field("right");
    if (!isDefault && node.type === "attribute" && node.field("attribute")?.text === "SSLContext")
      return node.field("object");
  }
  return undefined;
}

/** Ours is known by its parameters and by what it returns. */
function isHelper(definition: SyntaxNode): boolean {
  const parameters = parameterNames(definition);
  return (
    parameters[0] === "sock" &&
    parameters.at(parameters.at(-1) === MODULE_PARAMETER ? -2 : -1) === "server_hostname" &&
    parameters.includes("suppress_ragged_eofs") &&
    definition.text.includes("return context.wrap_socket(")
  );
}

const SIGNATURE = {
  positional: [...SIGNATURES["ssl.wrap_socket"].positional, "server_hostname", MODULE_PARAMETER],
};

/** The arguments of a call of the stand-in; nothing for any other call. */
export function helperCallOf(module: PythonModule, call: SyntaxNode): HelperCall | undefined {
  const helper = helperIn(module);
  const callee = call.field("function");
  if (helper === undefined || callee === undefined) return undefined;
  const isIt = (value: SyntaxNode) => isNameOf(module, value, helper);
  if (!isIt(callee) && !standsFor(module, callee, isIt)) return undefined;
  const bound = bindCall(call, SIGNATURE);
  return bound === undefined ? undefined : { call, bound };
}

function isNameOf(module: PythonModule, value: SyntaxNode, helper: SyntaxNode): boolean {
  if (value.type !== "identifier") return false;
  const found = module.scopes.lookup(value.text, value)?.bindings ?? [];
  return found.length === 1 && found[0]?.statement === helper;
}

/** Every call of the stand-in, by its name or by another that the file gives to it. */
export function* helperCalls(module: PythonModule): Generator<HelperCall> {
  const name = helperIn(module)?.field("name")?.text;
  if (name === undefined) return;
  const seen = new Set<SyntaxNode>();
  for (const node of module.identifiers(name)) {
    const alias = aliasOf(node);
    for (const callee of alias === undefined ? [node] : readsOf(module, alias)) {
      const call = callee.parent;
      if (call?.type !== "call" || call.field("function") !== callee || seen.has(call)) continue;
      seen.add(call);
      const found = helperCallOf(module, call);
      if (found !== undefined) yield found;
    }
  }
}

/** Whether the stand-in verifies chain and host there, as far as the call shows: it is asked for a name, and not told otherwise. */
export function helperChecksHost(module: PythonModule, { bound }: HelperCall): boolean {
  const host = bound.byParameter.get("server_hostname")?.value;
  if (host === undefined || isNone(host) || bound.splat !== undefined || bound.keywordSplats.length > 0)
    return false;
  const mode = bound.byParameter.get("cert_reqs")?.value;
  return mode === undefined || module.names.is(mode, "ssl.CERT_OPTIONAL", "ssl.CERT_REQUIRED");
}
