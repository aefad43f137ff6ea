import type { Protocol, Value } from "./values.ts";
import { isVersion, type Version, versionSet } from "./versions.ts";

const NEGOTIATING: ReadonlyMap<string, Protocol> = new Map([
  ["PROTOCOL_TLS", "TLS"],
  ["PROTOCOL_SSLv23", "TLS"],
  ["PROTOCOL_TLS_CLIENT", "TLS_CLIENT"],
  ["PROTOCOL_TLS_SERVER", "TLS_SERVER"],
  ["TLS_METHOD", "TLS"],
  ["SSLv23_METHOD", "TLS"],
  ["TLS_CLIENT_METHOD", "TLS_CLIENT"],
  ["TLS_SERVER_METHOD", "TLS_SERVER"],
]);

const OPENSSL_VERSIONS: ReadonlyMap<string, Version> = new Map([
  ["SSL3_VERSION", "SSLv3"],
  ["TLS1_VERSION", "TLSv1"],
  ["TLS1_1_VERSION", "TLSv1_1"],
  ["TLS1_2_VERSION", "TLSv1_2"],
  ["TLS1_3_VERSION", "TLSv1_3"],
]);

/** The value of a constant of `ssl` or `OpenSSL.SSL`, where it is one that configures a context. */
export function constant(qualified: string): Value | undefined {
  const version = /^ssl\.TLSVersion\.(\w+)$/.exec(qualified)?.[1];
  if (version !== undefined) return tlsVersion(version);
  const member = /^(?:ssl\.(?:_SSLMethod\.|Options\.|VerifyMode\.)?|OpenSSL\.SSL\.)(\w+)$/.exec(
    qualified,
  )?.[1];
  if (member === undefined) return undefined;
  const protocol = NEGOTIATING.get(member) ?? pinned(member);
  if (protocol !== undefined) return { kind: "protocol", protocol };
  const limit = OPENSSL_VERSIONS.get(member);
  if (limit !== undefined) return { kind: "version", version: limit };
  if (member.startsWith("OP_")) return option(member.slice("OP_".length));
  if (member === "CERT_NONE" || member === "CERT_OPTIONAL" || member === "CERT_REQUIRED")
    return { kind: "verify", mode: member };
  if (member === "VERIFY_NONE") return { kind: "verify", mode: "CERT_NONE" };
  return member === "VERIFY_PEER" ? { kind: "verify", mode: "CERT_REQUIRED" } : undefined;
}

/** `PROTOCOL_TLSv1`, `TLSv1_METHOD`. */
function pinned(member: string): Version | undefined {
  const name = /^PROTOCOL_(\w+)$|^(\w+)_METHOD$/.exec(member)?.slice(1).join("") ?? "";
  return isVersion(name) ? name : undefined;
}

function tlsVersion(name: string): Value | undefined {
  if (name === "MINIMUM_SUPPORTED") return { kind: "version", version: "SSLv2" };
  if (name === "MAXIMUM_SUPPORTED") return { kind: "version", version: "TLSv1_3" };
  return isVersion(name) ? { kind: "version", version: name } : undefined;
}

function option(name: string): Value {
  const version = name.startsWith("NO_") ? name.slice("NO_".length) : "";
  const on = isVersion(version) ? versionSet(version) : 0;
  return { kind: "options", on, off: ~on };
}
