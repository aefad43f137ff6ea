import type { PythonModule } from "../../python/module.ts";

/** What a TLS socket, or a connection of pyOpenSSL, says of the version that it came to. */
const ASKING = ["version", "cipher", "get_protocol_version_name"];

/** The names of old versions by which those say it (Python's documentation of `SSLSocket.version`, and OpenSSL's). */
const OLD_NAMES = /(["'])(?:TLSv1(?:\.[01])?|SSLv[23])\1/;

/**
 * Why a minimum may take from a program what it is there for: it asks what version a connection came to, and knows the
 * old ones by their names, as what looks for servers that speak them does.
 */
export function looksForOldVersions(module: PythonModule): string | undefined {
  const old = OLD_NAMES.exec(module.text)?.[0];
  if (old === undefined) return undefined;
  for (const name of ASKING)
    for (const node of module.identifiers(name)) {
      const call = node.parent?.parent;
      const callee = call?.type === "call" ? call.field("function") : undefined;
      const isAsked = callee !== undefined && callee === node.parent && callee.field("attribute") === node;
      if (!isAsked || call?.field("arguments")?.named.length !== 0) continue;
      // `platform.version()` is another one.
      if (module.names.qualified(callee) !== undefined) continue;
      return `${callee.text}() asks for the version of a connection, and ${old} is one that the program knows: it may look for peers that speak it`;
    }
  return undefined;
}
