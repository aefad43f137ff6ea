import type { SyntaxNode } from "../../python/node.ts";
import type { Version } from "../model/versions.ts";

/** How each version is spelt in names: `tlsv1_1_supported`, `TLS11Adapter`, `test_tls_1_0`. */
const SPELT: Readonly<Record<Version, RegExp>> = {
  SSLv2: /ssl_?v?_?2(?!\d)/i,
  SSLv3: /ssl_?v?_?3(?!\d)/i,
  TLSv1: /tls_?v?_?1(?:_?0)?(?![_.]?\d)/i,
  TLSv1_1: /tls_?v?_?1_?1/i,
  TLSv1_2: /tls_?v?_?1_?2/i,
  TLSv1_3: /tls_?v?_?1_?3/i,
};

/** The name of the function or class around a node that says the version, if one does. */
export function namedForVersion(node: SyntaxNode, version: Version): string | undefined {
  for (let at = node.parent; at !== undefined; at = at.parent) {
    if (at.type !== "function_definition" && at.type !== "class_definition") continue;
    const name = at.field("name")?.text ?? "";
    if (SPELT[version].test(name)) return name;
  }
  return undefined;
}

/** Whether a text is a name of the version and nothing else: `tlsv1`, `TLS 1.0`, `TLSv1.1`. */
export function spellsVersion(text: string, version: Version): boolean {
  const { source, flags } = SPELT[version];
  return new RegExp(`^(?:${source})$`, flags).test(text.replace(/[.\s-]/g, "_"));
}
