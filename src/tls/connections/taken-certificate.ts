import { argumentsOf } from "../../python/call.ts";
import { functionOf, literalBoolean, pathOf } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import type { ContextLife } from "../model/context-life.ts";

/** Why a context whose connection gives the program its certificate is left as it is. */
export const TAKES_CERTIFICATE =
  "the program takes the certificate itself from the connection, and may check it in a way of its own";

/**
 * Whether the certificate itself is taken from a connection of the context, as bytes, in the function that makes the
 * connection: to show it, to trust it from then on, or to compare its fingerprint. Of a certificate that is refused
 * there are no bytes to take.
 */
export function takesCertificate(module: PythonModule, { uses }: ContextLife): boolean {
  return uses.some(
    ({ kind, node, elsewhere }) =>
      kind === "connect" && isAskedForCertificate(node, elsewhere?.module ?? module),
  );
}

function isAskedForCertificate(wrap: SyntaxNode, module: PythonModule): boolean {
  const name = nameOf(wrap);
  const region = functionOf(wrap) ?? module.root;
  for (const node of region.walk()) {
    if (node.type !== "call" || node.start < wrap.start) continue;
    const callee = node.field("function");
    if (callee === undefined || !isAsking(node, callee.field("attribute")?.text)) continue;
    const object = callee.field("object");
    if (object !== undefined && (object === wrap || (name !== undefined && pathOf(object) === name)))
      return true;
  }
  return false;
}

/** What the connection is called: `sock = …`, `with … as sock`. */
function nameOf(wrap: SyntaxNode): string | undefined {
  const { parent } = wrap;
  if (parent?.type === "assignment" && parent.field("right") === wrap) return pathOf(parent.field("left"));
  return parent?.type === "as_pattern" ? pathOf(parent.field("alias")?.named[0]) : undefined;
}

/** `getpeercert(True)`, and the methods of pyOpenSSL's connections, which give objects. */
function isAsking(call: SyntaxNode, method: string | undefined): boolean {
  if (method === "getpeercert") return isBinary(call);
  return method === "get_peer_certificate" || method === "get_peer_cert_chain";
}

/** `getpeercert(True)`, `getpeercert(binary_form=True)`. */
function isBinary(call: SyntaxNode): boolean {
  return argumentsOf(call).some(({ value }) => literalBoolean(value) === true);
}
