import { argumentsOf } from "../../python/call.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import type { ContextLife, Factory } from "../model/context-life.ts";

/**
 * Why a minimum may refuse what worked before: the protocol is a public attribute of a class or an object, which a
 * subclass or a user of the class may set to one that is pinned. Nothing where it is written in the call, or private.
 */
export function settableProtocol(module: PythonModule, life: ContextLife): string | undefined {
  const given = protocolsOf(life).find((argument) => isPublicAttribute(module, sourceOf(module, argument)));
  if (given === undefined) return undefined;
  return `${sourceOf(module, given).text} may be set to a protocol of one version, which would then be refused`;
}

/** The arguments that may be the protocol: any of a class of this file; none where the factory takes none. */
function protocolsOf({ creation, factory, owner }: ContextLife): readonly SyntaxNode[] {
  const all = argumentsOf(creation);
  if (owner !== undefined) return all.map(({ value }) => value);
  const name = PARAMETERS[factory];
  const given = all.find(({ keyword }) => (keyword ?? name) === name);
  return name === undefined || given === undefined ? [] : [given.value];
}

const PARAMETERS: Readonly<Partial<Record<Factory, string>>> = {
  "ssl.SSLContext": "protocol",
  "urllib3.util.ssl_.create_urllib3_context": "ssl_version",
  "OpenSSL.SSL.Context": "method",
};

/** What a local that is assigned once stands for; else the expression itself. */
function sourceOf(module: PythonModule, node: SyntaxNode): SyntaxNode {
  if (node.type !== "identifier") return node;
  const [binding, ...others] = module.scopes.lookup(node.text, node)?.bindings ?? [];
  return others.length === 0 ? (binding?.value ?? node) : node;
}

function isPublicAttribute(module: PythonModule, node: SyntaxNode): boolean {
  if (node.type !== "attribute" || module.names.resolve(node).length > 0) return false;
  return node.field("attribute")?.text.startsWith("_") === false;
}
