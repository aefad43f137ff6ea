import { bindCall } from "../python/call.ts";
import { functionOf, pathOf, spelling } from "../python/expressions.ts";
import type { PythonModule } from "../python/module.ts";
import type { SyntaxNode } from "../python/node.ts";
import { usesOf } from "../python/uses.ts";

/** A function or method of `ssl` that is gone, where it is used. */
export interface RemovedUse {
  readonly name: RemovedName;
  /** The expression that names it. */
  readonly node: SyntaxNode;
  /** The call of it, where it is called. */
  readonly call: SyntaxNode | undefined;
}

export type RemovedName =
  | "match_hostname"
  | "RAND_pseudo_bytes"
  | "RAND_egd"
  | "set_npn_protocols"
  | "selected_npn_protocol";

const FUNCTIONS = ["match_hostname", "RAND_pseudo_bytes", "RAND_egd"] as const;
const METHODS = ["set_npn_protocols", "selected_npn_protocol"] as const;

/** Every use of what Python 3.12 removed of `ssl`, and of the NPN methods, which fail since 3.10 at the latest. */
export function* removedUses(module: PythonModule): Generator<RemovedUse> {
  for (const name of FUNCTIONS) {
    for (const { node, certainty } of usesOf(module, `ssl.${name}`)) {
      if (certainty === "sure" && !isProbed(node, name)) yield { name, node, call: callOf(node) };
    }
  }
  for (const name of METHODS) {
    for (const identifier of module.identifiers(name)) {
      const node = identifier.parent;
      if (node?.type !== "attribute" || node.field("attribute") !== identifier) continue;
      const call = callOf(node);
      const isSettled = name === "selected_npn_protocol" && module.text.includes("selected_alpn_protocol");
      if (call !== undefined && !isSettled && !isOwnMethod(node)) yield { name, node, call };
    }
  }
}

/** Whether the program asks first whether this Python has it: `hasattr`, or a handler for its lack. */
function isProbed(node: SyntaxNode, name: string): boolean {
  for (let child = node, up = node.parent; up !== undefined; child = up, up = up.parent) {
    const condition = up.type === "if_statement" ? up.field("condition") : undefined;
    if (condition?.text.includes("hasattr") === true && condition.text.includes(name)) return true;
    const isBody = up.type === "try_statement" && up.field("body") === child;
    const handlers = isBody ? up.named.filter((part) => part.type === "except_clause") : [];
    if (handlers.some((handler) => /^except[^:]*\b(?:AttributeError|ImportError)\b/.test(handler.text)))
      return true;
  }
  return false;
}

function callOf(node: SyntaxNode): SyntaxNode | undefined {
  const call = node.parent;
  return call?.type === "call" && call.field("function") === node ? call : undefined;
}

/** `self.set_npn_protocols(…)` and `super()`'s: a class that has a method of that name. */
function isOwnMethod(attribute: SyntaxNode): boolean {
  const object = attribute.field("object");
  return object?.text === "self" || object?.text === "cls" || object?.text.startsWith("super(") === true;
}

/**
 * Whether the name that `match_hostname(cert, host)` checks has been checked before: the certificate comes from a
 * socket that a context from `create_default_context()`, left as it is, wrapped for the same host in this function.
 */
export function isCheckedBefore(module: PythonModule, call: SyntaxNode): boolean {
  const bound = bindCall(call, { positional: ["cert", "hostname"] });
  const host = bound?.byParameter.get("hostname")?.value;
  const certificate = bound?.byParameter.get("cert")?.value;
  const region = functionOf(call) ?? module.root;
  const socket = certificate === undefined ? undefined : socketOf(module, certificate, region);
  const wrap = socket === undefined ? undefined : onlyValue(module, socket, region);
  if (host === undefined || wrap?.type !== "call") return false;
  const callee = wrap.field("function");
  if (callee?.type !== "attribute" || callee.field("attribute")?.text !== "wrap_socket") return false;
  const given = bindCall(wrap, { positional: ["sock"], keywordOnly: ["server_hostname"] });
  const name = given?.byParameter.get("server_hostname")?.value;
  if (name === undefined || spelling(name) !== spelling(host)) return false;
  return isVerifying(module, callee.field("object"), region);
}

/** The path of the socket in `sock.getpeercert()`, or in a variable that holds what that gave. */
function socketOf(module: PythonModule, certificate: SyntaxNode, region: SyntaxNode): string | undefined {
  const path = pathOf(certificate);
  const value = path === undefined ? certificate : onlyValue(module, path, region);
  const callee = value?.type === "call" ? value.field("function") : undefined;
  if (callee?.type !== "attribute" || callee.field("attribute")?.text !== "getpeercert") return undefined;
  return pathOf(callee.field("object"));
}

/** What a path is assigned in the region, if that happens once. */
function onlyValue(module: PythonModule, path: string, region: SyntaxNode): SyntaxNode | undefined {
  const values: SyntaxNode[] = [];
  for (const node of module.identifiers(path.slice(path.lastIndexOf(".") + 1))) {
    if (node.start < region.start || node.end > region.end) continue;
    const target = node.parent?.type === "attribute" && path.includes(".") ? node.parent : node;
    const parent = target.parent;
    if (pathOf(target) !== path) continue;
    if (parent?.type === "assignment" && parent.field("left") === target) {
      const value = parent.field("right");
      if (value !== undefined) values.push(value);
    } else if (parent?.type === "as_pattern_target") {
      const value = parent.parent?.named[0];
      if (value !== undefined) values.push(value);
    } else if (/pattern|parameter/.test(parent?.type ?? "")) return undefined;
  }
  return values.length === 1 ? values[0] : undefined;
}

/** A default context on which nothing is set in the region. */
function isVerifying(module: PythonModule, context: SyntaxNode | undefined, region: SyntaxNode): boolean {
  const path = pathOf(context);
  const made = path === undefined ? context : onlyValue(module, path, region);
  if (made?.type !== "call" || !module.names.is(made.field("function"), "ssl.create_default_context"))
    return false;
  const purpose = made.field("arguments")?.named.find((node) => node.type !== "keyword_argument");
  if (purpose !== undefined || /\bpurpose\s*=|\*/.test(made.field("arguments")?.text ?? "")) return false;
  return !/\.(?:check_hostname|verify_mode)\s*=[^=]/.test(region.text);
}
